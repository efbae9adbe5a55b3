import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { avatar } from './parts.js';

/**
 * One of several people; who is there stands first.
 *
 * @param all     null while they are on their way
 * @param awayToo whether somebody who is away can be chosen
 */
export function people({ legend, all, chosen, awayToo, problem, choose }) {
  return html`<fieldset class="choices people-choices">
    <legend>${legend}</legend>
    ${
      all?.length
        ? all.map(
            (person, index) => html`<label class="choice choice-slim" data-test="person" data-person=${person.id}>
              <input
                type="radio"
                name="person"
                value=${person.id}
                ?disabled=${!person.present && !awayToo}
                ?autofocus=${index === 0}
                .checked=${live(chosen === person.id)}
                @change=${() => choose(person.id)}
              />
              ${avatar(person)}
              <span class="choice-body ${person.present ? '' : 'muted'}">${person.name}</span>
              ${person.present ? nothing : html`<span class="chip chip-quiet">Away</span>`}
            </label>`,
          )
        : all && !problem
          ? html`<p class="muted choices-none">Nobody else is there at this moment.</p>`
          : html`<p class="muted choices-none">${problem ? problem.detail : 'Looking who is there…'}</p>`
    }
  </fieldset>`;
}
