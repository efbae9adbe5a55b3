import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { momentOf, usualDates } from '../dates.js';
import { icon } from '../icons.js';
import { whenWords } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { relative } from './parts.js';

const VERDICTS = {
  feasible: ['check', 'good'],
  'only-without': ['warn', 'soon'],
  'too-early': ['warn', 'late'],
  past: ['warn', 'late'],
};

/**
 * Where a date is typed; below it stands whether it can be kept.
 *
 * @param promise `{at, what}` as it is typed
 * @param change  told what changed
 */
export function promiseEntry(promise, { outlook, now }, change, { first = false } = {}) {
  const at = momentOf(promise.at);
  return html`<div class="promise-entry">
    <div class="promise-when">
      <label class="field">
        Until when
        <input
          type="datetime-local"
          data-test="promise-date"
          data-promise-date
          required
          ?autofocus=${first}
          aria-describedby="verdict"
          .value=${live(promise.at)}
          @input=${event => change({ at: event.target.value })}
        />
      </label>
      <div class="usual-dates" role="group" aria-label="Usual dates">
        ${usualDates(now, outlook.body?.earliest).map(
          ({ words, field }) =>
            html`<button
              class="pill-button"
              type="button"
              data-test="usual-date"
              aria-pressed=${promise.at === field}
              @click=${() => change({ at: field })}
            >
              ${words}
            </button>`,
        )}
      </div>
    </div>
    <p class="verdict" id="verdict" role="status">${verdict(at, outlook, now)}</p>
    <label class="field promise-what">
      What is promised
      <input
        data-test="promise-what"
        maxlength="500"
        dir="auto"
        placeholder="A technician calls"
        .value=${live(promise.what)}
        @input=${event => change({ what: event.target.value })}
      />
    </label>
  </div>`;
}

function verdict(at, outlook, now) {
  if (!at) {
    const earliest = outlook.body?.earliest;
    return earliest
      ? html`<span class="muted">An answer is awaited: ${whenWords(earliest, now)} at the earliest.</span>`
      : html`<span class="muted">It goes on the ledger: the case stays open until it is kept.</span>`;
  }
  const found =
    Date.parse(at) <= now
      ? { verdict: 'past', words: 'This time has passed: a promise is about the future.' }
      : outlook.verdict(at);
  if (!found)
    return html`<span class="muted"
      >${outlook.problem ? outlook.problem.detail : 'Looking whether it can be kept…'}</span
    >`;
  // Once it is handed off, whom else it could be handed to is a remark and no warning.
  const remark = found.verdict === 'only-without' && outlook.body?.earliest;
  const [name, tone] = remark ? ['check', 'calm'] : (VERDICTS[found.verdict] ?? VERDICTS['only-without']);
  return html`<span class="verdict-words tone-${tone}" data-test="verdict" data-verdict=${found.verdict}
    >${icon(name)}<span
      >${found.words}
      ${found.verdict === 'feasible' ? html`<span class="muted">${relative(at, now)}</span>` : nothing}</span
    ></span
  >`;
}

/** For what was said on the phone: on the ledger, without a reply. */
export function promiseDialog(model, actions) {
  const { form } = model.dialogs;
  const at = momentOf(form.at);
  return dialogFrame(
    {
      name: 'promise',
      title: 'Note a promised date',
      lead: 'For what was said on the phone. Nothing is sent to the customer.',
      confirm: 'Promise',
      hindered: !at ? 'Give the date' : Date.parse(at) <= model.now ? 'This time has passed' : '',
    },
    model,
    actions,
    promiseEntry(form, model, actions.fill, { first: true }),
  );
}

export function withdrawPromiseDialog(model, actions) {
  const { dialogs, open, now } = model;
  const promise = open.body.promises.find(({ id }) => id === dialogs.about);
  if (!promise) return nothing;
  return dialogFrame(
    {
      name: 'withdraw-promise',
      title: 'Take the promise back?',
      lead: `The customer was promised ${whenWords(promise.dueAt, now)}. Your reason stays on the ledger${promise.broken ? ', and it stays broken' : ''}.`,
      confirm: 'Take it back',
      hindered: dialogs.form.reason.trim() ? '' : 'Say why',
    },
    model,
    actions,
    html`<label class="field">
      Why is it void?
      <textarea
        data-test="reason"
        rows="2"
        maxlength="500"
        autofocus
        dir="auto"
        .value=${live(dialogs.form.reason)}
        @input=${event => actions.fill({ reason: event.target.value })}
      ></textarea>
    </label>`,
  );
}
