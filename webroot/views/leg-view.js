import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { icon } from '../icons.js';
import { ASKED_STATES, channelWords, PARTY_KINDS, SEND_KEYS, whenWords } from '../words.js';
import { clocks, keyHint, moment, state } from './parts.js';

/**
 * One leg for who has to answer it: what is asked, by when, and what they can do. The same for who signed in and for who
 * holds a link.
 *
 * @param keys whether single keys mean something on this page
 */
export function legView(asked, now, actions, { back = nothing, keys = true } = {}) {
  const { body, passedTo } = asked;
  if (passedTo)
    return ended('hand-off', `It is with ${passedTo} now.`, 'Thank you. There is nothing more for you to do.', back);
  const open = asked.isOpen;
  return html`<article class="leg" data-test="leg-detail" data-state=${body.state} aria-labelledby="leg-title">
    <header class="leg-head">
      ${back}
      <div>
        <p class="leg-from">
          ${body.party.kind === 'flag' ? 'A flag' : html`${PARTY_KINDS[body.party.kind]} · ${body.party.title}`} ·
          <span class="reference">${body.reference}</span>
        </p>
        <h1 id="leg-title">${body.askedBy} asks</h1>
      </div>
      <span data-test="leg-state">${body.mine || !open ? state(ASKED_STATES[body.state]) : nothing}</span>
    </header>
    ${standing(body, now)}
    <blockquote class="question" data-test="question" dir="auto">${body.question}</blockquote>
    ${
      body.state === 'answered'
        ? html`<div class="given">
            <strong>The answer</strong>
            <p class="words" dir="auto">${body.answer}</p>
          </div>`
        : nothing
    }
    ${
      open
        ? clocks(
            [
              ...(body.state === 'offered' ? [{ words: 'Accept by', at: body.acceptBy }] : []),
              { words: 'Answer by', at: body.answerBy },
            ],
            now,
          )
        : nothing
    }
    ${body.said?.length ? said(body.said, now) : nothing} ${refusal(asked)}
    ${open ? acts(asked, keys, actions) : nothing}
  </article>`;
}

/** What has become of it, where there is nothing to do or somebody else is asked. */
function standing(body, now) {
  const strip = (tone, name, words) =>
    html`<p class="strip strip-${tone}" role="status">${icon(name)}<span>${words}</span></p>`;
  switch (body.state) {
    case 'answered':
      return strip(
        'good',
        'check',
        html`Answered ${moment(body.closedAt, now)}. ${body.askedBy} has it; there is nothing more to do.`,
      );
    case 'withdrawn':
      return strip(
        'soon',
        'back',
        html`${body.askedBy} took it back ${moment(body.closedAt, now)}. There is nothing to do.`,
      );
    case 'returned':
      return strip(
        'soon',
        'clock',
        html`Nobody accepted it in time, so it went back to ${body.askedBy} ${moment(body.closedAt, now)}.`,
      );
    case 'accepted':
      return body.mine ? nothing : strip('soon', 'person', html`${body.expert.name} has accepted it and answers.`);
    default:
      return body.mine
        ? nothing
        : strip('soon', 'person', html`${body.expert.name} is asked first. You may take it as well.`);
  }
}

const said = (all, now) =>
  html`<details class="said-by" data-test="said" open>
    <summary><h2>What the customer said</h2></summary>
    <ol>
      ${all.map(
        each =>
          html`<li>
            <p class="words" dir="auto">${each.text}</p>
            <p class="muted">
              <span class="where">${icon(each.channel)}${channelWords(each.channel)}</span> ${moment(each.at, now)}
            </p>
          </li>`,
      )}
    </ol>
  </details>`;

const refusal = ({ refusal: problem }) =>
  problem
    ? html`<p class="strip strip-late" role="alert" data-test="refusal">
        ${icon('warn')}<span>${problem.detail}</span>
      </p>`
    : nothing;

function acts(asked, keys, actions) {
  const { body, draft, busy } = asked;
  const sendKeys = event => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (draft.trim()) actions.answerLeg();
  };
  const others = body.state === 'accepted' && !body.mine;
  if (others) return nothing;
  return html`<section class="leg-acts" aria-label="Your move">
    ${
      body.state === 'offered'
        ? html`<div class="leg-accept">
            <button
              class="button button-primary"
              type="button"
              data-test="leg-accept"
              ?disabled=${busy !== null}
              @click=${actions.acceptLeg}
            >
              ${body.mine ? 'I take it' : 'I take it instead'}${keys ? keyHint('t') : nothing}
            </button>
            <span class="muted">${body.askedBy} sees that you have it.</span>
          </div>`
        : nothing
    }
    <label class="field">
      Your answer
      <textarea
        data-test="answer-text"
        data-editor="answer"
        rows="4"
        maxlength="10000"
        dir="auto"
        placeholder="What ${body.askedBy} can tell the customer"
        .value=${live(draft)}
        @input=${event => actions.writeAnswer(event.target.value)}
        @keydown=${sendKeys}
      ></textarea>
    </label>
    <div class="leg-send">
      ${draft.trim() ? html`<span class="muted">Kept in this window until you send it</span>` : nothing}
      <button
        class="button ${body.state === 'accepted' || draft.trim() ? 'button-primary' : ''}"
        type="button"
        data-test="answer-send"
        ?disabled=${busy !== null || !draft.trim()}
        @click=${actions.answerLeg}
      >
        ${busy === 'answer' ? 'Sending…' : body.party.kind === 'flag' ? 'Done' : 'Answer'}${keyHint(SEND_KEYS)}
      </button>
    </div>
    ${body.mine ? passOn(body, busy, actions) : nothing}
  </section>`;
}

function passOn({ colleagues }, busy, actions) {
  const submit = event => {
    event.preventDefault();
    const { to } = event.target.elements;
    if (to.value) actions.passLeg(to.value);
  };
  return html`<details class="pass-on">
    <summary>Not mine, but a colleague’s</summary>
    ${
      colleagues.length
        ? html`<form class="pass-form" @submit=${submit}>
            <label class="field">
              Whose is it?
              <select name="to" data-test="pass-to" required>
                <option value="">Choose who is there</option>
                ${colleagues.map(person => html`<option value=${person.id}>${person.name}</option>`)}
              </select>
            </label>
            <button class="button" data-test="pass" ?disabled=${busy !== null}>Pass it on</button>
          </form>`
        : html`<p class="muted">
            Nobody to whom it could go is there at this moment. Answer what you know, even if it is who would know.
          </p>`
    }
  </details>`;
}

/** There is nothing to do any more, and this says why. */
export const ended = (name, title, words, back = nothing) =>
  html`<div class="leg leg-ended" role="status" data-test="leg-ended">
    ${back}
    <span class="leg-mark">${icon(name)}</span>
    <h1>${title}</h1>
    <p class="muted">${words}</p>
  </div>`;

/** "answer by tomorrow 10:00", and how near that is. */
export const nextOf = leg =>
  leg.state === 'offered' ? { words: 'accept', at: leg.acceptBy } : { words: 'answer', at: leg.answerBy };
export const nextWords = (leg, now) => {
  const { words, at } = nextOf(leg);
  return `${words} by ${whenWords(at, now)}`;
};
