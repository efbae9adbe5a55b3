const MOST = 3;
const SHOWN_FOR = { done: 5_000, trouble: 12_000 };

/** Says what became of an action: shown for a while, and read out by screen readers. */
export class Toasts {
  #next = 1;
  list = [];

  constructor(changed) {
    this.changed = changed;
  }

  /** @param undo what takes it back, if that is one step */
  done(text, undo) {
    this.#add({ tone: 'done', text, undo });
  }

  trouble(text, again) {
    this.#add({ tone: 'trouble', text, again });
  }

  dismiss(id) {
    this.list = this.list.filter(toast => toast.id !== id);
    this.changed();
  }

  undo(id) {
    const toast = this.list.find(each => each.id === id);
    this.dismiss(id);
    toast?.undo?.();
  }

  #add(toast) {
    const id = this.#next++;
    this.list = [...this.list, { id, ...toast }].slice(-MOST);
    setTimeout(() => this.dismiss(id), toast.undo ? SHOWN_FOR.trouble : SHOWN_FOR[toast.tone]);
    this.changed();
  }
}
