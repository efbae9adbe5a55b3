import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { icon } from '../icons.js';
import { legPath } from '../routes.js';
import { ASKED_STATES, urgencyWords } from '../words.js';
import { ended, legView, nextOf, nextWords } from './leg-view.js';
import { blank, keyHint, moment, problemBox, relative, state } from './parts.js';

/** What this person is asked, the most urgent first; beside it the one that is open. */
export function legsView(model, actions) {
  const { legs, asked } = model;
  return html`<div class="inbox-page legs-page ${asked.id === null ? '' : 'has-case'}" data-test="legs-page">
    <section class="inbox" aria-label="What you are asked">
      <header class="legs-head">
        <h1>What you are asked</h1>
        ${legs.problem && legs.open ? html`<span class="tone-late" role="status">${icon('warn')}Not up to date</span>` : nothing}
      </header>
      <div class="list" tabindex="-1">${list(model, actions)}</div>
    </section>
    <main class="case leg-pane" aria-label="The leg">${detail(model, actions)}</main>
  </div>`;
}

function list({ legs, asked, now }, actions) {
  if (!legs.open) return legs.problem ? problemBox(legs.problem, actions.readLegs) : skeleton();
  if (!legs.open.length && !legs.ended.length) {
    return blank('Nothing is asked of you.', 'What a colleague needs to know comes here by itself, and by mail.');
  }
  return html`
    ${
      legs.open.length
        ? html`<ol class="rows leg-rows">
            ${repeat(
              legs.open,
              leg => leg.id,
              leg => row(leg, asked.id, now),
            )}
          </ol>`
        : html`<p class="legs-none">${icon('check', 'tone-good')}Nothing waits for you.</p>`
    }
    ${
      legs.ended.length
        ? html`<h2 class="legs-sub">Answered in the last 7 days</h2>
            <ol class="rows leg-rows">
              ${repeat(
                legs.ended,
                leg => leg.id,
                leg => row(leg, asked.id, now),
              )}
            </ol>`
        : nothing
    }
  `;
}

function row(leg, current, now) {
  const open = leg.state === 'offered' || leg.state === 'accepted';
  return html`<li class="row leg-row" data-test="leg-row" data-leg=${leg.id}>
    <a
      class="row-link"
      href=${legPath(leg.id)}
      data-leg-link=${leg.id}
      aria-current=${leg.id === current ? 'true' : nothing}
    >
      <span class="row-top">
        <span class="row-name"
          >${leg.askedBy}${
            leg.party.kind === 'flag'
              ? html` <span class="chip chip-flag">${icon('flag')}${urgencyWords(leg.party.title)}</span>`
              : html` <span class="muted leg-party">${leg.party.title}</span>`
          }</span
        >
        ${open && leg.mine && leg.state === 'accepted' ? state(ASKED_STATES.accepted) : nothing}
      </span>
      <span class="row-title" dir="auto">${leg.question}</span>
      <span class="row-bottom">
        ${
          open
            ? html`<span class="due">${nextWords(leg, now)}</span>${relative(nextOf(leg).at, now)}`
            : html`<span>${state(ASKED_STATES[leg.state])}</span>${moment(leg.closedAt, now)}`
        }
      </span>
    </a>
  </li>`;
}

function detail({ asked, now, legs }, actions) {
  const back = html`<a class="back icon-button" href="/legs" aria-label="Back to the list" data-test="back"
    >${icon('back')}</a
  >`;
  if (asked.id === null) {
    return html`<div class="case-none">
      ${legs.open?.length ? blank('Choose what you answer', html`The one on top is due first. ${keyHint('j')} ${keyHint('k')} move.`) : nothing}
    </div>`;
  }
  if (asked.problem?.status === 404 && !asked.passedTo) {
    return ended('hand-off', 'This is not with you any more.', 'It was passed on, or somebody else has it.', back);
  }
  if (!asked.body && !asked.passedTo) {
    return html`<div class="case-none">
      ${back}${asked.problem ? problemBox(asked.problem, asked.problem.status === 404 ? null : actions.readLeg) : skeleton()}
    </div>`;
  }
  return html`<div class="leg-scroll">${legView(asked, now, actions, { back })}</div>`;
}

const skeleton = () =>
  html`<div class="skeleton case-skeleton" role="status" aria-label="Loading">
    <span class="bone bone-short"></span><span class="bone"></span><span class="bone bone-tall"></span>
  </div>`;
