import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { icon } from '../icons.js';
import { channelWords } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { checkUp, moment } from './parts.js';

/** An account is added or changed: told what its network needs, tried out, kept. */
export function accountDialog(model, actions) {
  const { accountForm: form } = model;
  const { was, channel } = form;
  return dialogFrame(
    {
      name: 'account',
      title: was ? `Change ${was.name}` : 'Add an account',
      lead: 'Secrets are kept sealed with the key of whoever runs Baton, and are never shown again.',
      confirm: was ? 'Keep the changes' : 'Add it',
      hindered: !form.channels ? (form.refusal ? '' : 'Reading…') : channel ? '' : 'Choose a channel',
      size: 'dialog-account',
    },
    { ...model, open: form },
    actions,
    html`${where(form, actions)} ${channel ? keys(form, actions) : nothing} ${hookPart(form, actions)}
      ${channel ? trialPart(form, model.now, actions) : nothing} ${was ? history(form, model.now) : nothing}`,
  );
}

const DEEDS = { added: 'added it', changed: 'changed', paused: 'paused it', resumed: 'let it go on', removed: 'removed it' };

/** Who did what to it; of a key that was changed only its name. */
const history = ({ was, choices }, now) => html`<details class="account-more" data-test="account-history">
  <summary>Who changed it</summary>
  <ul class="account-more-body account-history">
    ${was.changes.map(
      ({ at, actor, what, keys: names }) => html`<li>
        ${moment(at, now)} ${choices.body?.people.find(({ id }) => id === actor)?.name ?? actor} ${DEEDS[what]}${what === 'changed' ? ` ${names.join(', ') || 'nothing'}` : ''}
      </li>`,
    )}
  </ul>
</details>`;

export const removeAccountDialog = (model, actions) =>
  dialogFrame(
    {
      name: 'remove-account',
      title: `Remove ${model.dialogs.form.name}?`,
      lead: 'Nothing more is read or said there, and all that it was told is deleted. What came in on it stays, with its cases.'
        + ' To stop for a while, pause it instead.',
      confirm: 'Remove it',
    },
    { ...model, open: model.accountForm },
    actions,
    nothing,
  );

/** A field with its label, what it means and what is wrong with it, all told to who cannot see them. */
function field(form, name, label, help, input, { needed = false } = {}) {
  const mistake = form.mistakes[name];
  const id = `account-${name}`;
  const told = help && !mistake?.includes(help);
  const by = [told && `${id}-help`, mistake && `${id}-mistake`].filter(Boolean).join(' ') || nothing;
  return html`<div class="field ${mistake ? 'field-wrong' : ''}">
    <label for=${id}>${label}${needed ? nothing : html` <span class="muted">optional</span>`}</label>
    ${input({ id, by, wrong: mistake ? 'true' : 'false' })}
    ${told ? html`<span class="field-help" id="${id}-help">${help}</span>` : nothing}
    ${
      mistake
        ? html`<span class="field-mistake" id="${id}-mistake" data-test="mistake" data-of=${name}>${icon('warn')}<span>${mistake}</span></span>`
        : nothing
    }
  </div>`;
}

const choose = (form, name, label, options, fill, help = '') =>
  field(form, name, label, help, ({ id, by, wrong }) => html`<select
      id=${id}
      data-field=${name}
      data-test="account-${name}"
      aria-describedby=${by}
      aria-invalid=${wrong}
      .value=${live(form.form[name])}
      @change=${event => fill({ [name]: event.target.value })}
    >
      ${form.form[name] ? nothing : html`<option value="" selected>Choose…</option>`}
      ${repeat(options, ([value]) => value, ([value, words]) => html`<option value=${value} ?selected=${value === form.form[name]}>${words}</option>`)}
    </select>`, { needed: true });

function where(form, actions) {
  const { was, brands, channels } = form;
  const fill = part => actions.fillAccount(part);
  return html`<div class="account-where">
    ${
      was
        ? nothing
        : html`${choose(form, 'channel', 'Channel', (channels ?? []).map(({ name }) => [name, channelWords(name)]), fill)}
          ${field(form, 'name', 'Name', 'How Baton calls it: small letters, digits, hyphens', ({ id, by, wrong }) => html`<input
              id=${id}
              data-field="name"
              data-test="account-name"
              aria-describedby=${by}
              aria-invalid=${wrong}
              maxlength="60"
              autocomplete="off"
              spellcheck="false"
              .value=${live(form.form.name)}
              @input=${event => fill({ name: event.target.value })}
            />`, { needed: true })}`
    }
    ${was || brands.length < 2 ? nothing : choose(form, 'brand', 'Brand', brands.map(brand => [brand, brand]), fill)}
    ${choose(form, 'queue', 'Queue', form.choices.queues(form.form.brand).map(({ name }) => [name, name]), fill, 'Where its cases wait')}
  </div>`;
}

