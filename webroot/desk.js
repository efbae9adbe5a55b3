import { casePath, inboxPath } from './routes.js';

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' };

/** What a person can do on the page, by hand or by key. Views and keys call it by these names. */
export class Desk {
  dialog = null;
  theme = localStorage.getItem('baton.theme') ?? 'auto';

  constructor({ routes, inbox, open, wall, feed, session, toasts, changed }) {
    Object.assign(this, { routes, inbox, open, wall, feed, session, toasts, changed });
    this.actions = {
      signIn: (login, password) => session.signIn(login, password),
      signOut: () => session.signOut(),
      help: () => this.show('help'),
      closeDialog: () => this.show(null),
      nextTheme: () => this.nextTheme(),
      reconnect: () => feed.open(),
      dismiss: id => toasts.dismiss(id),
      readMonitor: () => wall.read(),
      select: id => inbox.select(id),
      more: () => inbox.more(),
      retryList: () => inbox.retry(),
      toTop: () => this.toTop(),
      scrolled: () => changed(),
      pointerMoved: () => inbox.window.pointerMoved(),
      pointerLeft: () => inbox.window.pointerLeft(),
      readAgain: () => open.read(),
      take: () => open.take(),
      release: () => open.release(),
      resolve: () => this.resolve(),
      resolveBecause: reason => open.resolve(reason).then(answer => answer.ok),
      settle: (replyId, outcome) => open.settle(replyId, outcome),
      write: what => this.write(what),
      draft: text => open.write(text),
      draftNote: text => open.writeNote(text),
      sendReply: () => open.reply(),
      sendNote: () => open.addNote(),
      showNew: () => this.showNew(),
      writeAgain: text => this.writeAgain(text),
    };
  }

  /** By key; false when it means nothing here, so that the key keeps its usual meaning. */
  act(action) {
    const everywhere = {
      help: () => this.show('help'),
      goInbox: () => this.routes.go(inboxPath(this.inbox.view)),
      goMonitor: this.session.mayWatch ? () => this.routes.go('/monitor') : undefined,
    }[action];
    if (!this.session.person) return false;
    if (everywhere) return everywhere(), true;
    if (this.routes.current.name !== 'inbox') return false;
    return this.#inInbox[action]?.() ?? false;
  }

  #inInbox = {
    selectNext: () => this.#move(1),
    selectPrevious: () => this.#move(-1),
    openSelected: () => this.#openSelected(),
    take: () => this.#onSelected(() => this.open.take()),
    startReply: () => this.#onSelected(() => this.write('reply')),
    startNote: () => this.#onSelected(() => this.write('note')),
    release: () => this.#onSeen('u', 'release it', () => this.open.release()),
    resolve: () => this.#onSeen('e', 'resolve it', () => this.resolve()),
    send: () => this.#send(),
    back: () => this.#back(),
  };

  show(dialog) {
    this.open.refusal = null;
    this.dialog = dialog;
    this.changed();
  }

  nextTheme() {
    this.theme = NEXT_THEME[this.theme] ?? 'auto';
    localStorage.setItem('baton.theme', this.theme);
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
    this.changed();
  }

  resolve() {
    const { body } = this.open;
    if (!body || body.phase === 'resolved') return;
    const theirs = body.holder && body.holder.id !== this.session.person.id && !this.session.mayWatch;
    if (!theirs && this.open.needsReason) this.show('resolve');
    else this.open.resolve();
  }

  write(what) {
    this.open.choose(what);
    this.#focusSoon(`[data-editor="${what}"]`);
  }

  showNew() {
    document.querySelector('[data-first-new]')?.scrollIntoView({ block: 'center' });
    this.open.look();
    this.#focusSoon('[data-editor="reply"]');
  }

  /** What a network refused, to be said in another way; what is being written is not overwritten. */
  writeAgain(text) {
    if (this.open.draft.text === '') this.open.write(text);
    this.write('reply');
  }

  toTop() {
    this.inbox.window.toTop();
    this.changed();
  }

  #move(step) {
    this.inbox.move(step);
    this.#focusSoon(`[data-row-link="${this.inbox.selected}"]`);
    return true;
  }

  #openSelected() {
    if (this.inbox.selected === null) return false;
    this.routes.go(casePath(this.inbox.selected, this.inbox.view));
    return true;
  }

  /** Keys mean the selected case; it is opened first, so that one sees what one does. */
  #onSelected(act) {
    if (this.inbox.selected !== null && this.inbox.selected !== this.open.id) this.#openSelected();
    if (this.open.id === null) return false;
    act();
    return true;
  }

  /** What ends one's work on a case is not done to a case one has not looked at. */
  #onSeen(key, words, act) {
    const seen = this.open.id;
    return this.#onSelected(() => {
      const { body } = this.open;
      if (seen !== this.open.id) this.toasts.done(`Opened. Press ${key} again to ${words}.`);
      else if (body && body.phase !== 'resolved') act();
    });
  }

  #send() {
    const editor = document.activeElement?.dataset.editor;
    if (!editor) return false;
    if (editor === 'note') this.open.addNote();
    else if (!document.querySelector('[data-test=send]')?.disabled) this.open.reply();
    return true;
  }

  #back() {
    if (document.querySelector('[popover]:popover-open')) return false;
    if (document.activeElement?.dataset.editor) document.activeElement.blur();
    else if (this.open.id !== null) {
      const { id } = this.open;
      this.routes.go(inboxPath(this.inbox.view));
      this.#focusSoon(`[data-row-link="${id}"]`);
    } else return false;
    return true;
  }

  /** Once it is drawn; a case may still be on its way from the gateway. */
  #focusSoon(selector, until = performance.now() + 2_000) {
    requestAnimationFrame(() => {
      const element = document.querySelector(selector);
      if (element) element.focus({ preventScroll: selector.includes('row-link') });
      else if (performance.now() < until) this.#focusSoon(selector, until);
    });
  }
}
