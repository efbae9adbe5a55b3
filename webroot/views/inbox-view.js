import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { classMap } from '/vendor/lit-html/directives/class-map.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { hasMoodIcon, icon } from '../icons.js';
import { VIEWS, casePath, inboxPath } from '../routes.js';
import { ago, dueWords, EMPTY_WORDS, plural, VIEW_WORDS } from '../words.js';
import { avatar, blank, channel, due, level, problemBox } from './parts.js';
import { flagged, trouble, underWay } from './row-facts-view.js';

/** The list: views as tabs, then the cases in their order. */
export function inboxView(model, actions) {
  const { view, list, shown, loading, problem, complete, caseId } = model;
  return html`
    <section class="inbox" aria-label="Inbox">
      ${
        caseId === null
          ? html`
              <h1 class="sr-only">Inbox</h1>
            `
          : nothing
      }
      <nav class="tabs" aria-label="Views">${VIEWS.map(name => tab(name, model))}</nav>
      ${pill(shown, actions)}
      <div
        class="list"
        data-list
        tabindex="-1"
        aria-busy=${loading}
        @scroll=${actions.scrolled}
        @pointermove=${actions.pointerMoved}
        @pointerleave=${actions.pointerLeft}
      >
        ${
          shown.size
            ? html`
                <ol class="rows" data-rows aria-label="${VIEW_WORDS[view]} cases, in the order they are due">
                  ${repeat(
                    shown.rows,
                    item => item.id,
                    (item, index) => row(item, shown.start + index, model, actions),
                  )}
                </ol>
              `
            : nothing
        }
        ${problem ? problemBox(problem, actions.retryList) : nothing}
        ${!problem && !shown.size ? (list === null || loading ? skeleton() : blank(...EMPTY_WORDS[view])) : nothing}
        ${
          !problem && shown.size && !complete
            ? html`
                <button
                  class="button button-quiet load-more"
                  type="button"
                  data-test="load-more"
                  ?disabled=${loading}
                  @click=${actions.more}
                >
                  ${loading ? 'Loading…' : 'Load more'}
                </button>
              `
            : nothing
        }
      </div>
    </section>
  `;
}

function tab(name, { view, counts, caseId }) {
  const count = counts[name];
  const urgent = (name === 'undelivered' || name === 'flagged') && count > 0;
  return html`
    <a
      class="tab"
      href=${caseId ? casePath(caseId, name) : inboxPath(name)}
      data-test="view-${name}"
      aria-current=${name === view ? 'true' : nothing}
    >
      ${VIEW_WORDS[name]}${
        count === undefined || name === 'resolved'
          ? nothing
          : html`
              <span class="count ${urgent ? 'count-late' : ''}">${count.toLocaleString()}</span>
            `
      }
    </a>
  `;
}

function pill({ unseen, arrived }, actions) {
  const words = unseen ? `${unseen} more above` : arrived ? `${arrived} new` : '';
  return html`
    <div class="pill-place" aria-live="polite">
      ${
        words
          ? html`
              <button class="pill" type="button" data-test="more-above" @click=${actions.toTop}>
                ${icon('up')}${words}
              </button>
            `
          : nothing
      }
    </div>
  `;
}

function row(item, index, { now, me, selected, caseId, view, several, store }, actions) {
  const late = item.due && dueWords(item.due, now).tone === 'late';
  const classes = classMap({
    row: true,
    'row-selected': item.id === selected,
    'row-late': late,
    'row-gone': !store.belongs(view, item),
  });
  return html`
    <li class=${classes} data-test="case-row" data-case-id=${item.id} aria-posinset=${index + 1}>
      <a
        class="row-link"
        href=${casePath(item.id, view)}
        data-row-link=${item.id}
        aria-current=${item.id === caseId ? 'true' : nothing}
        @focus=${() => actions.select(item.id)}
      >
        <span class="row-top">
          <span class="row-name" dir="auto">${item.customer.name || item.customer.handle}</span>
          ${level(item.level)}
          ${
            item.holder
              ? html`
                  ${avatar(item.holder, { me })}
                  <span class="sr-only">held by ${item.holder.name}</span>
                `
              : nothing
          }
        </span>
        <span class="row-middle">
          ${trouble(item)} ${flagged(item, me)}
          <span class="row-title" dir="auto">${item.title}</span>
        </span>
        <span class="row-bottom">
          ${
            item.phase === 'resolved'
              ? html`
                  <span class="due muted">Resolved ${ago(item.resolvedAt, now)}</span>
                `
              : due(item.due, now)
          }
          <span class="row-facts">
            ${underWay(item, now)}
            ${
              hasMoodIcon(item.mood)
                ? html`
                    <span class="mood mood-${item.mood}" title=${item.mood}>
                      ${icon(item.mood)}
                      <span class="sr-only">${item.mood}</span>
                    </span>
                  `
                : nothing
            }
            <span class="channels">${item.channels.map(channel)}</span>
            ${
              item.contacts > 1
                ? html`
                    <span class="contacts" title=${plural(item.contacts, 'contact')}>
                      ${item.contacts}×
                      <span class="sr-only">contacts</span>
                    </span>
                  `
                : nothing
            }
            ${
              several
                ? html`
                    <span class="row-queue">${item.queue}</span>
                  `
                : nothing
            }
          </span>
        </span>
      </a>
    </li>
  `;
}

const skeleton = () => html`
  <ol class="rows skeleton" aria-label="Loading">
    ${Array.from(
      { length: 8 },
      () => html`
        <li class="row">
          <span class="bone bone-short"></span>
          <span class="bone"></span>
          <span class="bone bone-half"></span>
        </li>
      `,
    )}
  </ol>
`;
