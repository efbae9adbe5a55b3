/** Who types a date is asked about it once they pause. */
const PAUSE = 250;
/** What is shown before a hand-off is confirmed is read again after this, for the clocks run from now. */
const FRESH = 30_000;
/** What could not be read is asked for again after this. */
const AGAIN = 5_000;

/** What can be promised in the open case: to whom it can be handed now, and whether a date can be kept. */
export class Outlook {
  #caseId = null;
  #wished = null;
  #judged = null;
  #pause = null;
  #readAt = -Infinity;
  #wanted = false;
  #asking = 0;

  /** The last answer, or null; `handOffs`, `earliest`. */
  body = null;
  problem = null;

  constructor({ api, changed }) {
    this.api = api;
    this.changed = changed;
  }

  of(caseId) {
    if (this.#caseId === caseId) return;
    clearTimeout(this.#pause);
    this.#caseId = caseId;
    this.body = this.problem = this.#wished = this.#judged = null;
    this.#readAt = -Infinity;
    this.#wanted = false;
  }

  /** Somebody looks at what can be done; `freshen` keeps it true until they no longer do. */
  async want(wanted) {
    this.#wanted = wanted;
    await this.freshen();
  }

  async freshen() {
    if (this.#wanted && !document.hidden && performance.now() - this.#readAt > FRESH) await this.#ask();
  }

  /** The case changed: what was feasible may not be so any more. */
  moved() {
    if (this.#wanted || this.#wished) this.#ask();
  }

  /** Asks about a date, in ISO 8601, once its writer pauses; '' asks about none. */
  judge(at) {
    if (this.#wished === at) return;
    this.#wished = at;
    clearTimeout(this.#pause);
    if (at) this.#pause = setTimeout(() => this.#ask(), PAUSE);
  }

  /** What was found about this date, or null while it is not known. */
  verdict(at) {
    return this.#judged?.asked === at ? this.#judged : null;
  }

  async #ask() {
    const caseId = this.#caseId;
    const wished = this.#wished;
    if (caseId === null) return;
    const asking = ++this.#asking;
    this.#readAt = performance.now();
    const query = wished ? `?${new URLSearchParams({ promise: wished })}` : '';
    const { ok, body, problem } = await this.api.get(`/api/cases/${caseId}/outlook${query}`);
    // A later question makes an earlier answer worthless.
    if (this.#caseId !== caseId || asking !== this.#asking) return;
    this.problem = problem;
    if (!ok) this.#readAt += AGAIN - FRESH;
    if (ok) {
      this.body = body;
      if (body.promise) this.#judged = { ...body.promise, asked: wished };
    }
    this.changed();
  }
}
