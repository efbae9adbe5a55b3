import { focusSoon } from './focus.js';
import { casePath, inboxPath } from './routes.js';
import { promiseOf, withAnswer, withApology, withFate, withOffer, withPromise } from './says.js';
import { inTheWay, offers, openPromises, unfinished } from './under-way.js';

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' };

/** What a person can do on the page, by hand or by key. Views and keys call it by these names. */
export class Desk {
  theme = localStorage.getItem('baton.theme') ?? 'auto';

  constructor(parts) {
    Object.assign(this, parts);
    const { inbox, open, wall, feed, session, toasts, notices, legsDesk, caseDialogs, callLog, dealings, accounts,
      accountForm, changed } = parts;
    this.actions = {
      signIn: (login, password) => session.signIn(login, password),
      signOut: () => session.signOut(),
      help: () => this.show('help'),
      closeDialog: () => this.show(null),
      nextTheme: () => this.nextTheme(),
      reconnect: () => feed.open(),
      dismiss: id => toasts.dismiss(id),
      undoToast: id => toasts.undo(id),
      accept: (asked, merge) => dealings.accept(asked, merge),
      refuse: asked => dealings.refuse(asked),
      readNotices: () => notices.read(),
      seeNotices: ids => notices.see(ids),
      seeAllNotices: () => notices.seeAll(),
      readMonitor: () => wall.read(),
      reloadPolicy: () => wall.reload(),
      retryCase: id => wall.retry(id),
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
      promise: part => open.say(withPromise(open.draft, part)),
      togglePromise: () => this.promise(!promiseOf(open.draft).on),
      asks: asks => open.say({ asks }),
      fate: (promiseId, fate) => open.say(withFate(open.draft, promiseId, fate)),
      useOffer: offer => this.useOffer(offer),
      tellAnswer: leg => this.tellAnswer(leg),
      ask: (dialog, about) => caseDialogs.show(dialog, about),
      fill: part => caseDialogs.fill(part),
      confirm: () => ({ 'log-call': callLog, account: accountForm, 'remove-account': accountForm }[this.dialogs.name] ?? caseDialogs)
        .confirm(),
      logCall: () => callLog.show(),
      acceptFlag: leg => dealings.acceptFlag(leg),
      readAccounts: () => accounts.read(),
      checkAccount: name => accounts.check(name),
      replayDelivery: id => accounts.replay(id),
      addAccount: () => accountForm.add(),
      changeAccount: name => accountForm.change(name),
      pauseAccount: (name, paused) => accounts.pause(name, paused),
      removeAccount: name => accountForm.remove(name),
      fillAccount: part => accountForm.fill(part),
      tellAccount: (name, value) => accountForm.tell(name, value),
      showSecret: name => accountForm.show(name),
      makeSecret: name => accountForm.make(name),
      clearSecret: (name, on) => accountForm.clear(name, on),
      copyText: text => accountForm.copy(text),
      tryAccount: () => accountForm.tryOut(),
      ...legsDesk.actions,
    };
  }

  /** By key; false when it means nothing here, so that the key keeps its usual meaning. */
  act(action) {
    const { session, routes } = this;
    if (!session.person) return false;
    const everywhere = {
      help: () => this.show('help'),
      logCall: session.worksCases ? () => this.callLog.show() : undefined,
      goInbox: session.worksCases ? () => routes.go(inboxPath(this.inbox.view)) : undefined,
      goLegs: () => routes.go('/legs'),
      notices: () => document.querySelector('[data-test=notices]')?.click(),
      goAccounts: session.mayMend ? () => routes.go('/accounts') : undefined,
      goMonitor: session.mayWatch ? () => routes.go('/monitor') : undefined,
    }[action];
    if (everywhere) return everywhere(), true;
    if (routes.current.name === 'legs') return this.legsDesk.act(action);
    if (routes.current.name !== 'inbox') return false;
    return this.#inInbox[action]?.() ?? false;
  }

