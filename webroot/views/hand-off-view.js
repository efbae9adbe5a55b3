import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { icon } from '../icons.js';
import { outlasted } from '../under-way.js';
import { PARTY_KINDS, whenWords } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { clocks, problemBox, relative, when } from './parts.js';

/** To whom, with who is there and by when the customer can know, before anything is confirmed. */
export function handOffDialog(model, actions) {
  const { outlook, dialogs } = model;
  const { form } = dialogs;
  const handOffs = outlook.body?.handOffs;
  const chosen = handOffs?.find(handOff => handOff.party === form.party);
  const hindered = !chosen ? 'Choose who is asked' : form.question.trim() ? '' : 'Say what you need to know';
  return dialogFrame(
    {
      name: 'hand-off',
      title: 'Hand off',
      lead: 'The case stays yours until the customer knows the answer.',
      confirm: chosen ? `Ask ${chosen.title}` : 'Ask',
      hindered,
      size: 'dialog-wide',
    },
    model,
    actions,
    html`${
        handOffs
          ? handOffs.length
            ? html`<fieldset class="choices" data-test="parties">
                <legend>Who is asked?</legend>
                ${handOffs.map((handOff, index) => party(handOff, index, model, actions))}
              </fieldset>`
            : html`<p class="strip strip-soon">
                ${icon('warn')}<span
                  >Cases of the queue ${model.open.body.queue} are handed to nobody: the policy names no legs for
                  it.</span
                >
              </p>`
          : outlook.problem
            ? problemBox(outlook.problem)
            : html`<div class="skeleton" role="status" aria-label="Loading"><span class="bone bone-tall"></span></div>`
      }
      ${chosen ? details(chosen, model, actions) : nothing}
      <label class="field">
        ${chosen?.kind === 'vendor' ? 'What do they need to do or tell you?' : 'What do you need to know?'}
        <textarea
          name="question"
          data-test="question"
          rows="3"
          maxlength="5000"
          dir="auto"
          .value=${live(form.question)}
          @input=${event => actions.fill({ question: event.target.value })}
        ></textarea>
        <span class="field-hint"
          >${
            chosen?.kind === 'vendor'
              ? 'A vendor sees this text and nothing else of the case: say which customer, what and where.'
              : 'They also see what the customer said.'
          }</span
        >
      </label>`,
  );
}

const party = (handOff, index, { dialogs: { form }, now }, actions) =>
  html`<label class="choice" data-test="party" data-party=${handOff.party}>
    <input
      type="radio"
      name="party"
      value=${handOff.party}
      ?autofocus=${form.party ? form.party === handOff.party : index === 0}
      .checked=${live(form.party === handOff.party)}
      @change=${() => actions.fill({ party: handOff.party, expert: '' })}
    />
    <span class="choice-body">
      <span class="choice-title"
        ><strong>${handOff.title}</strong> <span class="chip chip-quiet">${PARTY_KINDS[handOff.kind]}</span></span
      >
      <span class="choice-who ${handOff.onDuty ? '' : 'tone-soon'}">
        ${icon(handOff.onDuty ? 'person' : 'warn')}${
          handOff.onDuty ? `${handOff.expert.name} is on duty` : `Nobody is on duty; ${handOff.expert.name} is asked`
        }
      </span>
    </span>
    <span class="choice-aside">
      <span><span class="muted">answers by</span> ${when(handOff.answerBy, now)}</span>
      ${relative(handOff.answerBy, now)}
    </span>
  </label>`;

function details(chosen, { open, dialogs: { form }, now }, actions) {
  const promise = outlasted(open.body, chosen.toldBy);
  return html`<div class="facts-box">
      ${
        chosen.onDuty && chosen.line.length > 1
          ? html`<label class="field field-row">
              Whom
              <select name="expert" data-test="expert" @change=${event => actions.fill({ expert: event.target.value })}>
                ${chosen.line.map(
                  (person, index) =>
                    html`<option
                      value=${index === 0 ? '' : person.id}
                      ?selected=${form.expert === (index === 0 ? '' : person.id)}
                    >
                      ${person.name}${index === 0 ? ', first on duty' : ''}
                    </option>`,
                )}
              </select>
            </label>`
          : nothing
      }
      ${clocks(
        [
          { words: 'Accept by', at: chosen.acceptBy },
          { words: 'Answer by', at: chosen.answerBy },
          { words: 'Customer told by', at: chosen.toldBy },
        ],
        now,
      )}
    </div>
    ${
      chosen.onDuty
        ? nothing
        : html`<p class="strip strip-soon" data-test="warning">
            ${icon('warn')}<span
              >Nobody of ${chosen.title} is on duty. ${chosen.expert.name} is asked in their place and may have to find
              somebody.</span
            >
          </p>`
    }
    ${
      promise
        ? html`<p class="strip strip-late" data-test="warning">
            ${icon('calendar')}<span
              >The customer was promised ${whenWords(promise.dueAt, now)}. With ${chosen.title} you can count on
              ${whenWords(chosen.toldBy, now)} and not before: tell the customer the new date.</span
            >
          </p>`
        : nothing
    }`;
}
