import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { countdown, DELIVERY_WORDS, WAITS_FOR, whenWords } from '../words.js';

/* What a row of the list says beside what is due. */

const WAIT_ICONS = { customer: 'ask', department: 'building', vendor: 'hand-off' };

export const trouble = ({ delivery }) =>
  delivery === 'undelivered' || delivery === 'unknown'
    ? html`
        <span class="chip chip-late">${icon(delivery === 'unknown' ? 'ask' : 'warn')}${DELIVERY_WORDS[delivery]}</span>
      `
    : nothing;

export const flagged = (item, me) =>
  item.flagged.length
    ? html`
        <span
          class="chip chip-flag"
          data-test="flagged"
          title=${`Flagged to ${item.flagged.map(person => person.name).join(', ')}`}
        >
          ${icon('flag')}${
            item.flagged.some(person => person.id === me) ? 'For you' : html` <span class="sr-only">Flagged</span> `
          }
        </span>
      `
    : nothing;

/** Whose move it is where it is not ours, and the date that was promised. */
export const underWay = ({ waitsFor, promisedAt, openLegs, phase }, now) =>
  phase === 'resolved'
    ? nothing
    : html`
        ${
          promisedAt
            ? html`
                <span
                  class="row-promise tone-${countdown(promisedAt, now).tone}"
                  data-test="promised-at"
                  title="Promised to the customer"
                >
                  ${icon('calendar')}
                  <span class="sr-only">promised</span>
                  ${whenWords(promisedAt, now)}
                </span>
              `
            : nothing
        }${
          waitsFor
            ? html`
                <span
                  class="row-waits"
                  data-test="waits-for"
                  title=${WAITS_FOR[waitsFor] + (openLegs > 1 ? `, ${openLegs} legs` : '')}
                >
                  ${icon(WAIT_ICONS[waitsFor])}<span class="row-waits-words">${waitsFor}</span>
                </span>
              `
            : nothing
        }
      `;
