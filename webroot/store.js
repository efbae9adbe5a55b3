/** Above this many, resolved cases that nobody looks at are forgotten; an agent's page stays open all day. */
const MOST_ITEMS = 20_000;
/** A server clock that seems to go back by more than this was set, not just heard late. */
const CLOCK_JUMP = 2_000;

const TROUBLE = new Set(['undelivered', 'unknown']);

/** What belongs in a view, by its name in the contract. */
const BELONGS = {
  all: item => item.phase !== 'resolved',
  waiting: item => item.phase === 'waiting',
  mine: (item, me) => item.holder?.id === me,
  held: item => item.phase === 'held',
  legs: item => item.openLegs > 0,
  promised: item => item.promisedAt !== null,
  flagged: (item, me) => item.flagged.some(person => person.id === me),
  undelivered: item => item.phase !== 'resolved' && TROUBLE.has(item.delivery),
  resolved: item => item.phase === 'resolved',
};

/** Open cases stand by their place, resolved ones with the latest first. */
const keyOf = (view, item) => view === 'resolved' ? -Date.parse(item.resolvedAt) : Date.parse(item.orderAt);
const before = (a, b) => a.key - b.key || a.id - b.id;

/**
 * Holds the cases this page knows. Of two copies of a case the one with the higher revision stays, whichever road it
 * came by. A view ends where its last page ended: what lies beyond is not shown, for there may be more between.
 */
export class Store {
  #items = new Map();
  #views = new Map();
  #lists = new Map();
  #offset = 0;
  #told = false;

  me = null;
  counts = null;

  /** The server's time in milliseconds. */
  now() {
    return Date.now() + this.#offset;
  }

  item(id) {
    return this.#items.get(id);
  }

  take(frame) {
    this.#setClock(frame);
    if (frame.counts) this.counts = frame.counts;
    if (frame.type === 'snapshot') return this.#restart(frame);
    for (const item of frame.items ?? []) this.put(item);
  }

  /** True when it was news. */
  put(item) {
    const known = this.#items.get(item.id);
    if (known && known.revision >= item.revision) return false;
    this.#items.set(item.id, item);
    this.#lists.clear();
    if (this.#items.size > MOST_ITEMS) this.#forget();
    return true;
  }

  /** Adds a page of a view; `first` starts the view anew. */
  page(view, { items, next }, first) {
    for (const item of items) this.put(item);
    const last = items.at(-1);
    const known = first ? null : this.#views.get(view)?.edge;
    this.#views.set(view, {
      next,
      edge: next === '' ? null : last ? { key: keyOf(view, last), id: last.id } : known ?? { key: -Infinity, id: 0 },
    });
    this.#lists.delete(view);
  }

  /** Where the next page begins; '' when the whole view is here, undefined when nothing of it is. */
  next(view) {
    return this.#views.get(view)?.next ?? (this.#within(view) ? '' : undefined);
  }

  list(view) {
    const cached = this.#lists.get(view);
    if (cached) return cached;
    const edge = this.#views.get(view)?.edge;
    const rows = [];
    if (this.next(view) !== undefined) {
      for (const item of this.#items.values()) {
        if (!BELONGS[view](item, this.me?.id)) continue;
        const row = { key: keyOf(view, item), id: item.id, item };
        if (!edge || before(row, edge) <= 0) rows.push(row);
      }
    }
    const list = rows.sort(before).map(row => row.item);
    this.#lists.set(view, list);
    return list;
  }

  belongs(view, item) {
    return BELONGS[view](item, this.me?.id);
  }

  /** How many a view has; what is wholly here is counted here, so that one's own action shows at once. */
  count(view) {
    if (this.next(view) === '') return this.list(view).length;
    if (!this.counts) return undefined;
    if (view === 'all') return this.counts.open;
    return view === 'mine' || view === 'flagged' ? this.#ofMine(view) : this.counts[view];
  }

  /** How many notices this person has not seen; undefined before the gateway has said so. */
  get unseen() {
    return this.counts?.notices && this.#ofMine('notices');
  }

  #ofMine(kind) {
    return this.counts[kind]?.[this.me?.id] ?? 0;
  }

  clear() {
    this.#items.clear();
    this.#views.clear();
    this.#lists.clear();
    this.counts = null;
    this.me = null;
    this.#told = false;
  }

  /** When all open cases are here, so are the views that are part of them. */
  #within(view) {
    return view !== 'resolved' && this.#views.get('all')?.next === '';
  }

  #restart(frame) {
    this.#items.clear();
    this.#views.clear();
    this.#lists.clear();
    this.page('all', frame, true);
  }

  /** Delay makes a server's clock look slow, never fast: the fastest reading is the truest. */
  #setClock({ type, now }) {
    const offset = Date.parse(now) - Date.now();
    const better = offset > this.#offset || this.#offset - offset > CLOCK_JUMP;
    if (type === 'snapshot' || !this.#told || better) this.#offset = offset;
    this.#told = true;
  }

  #forget() {
    for (const item of this.#items.values()) if (item.phase === 'resolved') this.#items.delete(item.id);
    this.#views.delete('resolved');
  }
}
