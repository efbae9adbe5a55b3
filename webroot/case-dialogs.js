import { momentOf } from './dates.js';
import { focusSoon } from './focus.js';
import { promiseOf } from './says.js';

/** Who types a reference is shown the case once they pause. */
const PAUSE = 250;
/** So long a dialog waits for what it shows; then it opens and says that it is on its way. */
const PATIENCE = 400;
/** "B-1042-7Q", the bare number, or the case's address. */
const REFERENCE = /^(?:.*\/cases\/|b-?)?(\d{1,15})(?:-?[0-9a-z]{2})?(?:\?.*)?$/i;

/** The dialogs of the open case: what each begins with, and what confirming it does. */
export class CaseDialogs {
  #seeking = null;

  constructor({ dialogs, dealings, open, choices, outlook, session, changed }) {
    Object.assign(this, { dialogs, dealings, open, choices, outlook, session, changed });
  }

  /** @param about the number of the leg, promise or mention it is about */
  async show(name, about = 0) {
    const { body } = this.open;
    if (!body || (body.phase === 'resolved' && !ALSO_RESOLVED.has(name))) return;
    let late = true;
    const ready = Promise.resolve(this.#ready(name)).then(() => { late = false; });
    await Promise.race([ready, new Promise(done => { setTimeout(done, PATIENCE); })]);
    if (this.open.body?.id !== body.id || this.dialogs.name) return;
    this.open.refusal = null;
    this.dialogs.show(name, { caseId: body.id, about, start: STARTS[name] ?? {} });
    if (late) ready.then(() => this.#offerFirst(name));
    if (name === 'promise') this.outlook.judge(momentOf(this.dialogs.form.at));
    if (name === 'pass-flag') this.#colleagues(about);
    this.changed();
  }

  /** What came after the dialog opened has the focus as well, unless somebody has begun to fill in something else. */
  #offerFirst(name) {
    const { dialogs } = this;
    const untouched = Object.values(dialogs.form).every(value => !value?.length);
    if (dialogs.name === name && untouched) focusSoon('dialog[open] [autofocus]');
  }

  /** What a dialog lets choose should be there when it opens, so that the first choice has the focus. */
  #ready(name) {
    if (NEEDS_CHOICES.has(name)) return this.choices.ensure();
    return name === 'hand-off' || name === 'promise' ? this.outlook.want(true) : undefined;
  }

  closed() {
    this.outlook.want(promiseOf(this.open.draft).on);
    this.open.judge();
  }

  fill(part) {
    this.dialogs.fill(part);
    if (this.dialogs.name === 'promise' && 'at' in part) this.outlook.judge(momentOf(part.at));
    if (this.dialogs.name === 'merge' && 'reference' in part) this.#seek(part.reference);
    this.changed();
  }

  /** True when it was done. */
  async confirm() {
    const answer = await this.#confirmed[this.dialogs.name]?.(this.dialogs.form, this.dialogs.about);
    if (answer?.ok) this.dialogs.done();
    return Boolean(answer?.ok);
  }

  #confirmed = {
    'hand-off': form => this.dealings.handOff(form, this.#offered(form.party)?.title ?? 'them'),
    'take-back': (form, leg) => this.dealings.takeBack(this.open.body.legs.find(({ id }) => id === leg)),
    promise: ({ at, what }) => this.dealings.promise(momentOf(at), what),
    'withdraw-promise': ({ reason }, id) => this.dealings.withdrawPromise(id, reason),
    flag: (form, mention) => this.dealings.flag(form, mention, this.#name(form.to)),
    'done-flag': ({ text }, leg) => this.dealings.doneFlag(leg, text),
    'pass-flag': ({ to }, leg) => this.dealings.passFlag(leg, to),
    assign: form => this.dealings.assign(form, this.#name(form.to)),
    queue: ({ queue }) => this.dealings.moveTo(queue),
    merge: ({ found }) => this.dealings.merge(found.id, found.reference),
    undo: (form, other) => this.dealings.undo(other),
    split: ({ mentions }) => this.dealings.split(mentions),
    different: (form, id) => this.dealings.differ(id),
    unlink: ({ forEver }, link) => this.dealings.unlink(link, forEver),
  };

  #name(id) {
    return this.choices.body?.people.find(person => person.id === id)?.name ?? id;
  }

  #offered(party) {
    return this.outlook.body?.handOffs.find(handOff => handOff.party === party);
  }

  async #colleagues(leg) {
    const { ok, body, problem } = await this.dealings.asked(leg);
    if (this.dialogs.name !== 'pass-flag' || this.dialogs.about !== leg) return;
    this.dialogs.form.colleagues = ok ? body.colleagues : [];
    this.open.refuse(problem);
  }

  #seek(reference) {
    clearTimeout(this.#seeking);
    const id = Number(REFERENCE.exec(reference.trim())?.[1] ?? 0);
    Object.assign(this.dialogs.form, { found: null, seek: id && id !== this.open.id ? 'looking' : '' });
    if (id === this.open.id) this.dialogs.form.seek = 'This is the case itself.';
    else if (id) this.#seeking = setTimeout(() => this.#find(id), PAUSE);
  }

  async #find(id) {
    const { form } = this.dialogs;
    const { ok, body, problem } = await this.dealings.find(id);
    if (this.dialogs.name !== 'merge' || Number(REFERENCE.exec(form.reference.trim())?.[1]) !== id) return;
    form.found = ok && body.phase !== 'resolved' ? body : null;
    form.seek = ok ? body.phase === 'resolved' ? 'That case is closed.' : '' : problem.detail;
    this.changed();
  }
}

/** Who is who matters in a closed case as well. */
const ALSO_RESOLVED = new Set(['different', 'unlink']);

const NEEDS_CHOICES = new Set(['flag', 'assign', 'queue']);

const STARTS = {
  'hand-off': { party: '', expert: '', question: '' },
  promise: { at: '', what: '' },
  'withdraw-promise': { reason: '' },
  flag: { to: '', urgency: '', note: '' },
  'done-flag': { text: '' },
  'pass-flag': { to: '', colleagues: null },
  assign: { to: '' },
  queue: { queue: '' },
  merge: { reference: '', found: null, seek: '' },
  split: { mentions: [] },
  unlink: { forEver: false },
};