function keys(form, actions) {
  const { channel, form: { keys: told } } = form;
  const isNeeded = key => key.needed && !(key.unless && told[key.unless]);
  const first = channel.keys.filter(key => key.needed);
  const more = channel.keys.filter(key => !key.needed);
  const wrong = more.some(({ name }) => form.mistakes[name]);
  const draw = key => keyField(form, key, isNeeded(key), actions);
  return html`${repeat(first, ({ name }) => `${channel.name} ${name}`, draw)}
    ${
      more.length
        ? html`<details class="account-more" data-test="account-more" ?open=${wrong}>
            <summary>More settings</summary>
            <div class="account-more-body">${repeat(more, ({ name }) => `${channel.name} ${name}`, draw)}</div>
          </details>`
        : nothing
    }`;
}

function keyField(form, key, needed, actions) {
  if (key.kind === 'flag') return flag(form, key, actions);
  if (key.secret) return secret(form, key, needed, actions);
  const help = key.help;
  return field(form, key.name, key.label, help, at => (key.kind === 'choice' ? choice : key.kind === 'list' ? many : one)(form, key, at, actions), { needed });
}

const told = (form, { name }) => {
  const value = form.form.keys[name];
  return Array.isArray(value) ? value.join('\n') : (value ?? '');
};

const tells = (key, actions) => event => actions.tellAccount(key.name, event.target.value);

const one = (form, key, { id, by, wrong }, actions) => html`<input
  id=${id}
  data-field=${key.name}
  data-test="account-key"
  data-key=${key.name}
  aria-describedby=${by}
  aria-invalid=${wrong}
  autocomplete="off"
  spellcheck="false"
  inputmode=${key.kind === 'number' ? 'numeric' : nothing}
  placeholder=${key.usual}
  .value=${live(told(form, key))}
  @input=${tells(key, actions)}
/>`;

const many = (form, key, { id, by, wrong }, actions) => html`<textarea
  id=${id}
  data-field=${key.name}
  data-test="account-key"
  data-key=${key.name}
  aria-describedby=${by}
  aria-invalid=${wrong}
  rows="2"
  spellcheck="false"
  .value=${live(told(form, key))}
  @input=${tells(key, actions)}
></textarea>`;

const choice = (form, key, { id, by, wrong }, actions) => html`<select
  id=${id}
  data-field=${key.name}
  data-key=${key.name}
  aria-describedby=${by}
  aria-invalid=${wrong}
  .value=${live(told(form, key))}
  @change=${tells(key, actions)}
>
  <option value="" ?selected=${!told(form, key)}>As usual${key.usual ? ` (${key.usual})` : ''}</option>
  ${key.words.map(word => html`<option value=${word} ?selected=${word === told(form, key)}>${word}</option>`)}
</select>`;

function flag(form, key, actions) {
  const value = form.form.keys[key.name];
  const on = value === undefined ? key.usual === 'true' : String(value) === 'true';
  const id = `account-${key.name}`;
  return html`<div class="field field-flag">
    <label>
      <input
        type="checkbox"
        data-field=${key.name}
        data-key=${key.name}
        aria-describedby=${key.help ? `${id}-help` : nothing}
        .checked=${live(on)}
        @change=${event => actions.tellAccount(key.name, event.target.checked)}
      />
      <span>${key.label}</span>
    </label>
    ${key.help ? html`<span class="field-help" id="${id}-help">${key.help}</span>` : nothing}
  </div>`;
}

