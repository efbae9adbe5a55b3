/** Rows drawn before and after those in sight; with a tall screen about 150 in all. */
const MARGIN = 48;
/** The drawn part moves in steps, so that scrolling seldom draws. */
const STEP = 16;
/** So long after the pointer last moved over the list its order stays. */
const HAND_RESTS = 2_500;
/** This near to the end of what is here the next page is fetched. */
const NEAR_END = 24;

/**
 * Which rows of a long list are drawn, and where. It keeps the promise that nothing moves away under the reader:
 * while the pointer is at work over the list the order waits (contents do not), and when the list is scrolled,
 * the first row in sight stays where it is, and what came above it is counted instead.
 */
export class ListWindow {
  #ids = [];
  #view = '';
  #unseen = new Set();
  #movedAt = -Infinity;
  #rowHeight = 92;
  #held = null;
  #box = null;

  pointerMoved() {
    this.#movedAt = performance.now();
  }

  pointerLeft() {
    this.#movedAt = -Infinity;
  }

  /** Call before drawing. `find` gives an item by id; a row that left the view stays until the order may change. */
  arrange(view, list, find) {
    const restart = view !== this.#view;
    const settled = restart || this.#ids.length === 0 || performance.now() - this.#movedAt > HAND_RESTS;
    const wanted = list.map(item => item.id);
    const first = this.#firstInSight();
    this.#held = null;
    let arrived = 0;
    if (settled) {
      if (!restart) this.#keepInPlace(wanted, first);
      else this.#unseen.clear();
      this.#ids = wanted;
      this.#view = view;
    } else {
      this.#append(wanted);
      const known = new Set(this.#ids);
      arrived = wanted.filter(id => !known.has(id)).length;
    }
    const { start, end } = this.#range();
    const rows = this.#ids.slice(start, end).map(find).filter(Boolean);
    return {
      rows, start, restart, size: this.#ids.length, arrived, unseen: this.#unseen.size,
      above: start * this.#rowHeight,
      below: Math.max(0, this.#ids.length - end) * this.#rowHeight,
      nearEnd: this.#lastInSight() > this.#ids.length - NEAR_END,
    };
  }

  /** Call after drawing. */
  settle(box, { above, below, restart }) {
    if (this.#box !== box) this.#movedAt = -Infinity;
    this.#box = box;
    if (!box) return;
    const rows = box.querySelector('[data-rows]');
    if (!rows) return;
    // Through the style object, which the content-security policy lets pass; an attribute it would not.
    rows.style.paddingTop = `${above}px`;
    rows.style.paddingBottom = `${below}px`;
    const height = rows.querySelector('[data-case-id]')?.getBoundingClientRect().height;
    if (height) this.#rowHeight = height;
    if (restart) box.scrollTop = 0;
    else if (this.#held) {
      const moved = (this.#ids.indexOf(this.#held.id) - this.#held.index) * this.#rowHeight;
      if (moved) box.scrollTop += moved;
    }
    this.#held = null;
    this.#forgetSeen();
  }

  /** The order that is shown now, for moving through it by keys. */
  get ids() {
    return this.#ids;
  }

  scrollTo(id) {
    const index = this.#ids.indexOf(id);
    if (index < 0 || !this.#box) return;
    const top = index * this.#rowHeight;
    const { scrollTop, clientHeight } = this.#box;
    if (top < scrollTop) this.#box.scrollTop = top;
    else if (top + this.#rowHeight > scrollTop + clientHeight) {
      this.#box.scrollTop = top + this.#rowHeight - clientHeight;
    }
  }

  toTop() {
    this.#movedAt = -Infinity;
    this.#unseen.clear();
    if (this.#box) this.#box.scrollTop = 0;
  }

  /** What comes after the last row, such as the next page, moves nothing. */
  #append(wanted) {
    const known = new Set(this.#ids);
    this.#ids = this.#ids.concat(wanted.slice(wanted.findLastIndex(id => known.has(id)) + 1));
  }

  #keepInPlace(wanted, first) {
    const box = this.#box;
    if (!box || box.scrollTop < this.#rowHeight / 2) return;
    const places = new Map(wanted.map((id, index) => [id, index]));
    // The first row in sight may itself have left: hold the next one that is still there.
    const index = this.#ids.findIndex((id, i) => i >= first && places.has(id));
    if (index < 0) return;
    const id = this.#ids[index];
    this.#held = { id, index };
    const known = new Set(this.#ids);
    for (const other of wanted.slice(0, places.get(id))) if (!known.has(other)) this.#unseen.add(other);
  }

  #forgetSeen() {
    if (!this.#unseen.size) return;
    const first = this.#firstInSight();
    const stillAbove = new Set(this.#ids.slice(0, first));
    for (const id of this.#unseen) if (!stillAbove.has(id)) this.#unseen.delete(id);
  }

  #firstInSight() {
    return Math.max(0, Math.floor(((this.#box?.scrollTop ?? 0) + 1) / this.#rowHeight));
  }

  #lastInSight() {
    return this.#firstInSight() + Math.ceil((this.#box?.clientHeight ?? 1_000) / this.#rowHeight);
  }

  #range() {
    const shift = this.#held ? this.#ids.indexOf(this.#held.id) - this.#held.index : 0;
    const first = this.#firstInSight() + shift;
    const start = Math.max(0, Math.floor(first / STEP) * STEP - MARGIN);
    return { start, end: Math.min(this.#ids.length, this.#lastInSight() + shift + MARGIN + STEP) };
  }
}