  #inInbox = {
    selectNext: () => this.#move(1),
    selectPrevious: () => this.#move(-1),
    openSelected: () => this.#openSelected(),
    take: () => this.#onSelected(() => this.open.take()),
    startReply: () => this.#onSelected(() => this.write('reply')),
    startPromise: () => this.#onSelected(() => this.promise(true)),
    useOffer: () => this.#useFirstOffer(),
    startNote: () => this.#onSelected(() => this.write('note')),
    handOff: () => this.#onOpen('hand-off'),
    flag: () => this.#onOpen('flag'),
    promise: () => this.#onOpen('promise'),
    assign: () => this.#onOpen('assign'),
    queue: () => this.#onOpen('queue'),
    accept: () => this.#onAsked('y', asked => this.dealings.accept(asked)),
    acceptAndMerge: () => this.#onAsked('Y', asked => this.dealings.accept(asked, asked.kind === 'person')),
    refuse: () => this.#onAsked('x', asked => this.dealings.refuse(asked)),
    different: () => this.#onAsked('d', ({ id, kind }) => kind === 'person' && this.caseDialogs.show('different', id)),
    release: () => this.#onSeen('u', 'release it', () => this.open.release()),
    resolve: () => this.#onSeen('e', 'resolve it', () => this.resolve()),
    send: () => this.#send(),
    back: () => this.#back(),
  };

  show(name) {
    this.open.refusal = null;
    if (name === null) {
      this.dialogs.close();
      this.caseDialogs.closed();
    } else this.dialogs.show(name);
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
    if (!theirs && (inTheWay(body, this.open.store.now()) || unfinished(body))) this.show('resolve');
    else this.open.resolve();
  }

  write(what) {
    this.open.choose(what);
    focusSoon(`[data-editor="${what}"]`);
  }

  /** Gives a date with the reply, or no longer. */
  promise(on) {
    if (this.open.body?.phase === 'resolved') return;
    this.open.choose('reply');
    this.open.say(withPromise(this.open.draft, { on }));
    this.outlook.want(on);
    focusSoon(on ? '[data-promise-date]' : '[data-editor=reply]');
  }

  useOffer(offer) {
    const { open, outlook } = this;
    const broken = open.body.promises.find(({ id }) => id === offer.promiseId);
    open.choose('reply');
    open.say(broken ? withApology(open.draft, offer, broken, outlook.body?.earliest) : withOffer(open.draft, offer));
    outlook.want(promiseOf(open.draft).on);
    focusSoon('[data-editor=reply]');
  }

  /** What a department or vendor answered, to be put in words for the customer. */
  tellAnswer(leg) {
    const { open } = this;
    open.choose('reply');
    open.say(withAnswer(open.draft, leg, openPromises(open.body)));
    focusSoon('[data-editor=reply]');
  }

  showNew() {
    document.querySelector('[data-first-new]')?.scrollIntoView({ block: 'center' });
    this.open.look();
    focusSoon('[data-editor="reply"]');
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
    focusSoon(`[data-row-link="${this.inbox.selected}"]`);
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

  /** A dialog is about a case that one sees. */
  #onOpen(dialog) {
    return this.#onSelected(() => this.open.body && this.caseDialogs.show(dialog));
  }

  #useFirstOffer() {
    const [offer] = this.open.body ? offers(this.open.body, true) : [];
    if (offer) this.useOffer(offer);
    return Boolean(offer);
  }

  /** What ends one's work on a case is not done to a case one has not looked at. */
  #onSeen(key, words, act, alsoResolved = false) {
    const seen = this.open.id;
    return this.#onSelected(() => {
      const { body } = this.open;
      if (seen !== this.open.id) this.toasts.done(`Opened. Press ${key} again to ${words}.`);
      else if (body && (alsoResolved || body.phase !== 'resolved')) act();
    });
  }

  /** The first of what Baton asks about the case that one sees. */
  #onAsked(key, act) {
    return this.#onSeen(key, 'decide', () => {
      const [asked] = this.open.body.behind.suggestions;
      if (asked) act(asked);
    }, true);
  }

  #send() {
    const editor = document.activeElement?.closest('[data-editor-form]')?.dataset.editorForm;
    if (!editor) return false;
    if (editor === 'note') this.open.addNote();
    else if (!document.querySelector('[data-test=send]')?.disabled) this.open.reply();
    return true;
  }

  #back() {
    if (document.querySelector('[popover]:popover-open')) return false;
    if (document.activeElement?.closest('[data-editor-form]')) document.activeElement.blur();
    else if (this.open.id !== null) {
      const { id } = this.open;
      this.routes.go(inboxPath(this.inbox.view));
      focusSoon(`[data-row-link="${id}"]`);
    } else return false;
    return true;
  }
}
