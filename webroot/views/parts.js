import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { channelWords, countdown, dueWords, initials, timeWords, whenWords, wholeTime } from '../words.js';

/*
 * Small pieces that several views draw.
 *
 * Hooks for browser tests, here in one place. They are `data-test` attributes and stay when the look changes.
 *
 *   sign-in       login, password, sign-in, sign-in-problem
 *   around        connection (data-state: live | connecting | behind | offline), banner, go-inbox, go-legs, go-monitor,
 *                 theme, help, me, sign-out, toasts, toast, problem,
 *                 notices (the bell), notices-unseen, notices-panel, notice (data-seen), notices-all-seen
 *   the list      view-{all|mine|waiting|held|legs|promised|flagged|undelivered|resolved}, load-more, more-above,
 *                 case-row (data-case-id), level, due, waits-for, promised-at, flagged
 *   the case      case, reference, holder, level, due, waits-for, merged-into, take, hand-off, resolve, back, more; in its
 *                 menu release, do-{flag|promise|assign|queue|merge|split}
 *                 legs, promises, flags, why, if-nobody-acts, owed (each <details>, open on wide pages); in them leg, flag,
 *                 promise (data-state), take-back, flag-accept, flag-done, flag-pass, withdraw-promise
 *                 timeline, mention, flag-mention, note, event, other-case, undo, asked, answered, promised, reply,
 *                 reply-state (data-state: queued | sending | accepted | refused | unknown), settle-said,
 *                 settle-not-said, write-again
 *   writing       write-reply, write-note, answer-on, reply-text, reply-length, send, conflict, fresh, show-new, untold,
 *                 tell, hurdle, hurdle-hand-off, hurdle-promise, offer, toggle-promise, toggle-asks, promise-date,
 *                 promise-what, usual-date, verdict (data-verdict), fate-{stays|kept|moved} (data-promise), note-text,
 *                 add-note
 *   dialogs       shortcuts, resolve-dialog, resolve-reason, resolve-confirm, resolve-not-yet, resolve-take-back, and of
 *                 every other {name}-dialog, {name}-confirm, refusal; in them party (data-party), expert, question, clocks,
 *                 warning, person (data-person), urgency, flag-note, promise-date, promise-what, reason, done-text,
 *                 queue, merge-reference, merge-found, split-mention
 *   legs          legs-page, leg-row (data-leg), leg-detail (data-state), leg-state, leg-ended, said, question,
 *                 leg-accept, answer-text, answer-send, pass-to, pass, refusal; the same in link-page
 *   accounts      accounts-page, account-card (data-account), account-state, check-account, check-up, add-account,
 *                 change-account, pause-account, remove-account; in the dialog account-{channel|name|brand|queue}, account-key
 *                 (data-key), account-more, account-hook, account-history, make-secret, try-account, trial, preview, mistake (data-of)
 *   the monitor   monitor, monitor-{open|waiting|held|breached|escalated|undelivered|unknown|arrived|resolved},
 *                 monitor-naked, monitor-late-alarms, monitor-behind, laws, oldest, queues, channels, accounts, people,
 *                 climbing, climbing-case (data-case-id), account (data-account, data-state), parties, party-row
 *                 (data-party), audit, policy, reload-policy, reload-result, unreached, set-aside, retry
 */

export const avatar = (person, { me, large } = {}) =>
  html`<span
    class="avatar ${person.id === me ? 'avatar-me' : ''} ${large ? 'avatar-large' : ''}"
    title=${person.name}
    aria-hidden="true"
    >${initials(person.name)}</span
  >`;

export const level = number =>
  number > 0
    ? html`<span
        class="chip chip-late"
        data-test="level"
        title="Went up ${number} ${number === 1 ? 'level' : 'levels'} because something was missed"
        >${icon('up')}Level ${number}</span
      >`
    : nothing;

export const due = (owed, now) => {
  if (!owed) return nothing;
  const { words, tone } = dueWords(owed, now);
  return html`<time class="due tone-${tone}" datetime=${owed.at} title=${wholeTime(owed.at)} data-test="due"
    >${words}</time
  >`;
};

/** What is late by less than this is happening at this moment. */
const NOW = 30_000;

/** "in 4 min", "now" or "5 min late". */
export const relative = (at, now) => {
  const { words, tone, late } = countdown(at, now);
  return html`<span class="tone-${tone} number"
    >${!late ? `in ${words}` : now - Date.parse(at) < NOW ? 'now' : `${words} late`}</span
  >`;
};

export const moment = (at, now) =>
  html`<time class="number" datetime=${at} title=${wholeTime(at)}>${timeWords(at, now)}</time>`;

/** A time that somebody agreed on: "Thu 14:35", and in the tone of how near it is. */
export const when = (at, now) =>
  html`<time class="number" datetime=${at} title=${wholeTime(at)}>${whenWords(at, now)}</time>`;

export const state = ([words, tone], test = nothing) =>
  html`<span class="state state-${tone}" data-test=${test}>${words}</span>`;

/** Times that follow one another: who has to have done what by when. */
export const clocks = (steps, now) =>
  html`<dl class="clocks" data-test="clocks">
    ${steps.map(
      ({ words, at, done }) =>
        html`<div class=${done ? 'clock-done' : ''}>
          <dt>${words}</dt>
          <dd>${when(at, now)} ${done ? icon('check', 'tone-good') : relative(at, now)}</dd>
        </div>`,
    )}
  </dl>`;

/** Open where there is room; on a phone the first line says the essence. The reader's choice stays. */
export const card = (test, title, essence, wide, body) => html`
  <details class="card" data-test=${test} ?open=${wide}>
    <summary>
      <h2>${title}</h2>
      <span class="card-essence number">${essence}</span>
    </summary>
    <div class="card-body">${body}</div>
  </details>
`;

/** What is over, out of the way. */
export const folded = (count, words, rows) =>
  count
    ? html`<details class="folded">
        <summary>${words}</summary>
        ${rows}
      </details>`
    : nothing;

export const channel = name =>
  html`<span class="channel" title=${channelWords(name)}
    >${icon(name)}<span class="sr-only">${channelWords(name)}</span></span
  >`;

/** What was looked at in an account, and what was found. */
export const checkUp = looks =>
  html`<ul class="check-up" data-test="check-up">
    ${looks.map(
      ({ what, isWell, words }) => html`<li>
        ${isWell ? icon('check', 'tone-good') : icon('warn', 'tone-late')}<span><span class="sr-only">${isWell ? 'Well:' : 'Not well:'}</span>
          <strong>${what}</strong> ${words}</span>
      </li>`,
    )}
  </ul>`;

export const keyHint = key => html`<kbd aria-hidden="true">${key}</kbd>`;

export const logo = () =>
  html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect class="logo-ground" width="32" height="32" rx="8" />
    <path class="logo-rod" d="M9 23 23 9" />
    <path class="logo-band" d="m14 18 4-4" />
  </svg>`;

export const blank = (title, text, extra = nothing) =>
  html`<div class="blank">
    <p class="blank-title">${title}</p>
    <p>${text}</p>
    ${extra}
  </div>`;

export const problemBox = (problem, retry) =>
  html`<div class="blank" role="alert" data-test="problem">
    <p class="blank-title">${icon('warn')}${problem.title}</p>
    <p>${problem.detail}</p>
    ${retry ? html`<button class="button" type="button" @click=${retry}>Try again</button>` : nothing}
  </div>`;
