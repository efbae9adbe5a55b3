import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { casePath, legPath } from '../routes.js';
import { ago } from '../words.js';

const SUBJECTS = {
  alarm: ['warn', 'late'],
  leg: ['hand-off', 'accent'],
  flag: ['flag', 'soon'],
  'leg-answered': ['check', 'good'],
  'leg-returned': ['back', 'late'],
  'answer-late': ['clock', 'late'],
  'flag-accepted': ['flag', 'good'],
  'flag-done': ['check', 'good'],
  assigned: ['person', 'accent'],
  'promise-broken': ['calendar', 'late'],
  'set-aside': ['warn', 'late'],
};

/** The bell, and what it rings for. */
export function noticesView({ notices, now, worksCases, store }, actions) {
  if (!notices.there) return nothing;
  const shown = notices.unseen;
  return html`
    <button
      class="icon-button bell"
      type="button"
      popovertarget="notices"
      data-test="notices"
      aria-label=${shown ? `Notices, ${shown} not seen` : 'Notices'}
      aria-keyshortcuts="g n"
      title="Notices"
    >
      ${icon('bell')}${shown ? html`<span class="bell-count" data-test="notices-unseen">${shown > 99 ? '99+' : shown}</span>` : nothing}
    </button>
    <div
      class="menu notices"
      id="notices"
      popover
      data-test="notices-panel"
      role="region"
      aria-label="Notices"
      @toggle=${event => event.newState === 'open' && actions.readNotices()}
    >
      <header>
        <strong>Notices</strong>
        ${
          shown
            ? html`<button
                class="button button-small button-quiet"
                type="button"
                data-test="notices-all-seen"
                @click=${actions.seeAllNotices}
              >
                Mark all as seen
              </button>`
            : nothing
        }
      </header>
      ${
        notices.problem
          ? html`<p class="strip strip-late">${icon('warn')}<span>${notices.problem.detail}</span></p>`
          : nothing
      }
      ${
        notices.items?.length
          ? html`<ul class="notice-list">
              ${notices.items.map(notice => noticeRow(notice, { now, worksCases, store }, actions))}
            </ul>`
          : notices.problem
            ? nothing
            : html`<p class="notices-none">
                ${notices.items ? 'Nothing happened that you have to know.' : 'Looking…'}
              </p>`
      }
    </div>
  `;
}

function noticeRow(notice, { now, worksCases, store }, actions) {
  const customer = worksCases ? store.item(notice.caseId)?.customer : null;
  const [name, tone] = SUBJECTS[notice.subject] ?? ['bell', 'calm'];
  const path = notice.subject === 'leg' || !worksCases ? legPath(notice.about || null) : casePath(notice.caseId);
  const go = event => {
    event.currentTarget.closest('[popover]').hidePopover();
    actions.seeNotices([notice.id]);
  };
  return html`<li class=${notice.seen ? '' : 'notice-new'} data-test="notice" data-seen=${notice.seen}>
    <a href=${path} @click=${go}>
      <span class="notice-icon tone-${tone}">${icon(name)}</span>
      <span class="notice-words"
              >${notice.words}<span class="muted one-line"
          >${customer ? html`<bdi>${customer.name || customer.handle}</bdi> · ` : nothing}${notice.reference} ·
          ${ago(notice.at, now)}</span
        ></span
      >
      ${notice.seen ? nothing : html`<span class="notice-dot" aria-hidden="true"></span><span class="sr-only">not seen</span>`}
    </a>
  </li>`;
}
