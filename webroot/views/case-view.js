import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { keyed } from '/vendor/lit-html/directives/keyed.js';
import { icon } from '../icons.js';
import { casePath, inboxPath } from '../routes.js';
import { mayAct } from '../under-way.js';
import { ago, channelWords, languageWords, plural, WAITS_FOR } from '../words.js';
import { editorView } from './editor-view.js';
import { blank, channel, due, keyHint, level, problemBox } from './parts.js';
import { reasonsView } from './reasons-view.js';
import { timelineView } from './timeline-view.js';

/** The open case: who has it, why it is here, what was said, and the answer. */
export function caseView(model, actions) {
  const { open } = model;
  if (open.id === null) {
    return html`
      <main class="case case-none">
        ${
          model.shown.size
            ? blank(
                'Choose a case',
                html`
                  The one on top is next.
                  <span class="by-key">${keyHint('j')} ${keyHint('k')} move, ${keyHint('Enter')} opens.</span>
                `,
              )
            : nothing
        }
      </main>
    `;
  }
  if (!open.body) {
    return html`
      <main class="case case-none">
        ${backLink(model)}${
          open.problem ? problemBox(open.problem, open.problem.status === 404 ? null : actions.readAgain) : skeleton()
        }
      </main>
    `;
  }
  return keyed(
    open.id,
    html`
      <main class="case" data-test="case" aria-labelledby="case-customer">
        ${header(model, actions)}
        <div class="case-body" data-case-scroll>
          ${reasonsView(model, actions)}
          <div class="talk">
            <div class="talk-scroll" data-talk-scroll tabindex="0" role="region" aria-label="Timeline">
              ${
                open.problem
                  ? html`
                      <p class="strip strip-late" role="alert">
                        ${icon('warn')}
                        <span>This case could not be read again: ${open.problem.detail}</span>
                      </p>
                    `
                  : nothing
              }
              ${timelineView(model, actions)}
            </div>
            ${editorView(model, actions)}
          </div>
        </div>
      </main>
    `,
  );
}

const backLink = ({ view }) => html`
  <a class="back icon-button" href=${inboxPath(view)} aria-label="Back to the list" data-test="back">${icon('back')}</a>
`;

function header(model, actions) {
  const {
    open: { body },
    now,
    me,
    several,
  } = model;
  const { customer } = body;
  const language = languageWords(body.language);
  return html`
    <header class="case-head">
      <div class="case-title">
        ${backLink(model)}
        <div class="case-who">
          <h1 id="case-customer" dir="auto">${customer.name || customer.handle}</h1>
          ${
            customer.handle && customer.handle !== customer.name
              ? html`
                  <bdi class="muted handle">${customer.handle}</bdi>
                `
              : nothing
          }
        </div>
        <div class="case-actions">${buttons(model, actions)}</div>
      </div>
      <div class="case-facts">
        <span class="fact reference" data-test="reference">${body.reference}</span>
        ${
          body.phase === 'resolved'
            ? nothing
            : html`
                <span class="fact" data-test="holder">${hand(body, me)}</span>
              `
        }
        ${
          body.phase === 'resolved'
            ? html`
                <span class="chip chip-good">${icon('check')}Resolved ${ago(body.resolvedAt, now)}</span>
              `
            : html`
                <span class="fact">${due(body.due, now)}</span>
              `
        }
        ${level(body.level)}
        ${
          body.waitsFor && body.phase !== 'resolved'
            ? html`
                <span class="chip chip-wait" data-test="waits-for">${icon('clock')}${WAITS_FOR[body.waitsFor]}</span>
              `
            : nothing
        }
        ${
          body.behind.suggestions.length
            ? html`
                <button class="chip chip-wait chip-asks" type="button" data-test="asks" @click=${showAsked}>
                  ${icon('ask')}Baton asks
                </button>
              `
            : nothing
        }
        ${
          body.mergedInto
            ? html`
                <a class="fact link" href=${casePath(body.mergedInto)} data-test="merged-into">
                  ${icon('merge')}Merged into another case: open it
                </a>
              `
            : nothing
        }
        <span class="fact channels" title=${body.channels.map(channelWords).join(', ')}>
          ${body.channels.map(channel)}
          <span>${plural(body.contacts, 'contact')}</span>
        </span>
        <span class="fact">${several ? `${body.queue} · ${body.brand}` : body.queue}</span>
        ${
          language && language !== 'English'
            ? html`
                <span class="fact">${language}</span>
              `
            : nothing
        }
      </div>
    </header>
  `;
}

