const AT_MOST_EVERY = 1_000;

/** The supervisor's numbers, read again when something happened, at most once a second and only while watched. */
export class Wall {
  #reading = false;
  #stale = false;
  #watched = false;

  body = null;
  problem = null;

  constructor({ api, changed }) {
    this.api = api;
    this.changed = changed;
  }

  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    if (watched) this.read();
  }

  clear() {
    this.body = this.problem = null;
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
    const { ok, body, problem } = await this.api.get('/api/monitor');
    this.problem = problem;
    if (ok) this.body = body;
    this.changed();
    setTimeout(() => {
      this.#reading = false;
      if (this.#stale) this.stir();
    }, AT_MOST_EVERY);
  }
}
