import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { urgencyWords } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { people } from './people-view.js';

/** A traffic cop's request to a colleague, about a mention or the whole case. */
export function flagDialog(model, actions) {
  const { dialogs, open, choices, me } = model;
  const { form, about } = dialogs;
  const mention = about ? open.body.timeline.find(({ kind, id }) => kind === 'mention' && id === about) : null;
  const colleagues = choices.colleagues(me);
  const to = colleagues.find(({ id }) => id === form.to);
  const hindered = !to
    ? 'Choose a colleague'
    : !form.urgency
      ? 'Choose how soon'
      : form.note.trim()
        ? ''
        : 'Say what they should do';
  return dialogFrame(
    {
      name: 'flag',
      title: mention ? 'Flag this to a colleague' : 'Flag the case to a colleague',
      lead: 'You see when it is accepted and when it is done. If nobody accepts it, it climbs like anything else.',
      confirm: to ? `Flag to ${to.name.split(' ')[0]}` : 'Flag',
      hindered,
      size: 'dialog-wide',
    },
    model,
    actions,
    html`${mention ? html`<blockquote class="quote" dir="auto">${mention.text}</blockquote>` : nothing}
      ${people({ legend: 'To whom?', all: choices.body && colleagues, chosen: form.to, find: form.find, problem: choices.problem, change: actions.fill })}
      <fieldset class="segments" data-test="urgency">
        <legend>How soon?</legend>
        ${(choices.body?.urgencies ?? []).map(
          urgency =>
            html`<label class="segment">
              <input
                type="radio"
                name="urgency"
                value=${urgency.name}
                .checked=${live(form.urgency === urgency.name)}
                @change=${() => actions.fill({ urgency: urgency.name })}
              />
              <span class="segment-body">
                <strong>${urgencyWords(urgency.name)}</strong>
                <span class="muted">accept in ${urgency.accept}, done in ${urgency.done}</span>
              </span>
            </label>`,
        )}
      </fieldset>
      <label class="field">
        What should they do?
        <textarea
          data-test="flag-note"
          rows="2"
          maxlength="5000"
          dir="auto"
          .value=${live(form.note)}
          @input=${event => actions.fill({ note: event.target.value })}
        ></textarea>
      </label>`,
  );
}

/** Checks a flag off; whoever raised it reads what was done. */
export function doneFlagDialog(model, actions) {
  const { dialogs, open } = model;
  const flag = open.body.legs.find(({ id }) => id === dialogs.about);
  if (!flag) return nothing;
  return dialogFrame(
    { name: 'done-flag', title: 'Check it off', lead: `${flag.by.name} asked: ${flag.question}`, confirm: 'Done' },
    model,
    actions,
    html`<label class="field">
      What did you do?
      <textarea
        data-test="done-text"
        rows="2"
        maxlength="10000"
        autofocus
        dir="auto"
        placeholder="Done."
        .value=${live(dialogs.form.text)}
        @input=${event => actions.fill({ text: event.target.value })}
      ></textarea>
    </label>`,
  );
}

/** "Not mine, but hers": to a colleague who is there. */
export function passFlagDialog(model, actions) {
  const { form } = model.dialogs;
  return dialogFrame(
    {
      name: 'pass-flag',
      title: 'Whose is it?',
      lead: 'Passed on too often it goes up the ladder instead, so that it cannot go round.',
      confirm: 'Pass it on',
      hindered: form.to ? '' : 'Choose a colleague',
    },
    model,
    actions,
    people({
      legend: 'Who is there',
      all: form.colleagues?.map(person => ({ ...person, present: true })) ?? null,
      chosen: form.to,
      problem: model.open.refusal,
      find: form.find,
      change: actions.fill,
    }),
  );
}
