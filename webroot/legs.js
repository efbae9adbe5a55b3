/** The engine moves legs by itself: what is on the screen is never older than this. */
const EVERY = 20_000;

/** What this person is asked for, whether by a department's or vendor's rota or by a colleague's flag. */
export class Legs {
  #watched = false;
  #reading = false;
  #next = null;

  /** Null before the first answer; the most urgent first. */
  open = null;
  ended = [];
  problem = null;

  /** @param told called after each answer of the gateway, with whether it was the first */
  constructor({ api, told, changed }) {
    Object.assign(this, { api, told, changed });
  }

  /** Read again and again while it is looked at, and once in any case. */
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
    const { ok, body, problem } = await this.api.get('/api/legs');
    this.#reading = false;
    this.problem = problem;
    if (ok) {
      const first = this.open === null;
      this.open = body.open;
      this.ended = body.ended;
      this.told(first);
    }
    this.changed();
    clearTimeout(this.#next);
    if (this.#watched) this.#next = setTimeout(() => this.stir(), EVERY);
  }

  /** Legs of departments and vendors; flags stand with their cases. */
  get asked() {
    return this.open?.filter(leg => leg.party.kind !== 'flag') ?? [];
  }

  clear() {
    this.watch(false);
    this.open = this.problem = null;
    this.ended = [];
  }
}
