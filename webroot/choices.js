/** So long what was read is good enough to choose from; who has gone home meanwhile the gateway refuses. */
const FRESH = 60_000;

/** What there is to choose from: queues, departments and vendors, urgencies, people and who is there. */
export class Choices {
  #readAt = -Infinity;
  #reading = null;

  body = null;
  problem = null;

  constructor({ api, changed }) {
    this.api = api;
    this.changed = changed;
  }

  async ensure() {
    if (performance.now() - this.#readAt < FRESH) return;
    await (this.#reading ??= this.#read());
    this.#reading = null;
  }

  async #read() {
    const { ok, body, problem } = await this.api.get('/api/policy');
    this.problem = problem;
    if (ok) {
      this.body = body;
      this.#readAt = performance.now();
    }
    this.changed();
  }

  clear() {
    this.body = this.problem = null;
    this.#readAt = -Infinity;
  }

  /** Who works cases: those who are there first, the asker never. */
  colleagues(me) {
    return (this.body?.people ?? [])
      .filter(({ id, roles }) => id !== me && roles.some(role => role === 'agent' || role === 'lead'))
      .toSorted((a, b) => b.present - a.present || a.name.localeCompare(b.name));
  }

  queues(brand) {
    return this.body?.queues.filter(queue => queue.brand === brand) ?? [];
  }
}
