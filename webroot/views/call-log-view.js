import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { channelWords } from '../words.js';
import { dialogFrame } from './dialog-frame.js';

/** What was said on the phone, by whom and when. */
export function callLogDialog(model, actions) {
  const { callLog, dialogs } = model;
  const { form } = dialogs;
  const field = (name, words, input) => html`<label class="field">${words}${input(name)}</label>`;
  const fill = name => event => actions.fill({ [name]: event.target.value });
  return dialogFrame(
    {
      name: 'log-call',
      title: 'Log a call',
      lead: 'It becomes the caller’s word on their open case, or opens one. Its clock begins when they called.',
      confirm: 'Log it',
      hindered: callLog.hindered,
    },
    { ...model, open: callLog },
    actions,
    html`${accounts(callLog, actions)}
      ${field('name', 'Caller’s name', name => html`<input
        data-test="call-name"
        maxlength="500"
        autocomplete="off"
        autofocus
        dir="auto"
        .value=${live(form[name])}
        @input=${fill(name)}
      />`)}
      ${field('phone', 'Number', name => html`<input
        type="tel"
        data-test="call-phone"
        maxlength="50"
        autocomplete="off"
        placeholder="+44 113 496 0001"
        .value=${live(form[name])}
        @input=${fill(name)}
      />`)}
      ${field('text', 'What did they say?', name => html`<textarea
        data-test="call-text"
        rows="4"
        maxlength="20000"
        dir="auto"
        .value=${live(form[name])}
        @input=${fill(name)}
      ></textarea>`)}
      ${field('at', 'When did they call?', name => html`<input
        type="datetime-local"
        data-test="call-at"
        required
        .value=${live(form[name])}
        @input=${fill(name)}
      />`)}`,
  );
}

/** Only where there is a choice. */
function accounts(callLog, actions) {
  if ((callLog.accounts?.length ?? 0) < 2) return nothing;
  return html`<fieldset class="choices">
    <legend>Where did they call?</legend>
    ${callLog.accounts.map(
      ({ name, channel, brand }) =>
        html`<label class="choice choice-slim" data-test="call-account">
          <input
            type="radio"
            name="account"
            value=${name}
            .checked=${live(callLog.account === name)}
            @change=${() => actions.fill({ account: name })}
          />
          <span class="choice-body">${name}</span>
          <span class="choice-aside muted">${channelWords(channel)}, ${brand}</span>
        </label>`,
    )}
  </fieldset>`;
}
