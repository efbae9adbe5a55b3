/** So many that were closed with something typed are kept; the oldest are forgotten. */
const MOST_KEPT = 50;

/** The one dialog that is open and what has been filled in. What was typed outlives closing it by mistake. */
export class Dialogs {
  #kept = new Map();
  #key = '';

  /** Its name, or null. */
  name = null;
  /** The number of what it is about: a leg, a promise, a mention; 0 for the case itself. */
  about = 0;
  form = {};

  /** @param start what is filled in where nothing was kept */
  show(name, { caseId = 0, about = 0, start = {} } = {}) {
    this.name = name;
    this.about = about;
    this.#key = `${name} ${caseId} ${about}`;
    this.form = this.#kept.get(this.#key) ?? { ...start };
  }

  fill(part) {
    Object.assign(this.form, part);
    this.#kept.delete(this.#key);
    this.#kept.set(this.#key, this.form);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value);
  }

  /** It was done: the next one begins anew. */
  done() {
    this.#kept.delete(this.#key);
  }

  close() {
    this.name = null;
  }

  /** Another person must not find what this one typed. */
  clear() {
    this.#kept.clear();
    this.close();
  }
}
