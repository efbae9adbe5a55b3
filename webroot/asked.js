import { Keyed } from './keyed.js';

/** An open leg may be taken back or go to somebody else meanwhile. */
const EVERY = 20_000;
const PREFIX = 'baton.answer.';

/**
 * One leg as its expert sees it, signed in or by a link, with the answer that is being written. What is written is kept
 * in this tab until it is sent.
 */
export class Asked {
  #keyed = new Keyed();
  #reading = null;
  #next = null;
  #offset = 0;

  /** The leg's number, or '' for the one leg of a link; null for none. */
  id = null;
  body = null;
  /** Why it cannot be shown. */
  problem = null;
  /** Why what was wished for was not done. */
  refusal = null;
  draft = '';
  busy = null;
  /** To whom it went, once it was passed on from here. */
  passedTo = '';

  /**
   * @param pathOf the address of a leg by its number
   * @param reader who reads, so that nobody finds what another has begun to write; '' for who holds a link
   */
  constructor({ api, pathOf, reader, changed }) {
    Object.assign(this, { api, pathOf, reader, changed });
  }

  /** The server's time in milliseconds. */
  now() {
    return Date.now() + this.#offset;
  }

  open(id) {
    if (this.id === id) return;
    this.id = id;
    this.body = this.problem = this.refusal = this.busy = null;
    this.draft = this.passedTo = '';
    clearTimeout(this.#next);
    if (id !== null) this.read();
    this.changed();
  }

  async read() {
    const { id } = this;
    if (this.#reading === id) return;
    this.#reading = id;
    const answer = await this.api.get(this.pathOf(id));
    if (this.#reading === id) this.#reading = null;
    if (this.id !== id) return;
    this.#take(answer);
    clearTimeout(this.#next);
    if (this.isOpen) this.#next = setTimeout(() => this.stir(), EVERY);
  }

  stir() {
    if (this.id !== null && !document.hidden && this.isOpen) this.read();
  }

  get isOpen() {
    return this.body !== null && (this.body.state === 'offered' || this.body.state === 'accepted');
  }

  write(text) {
    this.draft = text;
    try {
      if (text) sessionStorage.setItem(this.#key, text);
      else sessionStorage.removeItem(this.#key);
    } catch {
      // A full or forbidden storage costs the copy, not the words on the screen.
    }
    this.changed();
  }

  accept() {
    return this.#act('accept', undefined);
  }

  async answer() {
    const text = this.draft.trim();
    if (!text) return { ok: false };
    const answer = await this.#act('answer', { text });
    if (answer.ok) this.write('');
    return answer;
  }

  /** It may be nothing of this person's any more; that is shown as long as the page stays. */
  async pass(to) {
    const answer = await this.#act('pass', { to });
    if (answer.ok) {
      this.passedTo = answer.body.passedTo;
      this.write('');
    }
    return answer;
  }

  async #act(verb, body) {
    if (this.busy) return { ok: false };
    const { id } = this;
    this.busy = verb;
    this.changed();
    const path = `${this.pathOf(id)}/${verb}`;
    const answer = await this.#keyed.send(`${path} ${JSON.stringify(body)}`,
      key => this.api.command(path, body, { key }));
    if (this.id !== id) return answer;
    this.busy = null;
    this.refusal = answer.problem;
    if (answer.ok && verb !== 'pass') this.#take(answer);
    else if (!answer.ok && answer.status) this.read();
    this.changed();
    return answer;
  }

  #take({ ok, body, problem }) {
    this.problem = problem;
    if (ok) {
      const first = this.body === null;
      this.body = body;
      if (first) this.draft = this.#kept();
      this.#offset = Date.parse(body.now) - Date.now();
    }
    this.changed();
  }

  get #key() {
    return `${PREFIX}${this.reader()}.${this.body.id}`;
  }

  #kept() {
    try {
      return sessionStorage.getItem(this.#key) ?? '';
    } catch {
      return '';
    }
  }
}
