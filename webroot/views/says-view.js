import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { momentOf } from '../dates.js';
import { icon } from '../icons.js';
import { FORWARDED_NOWHERE } from '../open-case.js';
import { fateOf, promiseOf } from '../says.js';
import { legsOf, offers, openPromises } from '../under-way.js';
import { whenWords } from '../words.js';
import { keyHint } from './parts.js';
import { promiseEntry } from './promise-view.js';

/** What a reply does beside answering: the date it gives, and what becomes of promises. */
export function saysView(model, actions) {
  const { open } = model;
  const promise = promiseOf(open.draft);
  // Before anything is written there is nothing to keep a promise with.
  const fates = open.draft.text.trim() ? openPromises(open.body) : [];
  return html`${fates.map(each => fate(each, model, actions))}
  ${promise.on ? html`<div class="editor-promise">${promiseEntry(promise, model, actions.promise)}</div>` : nothing}`;
}

const FATES = [
  ['stays', 'Stays open'],
  ['kept', 'Kept by this'],
  ['moved', 'New date'],
];

const fate = (promise, { open, now }, actions) =>
  html`<div class="fate" role="group" aria-label="The promise of ${whenWords(promise.dueAt, now)}">
    <span class="fate-words ${promise.broken ? 'tone-late' : ''}"
      >${icon('calendar')}Promise ${whenWords(promise.dueAt, now)}${promise.broken ? ', broken' : nothing}</span
    >
    <span class="fate-choice">
      ${FATES.map(
        ([name, words]) =>
          html`<button
            class="segment-button"
            type="button"
            data-test="fate-${name}"
            data-promise=${promise.id}
            aria-pressed=${fateOf(open.draft, promise.id) === name}
            @click=${() => actions.fate(promise.id, name)}
          >
            ${words}
          </button>`,
      )}
    </span>
  </div>`;

export function saysToggles({ open }, actions) {
  const { on } = promiseOf(open.draft);
  const asks = Boolean(open.draft.asks);
  return html`<span class="toggles">
    <button
      class="toggle"
      type="button"
      data-test="toggle-promise"
      aria-pressed=${on}
      aria-keyshortcuts="p"
      title="Give the customer a date with this reply"
      @click=${actions.togglePromise}
    >
      ${icon('calendar')}Promise
    </button>
    <button
      class="toggle"
      type="button"
      data-test="toggle-asks"
      aria-pressed=${asks}
      title="The customer has to answer: we wait, remind, and close if nothing comes"
      @click=${() => actions.asks(!asks)}
    >
      ${icon('ask')}Ask and wait
    </button>
  </span>`;
}

/** Sentences that fit what is under way; a click puts them into the reply, with their date. */
export function offersView(offered, { open }, actions) {
  const unused = offered.filter(offer => !open.draft.text.includes(offer.text));
  return unused.map(
    offer =>
      html`<button
        class="offer"
        type="button"
        data-test="offer"
        aria-keyshortcuts="o"
        @click=${() => actions.useOffer(offer)}
      >
        ${icon(offer.kind === 'promise-broken' ? 'warn' : 'quote')}
        <span class="offer-words" dir="auto">${offer.text}</span>
        <span class="offer-use">Use${keyHint('o')}</span>
      </button>`,
  );
}

const TOO_SOON = new Set(['looking', 'too-early', 'past']);

/** Why a reply was refused, with the way out. */
export function hurdleView(model, actions) {
  const { open, now } = model;
  const { hurdle, body } = open;
  if (hurdle.type !== FORWARDED_NOWHERE) {
    return html`<div class="strip strip-late" role="alert" data-test="hurdle">
      ${icon('warn')}<span>${hurdle.detail}.</span>
    </div>`;
  }
  const [leg] = legsOf(body).open;
  const { on, at } = promiseOf(open.draft);
  const found = on && momentOf(at) ? (model.outlook.verdict(momentOf(at))?.verdict ?? 'looking') : '';
  // A date that cannot be kept, or is still looked at, is spoken of below; and good news beside that would contradict it.
  if (leg && TOO_SOON.has(found)) return nothing;
  const dated = found || openPromises(body).some(promise => !promise.broken);
  if (leg && dated) {
    return html`<div class="strip strip-good" role="status" data-test="hurdle">
      ${icon('check')}<span
        >It is ${leg.state === 'offered' ? 'offered to' : 'with'} ${leg.title}, and there is a date: now it can be
        said.</span
      >
    </div>`;
  }
  return html`<div class="strip strip-late strip-tall strip-stacks" role="alert" data-test="hurdle">
      ${icon('warn')}
      <span>
        ${
          leg
            ? html`<strong>By when does the customer hear?</strong> The answer of ${leg.title} is due by
                ${whenWords(leg.answerBy, now)}. Give the customer a date, and this can be said.`
            : html`<strong>Forwarded to whom?</strong> The customer would read that somebody else has it, but nobody
                does. Hand it off, give a date, and it is true.`
        }
      </span>
      ${
        leg && on
          ? nothing
          : leg
          ? html`<button class="button" type="button" data-test="hurdle-promise" @click=${actions.togglePromise}>
              Give a date
            </button>`
          : html`<button
              class="button button-primary"
              type="button"
              data-test="hurdle-hand-off"
              @click=${() => actions.ask('hand-off', 0)}
            >
              Hand off…
            </button>`
      }
    </div>
    ${leg ? offersView(offers(body, true), model, actions) : nothing}`;
}
