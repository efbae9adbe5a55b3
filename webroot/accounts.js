/** Often enough to watch an account connect, seldom enough to cost nothing. */
const EVERY = 5_000;

/** How the accounts fare, what they sent that could not be read, and their check-ups; for supervisors. */
export class Accounts {
  #watched = false;
  #reading = false;
  #next = null;

  list = null;
  /** What could not be read: `{deliveries, items}`. */
  trouble = null;
  problem = null;
  /** By account: `'running'`, the looks of the last check-up, or a problem. */
  checks = new Map();

  constructor({ api, toasts, changed }) {
    Object.assign(this, { api, toasts, changed });
  }

  /** Read again and again while it is looked at. */
  watch(watched) {
    if (this.#watched === watched) return;
    this.#watched = watched;
    clearTimeout(this.#next);
    if (watched) this.read();
  }

  stir() {
    if (this.#watched && !document.hidden) this.read();
  }

  async read() {
    if (this.#reading) return;
    this.#reading = true;
    const [accounts, trouble] = await Promise.all([this.api.get('/api/accounts'), this.api.get('/api/deliveries')]);
    this.#reading = false;
    this.problem = accounts.problem ?? trouble.problem;
    if (accounts.ok) this.list = accounts.body.accounts;
    if (trouble.ok) this.trouble = trouble.body;
    this.changed();
    clearTimeout(this.#next);
    if (this.#watched) this.#next = setTimeout(() => this.stir(), EVERY);
  }

  /** Tries an account out; nothing is said to anybody. */
  async check(name) {
    if (this.checks.get(name) === 'running') return;
    this.checks.set(name, 'running');
    this.changed();
    const { ok, body, problem } = await this.api.command(`/api/accounts/${encodeURIComponent(name)}/check`, undefined);
    this.checks.set(name, ok ? body.checked : problem);
    this.changed();
  }

  /** Nothing is read or said there until it goes on. */
  async pause(name, paused) {
    const { ok, problem } = await this.api.command(`/api/accounts/${encodeURIComponent(name)}/${paused ? 'pause' : 'resume'}`, undefined);
    if (ok) this.toasts.done(paused ? `${name} is paused.` : `${name} goes on where it was.`);
    else this.toasts.trouble(problem.detail);
    this.read();
  }

  /** Reads a delivery again, as after a mend. */
  async replay(id) {
    const { ok, problem } = await this.api.command(`/api/deliveries/${id}/replay`, undefined);
    if (ok) this.toasts.done('It is read again.');
    else this.toasts.trouble(problem.detail);
    this.read();
  }

  clear() {
    this.watch(false);
    this.list = this.trouble = this.problem = null;
    this.checks.clear();
  }
}
