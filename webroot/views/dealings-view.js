import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { flagsOf, legsOf, mayAct, untold } from '../under-way.js';
import { LEG_STATES, plural, urgencyWords, whenWords } from '../words.js';
import { ledgerView } from './ledger-view.js';
import { avatar, card, clocks, folded, moment, state } from './parts.js';

/** What the case has under way with others: legs, flags, and the ledger of promises. */
export function dealingsView(model, actions) {
  return html`${legsCard(model, actions)} ${flagsCard(model, actions)} ${ledgerView(model, actions)}`;
}

function legsCard(model, actions) {
  const { open, now, wide } = model;
  const { open: running, ended } = legsOf(open.body);
  if (!running.length && !ended.length) return nothing;
  const waiting = untold(open.body);
  const [first] = running;
  const essence = waiting.length
    ? `${waiting[0].title} answered`
    : first
      ? `${first.title}, ${first.state === 'offered' ? 'to accept' : 'to answer'} by ${whenWords(first.state === 'offered' ? first.acceptBy : first.answerBy, now)}`
      : `${ended.length} ended`;
  const rest = ended.filter(leg => !waiting.includes(leg));
  return card(
    'legs',
    'Handed off',
    essence,
    wide,
    html`
      ${waiting.map(leg => answerRow(leg, model))} ${running.map(leg => legRow(leg, model, actions))}
      ${folded(
        rest.length,
        `${rest.length} ended`,
        html`<ul class="ended">
          ${rest.map(
            leg =>
              html`<li data-test="leg" data-state=${leg.state}>
                <span class="one-line">${leg.title}</span>
                ${state(LEG_STATES[leg.state])} ${moment(leg.closedAt, now)}
              </li>`,
          )}
        </ul>`,
      )}
    `,
  );
}

const legRow = (leg, model, actions) =>
  html`<article class="dealing" data-test="leg" data-state=${leg.state}>
    <header>
      <strong>${leg.title}</strong>
      ${state(LEG_STATES[leg.state])}
    </header>
    <p class="dealing-who">
      ${avatar(leg.expert)}${leg.expert.name}${leg.passes ? html`<span class="muted">passed on ${leg.passes}×</span>` : nothing}
    </p>
    <p class="dealing-words" dir="auto">${leg.question}</p>
    ${clocks(
      [
        {
          words: 'Accept by',
          at: leg.state === 'accepted' ? leg.acceptedAt : leg.acceptBy,
          done: leg.state === 'accepted',
        },
        { words: 'Answer by', at: leg.answerBy },
      ].map(step => (step.done ? { ...step, words: 'Accepted' } : step)),
      model.now,
    )}
    ${
      mayAct(model.open.body, model)
        ? html`<button
            class="button button-small"
            type="button"
            data-test="take-back"
            @click=${() => actions.ask('take-back', leg.id)}
          >
            Take back
          </button>`
        : nothing
    }
  </article>`;

const answerRow = (leg, model) =>
  html`<article class="dealing dealing-answer" data-test="leg" data-state="answered">
    <header>
      <strong>${leg.title}</strong>
      ${state(LEG_STATES.answered)}
    </header>
    <p class="dealing-who">
      ${avatar(leg.answeredBy ?? leg.expert)}${(leg.answeredBy ?? leg.expert).name}
      <span class="muted">${moment(leg.closedAt, model.now)}</span>
    </p>
    <p class="dealing-words" dir="auto">${leg.answer}</p>
    <p class="tone-soon dealing-next">The customer has not been told.</p>
  </article>`;

function flagsCard(model, actions) {
  const { open, now, me, wide } = model;
  const { open: running, ended } = flagsOf(open.body);
  if (!running.length && !ended.length) return nothing;
  const [first] = running;
  return card(
    'flags',
    'Flagged',
    first
      ? `to ${first.expert.id === me ? 'you' : first.expert.name}, ${urgencyWords(first.title)}`
      : `${ended.length} done`,
    // What is asked of the reader is never folded away.
    wide || running.some(flag => flag.expert.id === me),
    html`
      ${running.map(flag => flagRow(flag, model, actions))}
      ${folded(
        ended.length,
        plural(ended.length, 'flag') + ' over',
        html`<ul class="ended">
          ${ended.map(
            flag =>
              html`<li data-test="flag" data-state=${flag.state}>
                <span class="one-line">${flag.expert.name}</span>
                ${state(flag.state === 'answered' ? ['Done', 'good'] : LEG_STATES[flag.state])}
                ${moment(flag.closedAt, now)}
              </li>`,
          )}
        </ul>`,
      )}
    `,
  );
}

function flagRow(flag, model, actions) {
  const { now, me, open } = model;
  const mine = flag.expert.id === me;
  const accepted = flag.state === 'accepted';
  return html`<article class="dealing ${mine ? 'dealing-mine' : ''}" data-test="flag" data-state=${flag.state}>
    <header>
      <strong>${mine ? 'For you' : flag.expert.name}</strong>
      <span class="chip chip-flag">${icon('flag')}${urgencyWords(flag.title)}</span>
    </header>
    <p class="dealing-who">
      ${avatar(flag.by, { me })}${flag.by.id === me ? 'You asked' : `${flag.by.name} asked`}
      <span class="muted">${moment(flag.openedAt, now)}</span>
    </p>
    <p class="dealing-words dealing-whole" dir="auto">${flag.question}</p>
    ${clocks(
      [
        accepted ? { words: 'Accepted', at: flag.acceptedAt, done: true } : { words: 'Accept by', at: flag.acceptBy },
        { words: 'Done by', at: flag.answerBy },
      ],
      now,
    )}
    <div class="dealing-acts">
      ${
        mine && !accepted
          ? html`<button
              class="button button-small button-primary"
              type="button"
              data-test="flag-accept"
              ?disabled=${open.busy !== null}
              @click=${() => actions.acceptFlag(flag.id)}
            >
              Accept
            </button>`
          : nothing
      }
      ${
        mine
          ? html`<button
                class="button button-small ${accepted ? 'button-primary' : ''}"
                type="button"
                data-test="flag-done"
                @click=${() => actions.ask('done-flag', flag.id)}
              >
                Done…
              </button>
              <button
                class="button button-small"
                type="button"
                data-test="flag-pass"
                @click=${() => actions.ask('pass-flag', flag.id)}
              >
                Not mine…
              </button>`
          : nothing
      }
      ${
        flag.by.id === me && !mine
          ? html`<button
              class="button button-small"
              type="button"
              data-test="take-back"
              @click=${() => actions.ask('take-back', flag.id)}
            >
              Take it down
            </button>`
          : nothing
      }
    </div>
  </article>`;
}
