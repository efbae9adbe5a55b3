import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { endedPromises, mayAct, openPromises } from '../under-way.js';
import { PROMISE_STATES, whenWords } from '../words.js';
import { avatar, card, folded, moment, relative, state, when } from './parts.js';

/** Every date that the customer was given, and what became of it. */
export function ledgerView(model, actions) {
  const { open, now, wide } = model;
  const running = openPromises(open.body);
  const ended = endedPromises(open.body);
  if (!running.length && !ended.length) return nothing;
  const [first] = running;
  return card(
    'promises',
    'Promised',
    first ? html`${first.broken ? 'broken' : 'by'} ${whenWords(first.dueAt, now)}` : `${ended.length} settled`,
    wide,
    html`
      ${running.map(promise => promiseRow(promise, model, actions))}
      ${folded(
        ended.length,
        `${ended.length} settled`,
        html`<ul class="ended">
          ${ended.map(
            promise =>
              html`<li data-test="promise" data-state=${promise.state}>
                ${when(promise.dueAt, now)} ${state(PROMISE_STATES[promise.state])}
                ${promise.reason ? html`<span class="ended-why" dir="auto">${promise.reason}</span>` : nothing}
              </li>`,
          )}
        </ul>`,
      )}
    `,
  );
}

const promiseRow = (promise, model, actions) =>
  html`<article
    class="dealing ${promise.broken ? 'dealing-late' : ''}"
    data-test="promise"
    data-state=${promise.broken ? 'broken' : 'open'}
  >
    <header>
      <strong class="promise-date">${when(promise.dueAt, model.now)}</strong>
      ${promise.broken ? state(PROMISE_STATES.broken) : relative(promise.dueAt, model.now)}
    </header>
    ${promise.what ? html`<p class="dealing-words" dir="auto">${promise.what}</p>` : nothing}
    <p class="dealing-who">
      ${avatar(promise.by, { me: model.me })}${promise.by.id === model.me ? 'You promised' : `${promise.by.name} promised`}
      <span class="muted">${moment(promise.madeAt, model.now)}</span>
    </p>
    ${promise.broken ? html`<p class="tone-late dealing-next">Tell the customer honestly: the reply offers a sentence.</p>` : nothing}
    ${
      mayAct(model.open.body, model)
        ? html`<button
            class="button button-small"
            type="button"
            data-test="withdraw-promise"
            @click=${() => actions.ask('withdraw-promise', promise.id)}
          >
            Take back…
          </button>`
        : nothing
    }
  </article>`;
