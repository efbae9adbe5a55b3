import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { avatar } from './parts.js';

/** More than this are found by their name. */
const MANY = 12;

/**
 * One of several people; who is there stands first.
 *
 * @param all    null while they are on their way
 * @param find   what of a name was typed, where there are many
 * @param change told what was typed or chosen, as `{find}` or `{to}`
 */
export function people({ legend, all, chosen, find = '', problem, change }) {
  const wanted = find.trim().toLowerCase();
  const found = all?.filter(({ id, name }) => id === chosen || name.toLowerCase().includes(wanted));
  return html`<fieldset class="choices people-choices">
    <legend>${legend}</legend>
    ${
      all?.length > MANY
        ? html`<input
            class="people-find"
            type="search"
            data-test="person-find"
            autofocus
            aria-label="Find a colleague"
            placeholder="Name"
            .value=${live(find)}
            @input=${event => change({ find: event.target.value })}
          />`
        : nothing
    }
    ${
      found?.length
        ? found.map(
            (person, index) =>
              html`<label class="choice choice-slim" data-test="person" data-person=${person.id}>
                <input
                  type="radio"
                  name="person"
                  value=${person.id}
                  ?disabled=${!person.present}
                  ?autofocus=${index === 0 && all.length <= MANY}
                  .checked=${live(chosen === person.id)}
                  @change=${() => change({ to: person.id })}
                />
                ${avatar(person)}
                <span class="choice-body ${person.present ? '' : 'muted'}">${person.name}</span>
                ${person.present ? nothing : html`<span class="chip chip-quiet">Away</span>`}
              </label>`,
          )
        : all && !problem
          ? html`<p class="muted choices-none">
              ${wanted ? 'Nobody of that name.' : 'Nobody else is there at this moment.'}
            </p>`
          : html`<p class="muted choices-none">${problem ? problem.detail : 'Looking who is there…'}</p>`
    }
  </fieldset>`;
}
