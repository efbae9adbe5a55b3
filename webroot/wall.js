const AT_MOST_EVERY = 1_000;
/** The policy changes seldom; what was found about it is read again after this. */
const POLICY_FRESH = 60_000;

/** The supervisor's numbers, read again when something happened, at most once a second and only while watched. */
export class Wall {
  #reading = false;
  #stale = false;
  #watched = false;
  #policyReadAt = -Infinity;

  body = null;
  problem = null;
  /** The policy in force with what was found about it, where the gateway tells. */
  policy = null;
  reloading = false;
  /** What the last reload came to: `{version, changed}` or a problem. */
  reloaded = null;
  /** Cases whose retry was asked for. */
  retried = new Set();

  constructor({ api, toasts, changed }) {
    this.api = api;
    this.toasts = toasts;
    this.changed = changed;
  }

  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.reloaded = null;
    if (watched) this.read();
  }

  clear() {
    this.body = this.problem = this.policy = this.reloaded = null;
    this.#policyReadAt = -Infinity;
  }

  /** Something happened: the numbers may be old. */
  stir() {
    if (!this.#watched || document.hidden) return;
    if (this.#reading) this.#stale = true;
    else if (this.problem?.status !== 403) this.read();
  }

  async read() {
    if (this.#reading) return;
    this.#reading = true;
    this.#stale = false;
    this.#readPolicy();
    const { ok, body, problem } = await this.api.get('/api/monitor');
    this.problem = problem;
    if (ok) this.body = body;
    this.changed();
    setTimeout(() => {
      this.#reading = false;
      if (this.#stale) this.stir();
    }, AT_MOST_EVERY);
  }

  /** Reads the configuration again; a wrong one changes nothing and says what is wrong. */
  async reload() {
    if (this.reloading) return;
    this.reloading = true;
    this.changed();
    const { ok, body, problem } = await this.api.command('/api/policy/reload', undefined);
    this.reloading = false;
    this.reloaded = ok ? body : problem;
    this.#policyReadAt = -Infinity;
    this.#readPolicy();
    this.changed();
  }

  /** Lets a case that was set aside be tried at once. */
  async retry(caseId) {
    this.retried.add(caseId);
    this.changed();
    const { ok, body, problem } = await this.api.command(`/api/cases/${caseId}/retry`, undefined);
    this.retried.delete(caseId);
    if (ok && !body.setAside) this.toasts.done('It goes on again.');
    else if (ok) this.toasts.trouble(`Not yet: ${body.setAside.cause}`);
    else this.toasts.trouble(problem.detail);
    this.stir();
    this.changed();
  }

  async #readPolicy() {
    if (performance.now() - this.#policyReadAt < POLICY_FRESH) return;
    this.#policyReadAt = performance.now();
    const { ok, body } = await this.api.get('/api/policy');
    if (ok) this.policy = body;
    this.changed();
  }
}
