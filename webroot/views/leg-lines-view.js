import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { untold } from '../under-way.js';
import { LEG_STATES, PROMISE_STATES, urgencyWords, whenWords } from '../words.js';
import { avatar, moment, state, when } from './parts.js';

const who = (person, me) => (person.id === me ? 'You' : person.name);

/** The question stands in the timeline where it was asked. */
function leg({ leg: asked, at }, { open, now, me }, actions) {
  const flag = asked.kind === 'flag';
  return html`<li class="said said-asked ${flag ? 'said-flagged' : ''}" data-test="asked" data-state=${asked.state}>
    <div class="said-head">
      ${icon(flag ? 'flag' : 'hand-off')}
      <strong
        >${who(asked.by, me)} ${flag ? 'flagged it to' : 'asked'}
        ${flag ? who(asked.expert, me).replace('You', 'you') : asked.title}</strong
      >
      ${flag ? html`<span class="chip chip-flag">${urgencyWords(asked.title)}</span>` : nothing}
      <span class="said-where">${moment(at, now)}</span>
    </div>
    <p class="words" dir="auto">${asked.question}</p>
    <div class="said-foot">
      ${state(flag && asked.state === 'answered' ? ['Done', 'good'] : LEG_STATES[asked.state])} ${stands(asked, now)}
    </div>
    ${flag && asked.expert.id === me ? yours(asked, open, actions) : nothing}
  </li>`;
}

function stands({ state: is, expert, acceptBy, answerBy, acceptedAt, kind }, now) {
  const done = kind === 'flag' ? 'done' : 'answer';
  switch (is) {
    case 'offered':
      return html`<span
        >with ${expert.name}, to accept by ${whenWords(acceptBy, now)}, ${done} by ${whenWords(answerBy, now)}</span
      >`;
    case 'accepted':
      return html`<span>by ${expert.name} ${whenWords(acceptedAt, now)}, ${done} by ${whenWords(answerBy, now)}</span>`;
    case 'returned':
      return html`<span>nobody accepted it in time</span>`;
    default:
      return nothing;
  }
}

/** Who reads on at the end of a conversation should not have to look for what is asked of them. */
function yours(flag, open, actions) {
  if (flag.state !== 'offered' && flag.state !== 'accepted') return nothing;
  return html`<div class="settle">
    ${
      flag.state === 'offered'
        ? html`<button
            class="button button-small button-primary"
            type="button"
            ?disabled=${open.busy !== null}
            @click=${() => actions.acceptFlag(flag.id)}
          >
            Accept
          </button>`
        : nothing
    }
    <button class="button button-small" type="button" @click=${() => actions.ask('done-flag', flag.id)}>Done…</button>
  </div>`;
}

/** The answer stands where it came. */
function answer({ leg: asked, at }, { open, now, me }, actions) {
  const flag = asked.kind === 'flag';
  const by = asked.answeredBy ?? asked.expert;
  const tell = !flag && untold(open.body).some(({ id }) => id === asked.id);
  return html`<li class="said said-answer ${flag ? 'said-flagged' : ''}" data-test="answered">
    <div class="said-head">
      ${avatar(by, { me })}<strong>${who(by, me)}</strong
      ><span class="muted">${flag ? 'checked the flag off' : `of ${asked.title} answered`}</span>
      <span class="said-where">${moment(at, now)}</span>
    </div>
    <p class="words" dir="auto">${asked.answer}</p>
    ${
      tell
        ? html`<div class="settle">
            <span class="answer-hint">For the desk: the customer has not read it.</span>
            <button class="button button-small" type="button" @click=${() => actions.tellAnswer(asked)}>
              Tell the customer
            </button>
          </div>`
        : nothing
    }
  </li>`;
}

function promised({ promise, at }, { now, me }) {
  const tone = promise.broken && promise.state === 'open' ? PROMISE_STATES.broken : PROMISE_STATES[promise.state];
  return html`<li class="event event-promise" data-test="promised" data-state=${promise.state}>
    <span
      >${icon('calendar')} ${who(promise.by, me)} promised
      <strong>${when(promise.dueAt, now)}</strong
      >${promise.what ? html`: <span dir="auto">${promise.what}</span>` : nothing}
      ${promise.state === 'open' && !promise.broken ? nothing : state(tone)}
      ${promise.reason ? html`<span dir="auto">${promise.reason}</span>` : nothing}</span
    >
    ${moment(at, now)}
  </li>`;
}

export const LEG_LINES = { leg, 'leg-answer': answer, promise: promised };
