/** Nearer to the end than this is at the end. */
const NEAR = 60;

/** Keeps a conversation at its last word while the reader is there, and leaves it alone once they scrolled up. */
export class StickToEnd {
  #case = null;
  #atEnd = true;

  before() {
    const box = this.#box();
    if (box) this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  }

  after(id, drawn) {
    const box = this.#box();
    const opened = this.#case !== id;
    if (!drawn || !box) {
      this.#case = null;
      return;
    }
    this.#case = id;
    if (opened || this.#atEnd) box.scrollTop = box.scrollHeight;
  }

  /** On a narrow page the whole case scrolls, on a wide one its timeline. */
  #box() {
    return [...document.querySelectorAll('[data-talk-scroll], [data-case-scroll]')]
      .find(box => getComputedStyle(box).overflowY === 'auto') ?? null;
  }
}
