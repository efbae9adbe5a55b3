import { focusSoon } from './focus.js';

/** A trial asks a network twice, each for 20 s at most. */
const TRIAL_PATIENCE = 50_000;

const lines = text => text.split('\n').map(line => line.trim()).filter(Boolean);

/** An account being added or changed: what is filled in, tried out and kept. For supervisors. */
export class AccountForm {
  /** Names the dialog while something is under way. */
  busy = null;
  refusal = null;
  /** All that an account of each channel can be told; null until it is known. */
  channels = null;
  /** Where webhooks lead, without the account's name. */
  hooks = '';
  /** The account that is being changed, as it is kept; null for a new one. */
  was = null;
  /** What the last trial found, and of which filling in: `{found, problem, of}`; null where there was none. */
  trial = null;

  constructor({ api, dialogs, choices, accounts, toasts, changed }) {
    Object.assign(this, { api, dialogs, choices, accounts, toasts, changed });
  }

  get form() {
    return this.dialogs.form;
  }

  get channel() {
    return this.channels?.find(({ name }) => name === this.form.channel) ?? null;
  }

  get brands() {
    return [...new Set((this.choices.body?.queues ?? []).map(({ brand }) => brand))];
  }

  /** What is wrong, by field. */
  get mistakes() {
    return this.refusal?.fields ?? {};
  }

  /** Whether something was filled in since the trial. */
  get outdated() {
    return this.trial !== null && this.trial.of !== JSON.stringify(this.#body());
  }

  /** Where the network is to send, as far as it is known to want to. */
  get hook() {
    const pushed = this.trial?.found?.hook || this.channel?.keys.some(({ made, needed }) => made && needed);
    return pushed && this.form.name ? `${this.hooks}${this.form.name}` : null;
  }

  async add() {
    if (this.dialogs.name) return;
    this.#begin(null);
    this.dialogs.show('account', { start: { name: '', channel: '', brand: '', queue: '', keys: {}, cleared: {}, shown: {} } });
    this.changed();
    await this.#ready();
    if (this.form.channel) this.#make();
  }

  async change(name) {
    if (this.dialogs.name) return;
    const { ok, body, problem } = await this.api.get(`/api/accounts/${encodeURIComponent(name)}`);
    if (!ok) return this.toasts.trouble(problem.detail);
    if (this.dialogs.name) return;
    this.#begin(body);
    const { channel, brand, queue, keys } = body;
    const start = { name, channel, brand, queue, keys: { ...keys }, cleared: {}, shown: {} };
    this.dialogs.show('account', { about: name, start });
    this.changed();
    await this.#ready();
  }

  remove(name) {
    if (this.dialogs.name) return;
    this.#begin(null);
    this.dialogs.show('remove-account', { about: name, start: { name } });
    this.changed();
  }

  fill(part) {
    this.dialogs.fill(part);
    if (part.brand) this.dialogs.fill({ queue: this.choices.queues(part.brand)[0]?.name ?? '' });
    if (part.channel) {
      this.dialogs.fill({ keys: {}, cleared: {}, shown: {}, name: this.form.name || part.channel });
      this.trial = this.refusal = null;
      this.#make();
    }
    this.changed();
  }

  /** One key's value, or that its secret is to go, or to be seen. */
  tell(name, value) {
    this.fill({ keys: { ...this.form.keys, [name]: value }, cleared: { ...this.form.cleared, [name]: false } });
  }

  clear(name, on) {
    this.fill({ cleared: { ...this.form.cleared, [name]: on } });
  }

  show(name) {
    this.fill({ shown: { ...this.form.shown, [name]: !this.form.shown[name] } });
  }

  /** A secret that nobody has to invent. */
  async make(name) {
    const { ok, body, problem } = await this.api.command(`/api/channels/${this.form.channel}/make`, { key: name });
    if (ok) this.fill({ keys: { ...this.form.keys, [name]: body.value }, shown: { ...this.form.shown, [name]: true } });
    else this.toasts.trouble(problem.detail);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toasts.done('Copied.');
    } catch {
      this.toasts.trouble('The browser does not let it be copied: select it by hand.');
    }
  }

  /** Nothing is stored, nothing is said to anybody. */
  async tryOut() {
    if (this.busy || !this.form.channel) return;
    this.busy = 'try';
    this.refusal = this.trial = null;
    this.changed();
    const body = this.#body();
    const { ok, body: found, problem } = await this.api.command(`/api/channels/${this.form.channel}/try`,
      { ...body, ...this.was && { account: this.was.name } }, { patience: TRIAL_PATIENCE });
    this.busy = null;
    if (ok) {
      if (found.carried) this.dialogs.fill({ carried: found.carried });
      this.trial = { found, problem: null, of: JSON.stringify(this.#body()) };
    } else this.#refused(problem);
    this.changed();
  }

  /** True when it was kept, or removed. */
  async confirm() {
    if (this.busy) return false;
    this.busy = this.dialogs.name;
    this.refusal = null;
    this.changed();
    const { path, body, words } = this.#wish();
    const { ok, problem } = await this.api.command(path, body);
    this.busy = null;
    if (ok) {
      this.dialogs.done();
      this.toasts.done(words);
      this.accounts.read();
    } else this.#refused(problem);
    this.changed();
    return ok;
  }

  #wish() {
    const { name } = this.form;
    const at = `/api/accounts/${encodeURIComponent(name)}`;
    if (this.dialogs.name === 'remove-account') return { path: `${at}/remove`, words: `${name} is removed. What came in stays.` };
    return this.was
      ? { path: `${at}/change`, body: this.#body(), words: `${name} is changed.` }
      : { path: '/api/accounts', body: this.#body(), words: `${name} is added.` };
  }

  #begin(was) {
    this.was = was;
    this.refusal = this.trial = null;
  }

  async #ready() {
    const [{ ok, body, problem }] = await Promise.all([this.api.get('/api/channels'), this.choices.ensure()]);
    if (ok) {
      this.channels = body.channels;
      this.hooks = body.hooks;
    } else this.refusal = problem;
    if (!this.form.brand && this.brands.length) this.fill({ brand: this.brands[0] });
    this.changed();
  }

  /** Those that the operator would have to invent. */
  #make() {
    this.channel?.keys.filter(({ made, needed, name }) => made && needed && !this.form.keys[name])
      .forEach(({ name }) => this.make(name));
  }

  #refused(problem) {
    this.refusal = problem;
    const [first] = this.channel ? ['name', 'brand', 'queue', ...this.channel.keys.map(({ name }) => name)]
      .filter(name => problem.fields?.[name]) : [];
    if (first) focusSoon(`[data-field="${first}"]`);
  }

  #body() {
    const { name, channel, brand, queue, keys, cleared, carried } = this.form;
    const told = {};
    for (const key of this.channel?.keys ?? []) {
      const value = keys[key.name];
      if (cleared[key.name]) told[key.name] = null;
      else if (value !== undefined) {
        told[key.name] = (key.kind === 'list' || key.kind === 'secrets') && typeof value === 'string' ? lines(value) : value;
      }
    }
    return { name, channel, brand, queue, keys: told, ...carried && { carried } };
  }
}