function secret(form, key, needed, actions) {
  const { was, form: { shown, cleared } } = form;
  const kept = was?.secrets.includes(key.name) ?? false;
  const gone = cleared[key.name] ?? false;
  const several = key.kind === 'secrets';
  const look = { kept, gone, seen: several || (shown[key.name] ?? false) };
  return html`${field(form, key.name, key.label, key.help, at => html`<span class="secret">
      ${several ? secretLines(form, key, at, look, actions) : secretLine(form, key, at, look, actions)}
      ${several ? nothing : html`<button
          class="button"
          type="button"
          aria-pressed=${look.seen ? 'true' : 'false'}
          aria-label="Show ${key.label}"
          @click=${() => actions.showSecret(key.name)}
        >Show</button>`}
      ${key.made ? html`<button class="button" type="button" data-test="make-secret" aria-label="Make a new one for ${key.label}" @click=${() => actions.makeSecret(key.name)}>Make one</button>` : nothing}
    </span>`, { needed })}
    ${kept && !needed ? html`<label class="secret-clear"><input type="checkbox" .checked=${live(gone)} @change=${event => actions.clearSecret(key.name, event.target.checked)} />
      Take ${key.label} out</label>` : nothing}`;
}

const STAYS = 'Stays as it is';

const secretLine = (form, key, { id, by, wrong }, { kept, gone, seen }, actions) => html`<input
  id=${id}
  type=${seen ? 'text' : 'password'}
  data-field=${key.name}
  data-test="account-key"
  data-key=${key.name}
  aria-describedby=${by}
  aria-invalid=${wrong}
  autocomplete="new-password"
  spellcheck="false"
  placeholder=${kept && !gone ? STAYS : ''}
  ?disabled=${gone}
  .value=${live(told(form, key))}
  @input=${tells(key, actions)}
/>`;

const secretLines = (form, key, { id, by, wrong }, { kept, gone }, actions) => html`<textarea
  id=${id}
  data-field=${key.name}
  data-test="account-key"
  data-key=${key.name}
  aria-describedby=${by}
  aria-invalid=${wrong}
  rows="2"
  spellcheck="false"
  placeholder=${kept && !gone ? STAYS : 'One a line'}
  ?disabled=${gone}
  .value=${live(told(form, key))}
  @input=${tells(key, actions)}
></textarea>`;

/** What the operator has to enter at the network. */
function hookPart(form, actions) {
  const { hook, channel } = form;
  if (!hook || !channel) return nothing;
  const made = channel.keys.filter(({ made, name }) => made && form.form.keys[name]);
  return html`<section class="account-hook" data-test="account-hook" aria-label="To enter at the network">
    <h3>To enter at the network</h3>
    <dl>
      ${copied('Webhook address', hook, actions)}
      ${made.map(({ label, name }) => copied(label, told(form, { name }), actions))}
    </dl>
    <p class="field-help">Baton answers there as soon as the account is ${form.was ? 'kept' : 'added'}; then let the network send there.</p>
  </section>`;
}

const copied = (label, value, actions) => html`<div>
  <dt>${label}</dt>
  <dd><code class="copy">${value}</code><button class="button" type="button" aria-label="Copy ${label}" @click=${() => actions.copyText(value)}>Copy</button></dd>
</div>`;

function trialPart(form, now, actions) {
  const { trial, busy, outdated } = form;
  return html`<section class="account-trial" aria-label="Trial">
    <div class="account-trial-head">
      <button class="button" type="button" data-test="try-account" ?disabled=${busy !== null} @click=${actions.tryAccount}>
        ${busy === 'try' ? 'Trying…' : 'Try it'}
      </button>
      <span class="field-help">Nothing is stored, and nothing is said to anybody.</span>
    </div>
    <div role="status" data-test="trial">
      ${busy === 'try' ? html`<p class="muted">Asking the network; up to 40 seconds…</p>` : nothing}
      ${trial ? html`${outdated ? html`<p class="muted">Something was changed since: try it again.</p>` : nothing}${found(trial.found, now)}` : nothing}
    </div>
  </section>`;
}

const found = ({ checked, polled, preview }, now) => html`${checkUp(checked)}
  ${
    preview
      ? html`<figure class="preview" data-test="preview">
          <figcaption>The newest mention: <bdi>${preview.author}</bdi>, ${moment(preview.postedAt, now)}</figcaption>
          <blockquote dir="auto">${preview.text}</blockquote>
        </figure>`
      : !checked.every(({ isWell }) => isWell) ? nothing : html`<p class="field-help" data-test="no-preview">${polled ? 'The network gives no mention yet.' : 'This network sends by itself: the first mention shows when it comes.'}</p>`
  }`;