/** On a narrow screen the questions stand above what was said. */
const showAsked = () => document.querySelector('[data-test=suggestions]')?.scrollIntoView({ block: 'start' });

function hand({ holder, owner }, me) {
  if (holder?.id === me)
    return html`
      ${icon('person')}
      <strong>In your hand</strong>
    `;
  if (holder)
    return html`
      ${icon('person')}Held by
      <strong>${holder.name}</strong>
    `;
  return html`
    ${icon('person')}Waits;
    <strong>${owner.id === me ? 'you answer' : `${owner.name} answers`}</strong>
    for it
  `;
}

function buttons({ open, me, mayWatch }, actions) {
  const { phase, holder } = open.body;
  if (phase === 'resolved') return nothing;
  const may = mayAct(open.body, { me, mayWatch });
  const button = (name, words, key, act, kind = '') => html`
    <button
      class="button ${kind}"
      type="button"
      data-test=${name}
      ?disabled=${open.busy === name}
      aria-keyshortcuts=${key}
      @click=${act}
    >
      ${words}${keyHint(key)}
    </button>
  `;
  return html`
    ${
      !holder
        ? button('take', 'Take', 't', actions.take, 'button-primary')
        : holder.id !== me && mayWatch
          ? button('take', 'Take over', 't', actions.take)
          : nothing
    }
    ${may ? button('hand-off', 'Hand off', 'h', () => actions.ask('hand-off', 0)) : nothing}
    ${may ? button('resolve', 'Resolve', 'e', actions.resolve) : nothing}
    ${moreMenu({ may, mine: holder?.id === me, open }, actions)}
  `;
}

/** What is done less often; a popover, so that the browser closes it and gives the focus back. */
function moreMenu({ may, mine, open }, actions) {
  const item = (name, words, key, act) => html`
    <button
      class="menu-item"
      type="button"
      data-test=${name}
      aria-keyshortcuts=${key || nothing}
      @click=${event => {
        event.target.closest('[popover]').hidePopover();
        act();
      }}
    >
      <span>${words}</span>
      ${key ? keyHint(key) : nothing}
    </button>
  `;
  const ask = name => () => actions.ask(name, 0);
  return html`
    <button
      class="icon-button button-more"
      type="button"
      popovertarget="case-menu"
      data-test="more"
      aria-label="More to do with the case"
      title="More"
    >
      ${icon('more')}
    </button>
    <div class="menu menu-case" id="case-menu" popover>
      ${item('do-flag', 'Flag to a colleague…', 'f', ask('flag'))}
      ${
        may
          ? html`
              ${item('do-promise', 'Note a promised date…', '⇧ P', ask('promise'))}
              <hr />
              ${mine ? item('release', 'Release to its queue', 'u', actions.release) : nothing}
              ${item('do-assign', 'Give it to…', 'a', ask('assign'))}
              ${item('do-queue', 'Move to another queue…', 'm', ask('queue'))}
              <hr />
              ${item('do-merge', 'Merge another case into this…', '', ask('merge'))}
              ${open.body.contacts > 1 ? item('do-split', 'Split off another problem…', '', ask('split')) : nothing}
            `
          : nothing
      }
    </div>
  `;
}

const skeleton = () => html`
  <div class="case-skeleton skeleton" aria-label="Loading" role="status">
    <span class="bone bone-short"></span>
    <span class="bone"></span>
    <span class="bone bone-tall"></span>
    <span class="bone bone-tall bone-half"></span>
  </div>
`;
