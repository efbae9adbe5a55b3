import { ListWindow } from './list-window.js';

const PAGE = 200;

/** The list beside the case: which view, which row is selected, and its pages. */
export class Inbox {
  #loading = new Set();

  view = 'all';
  selected = null;
  problem = null;
  window = new ListWindow();

  constructor({ api, store, changed }) {
    this.api = api;
    this.store = store;
    this.changed = changed;
  }

  show(view) {
    if (this.view === view) return;
    this.view = view;
    this.problem = null;
    this.ensure();
  }

  /** The first page, unless it is here. The view `all` comes by the feed. */
  ensure() {
    if (this.view !== 'all' && this.store.next(this.view) === undefined) this.#load(this.view, '');
  }

  more() {
    const next = this.store.next(this.view);
    if (next && !this.problem) this.#load(this.view, next);
  }

  retry() {
    this.problem = null;
    if (this.store.next(this.view)) this.more();
    else this.ensure();
  }

  get loading() {
    return this.#loading.has(this.view);
  }

  /** Moves the selection by one; a row that has left the list leaves its place behind. */
  move(step) {
    const ids = this.window.ids;
    if (!ids.length) return;
    const at = ids.indexOf(this.selected);
    const index = at < 0 ? Math.min(this.#lastIndex, ids.length - 1) : at + step;
    this.select(ids[Math.max(0, Math.min(ids.length - 1, index))]);
    this.window.scrollTo(this.selected);
  }

  select(id) {
    this.selected = id;
    const at = this.window.ids.indexOf(id);
    if (at >= 0) this.#lastIndex = at;
    this.changed();
  }

  #lastIndex = 0;

  async #load(view, after) {
    if (this.#loading.has(view)) return;
    this.#loading.add(view);
    this.changed();
    const query = new URLSearchParams({ view, limit: PAGE, ...after && { after } });
    const { ok, body, problem } = await this.api.get(`/api/inbox?${query}`);
    this.#loading.delete(view);
    if (ok) this.store.page(view, body, after === '');
    else if (view === this.view) this.problem = problem;
    this.changed();
  }
}
