import { momentOf } from './dates.js';
import { newsFor, seen } from './drafts.js';
import { hindrance, PLAIN, promiseOf, says } from './says.js';
import { openPromises } from './under-way.js';

/** A busy case is read again at most this often. */
const READ_AGAIN = 300;

const NOTHING_DONE = { ok: false, status: 0, problem: null };
const OUTDATED = 'urn:baton:outdated';
/** "We have forwarded it", without a leg or a date. */
export const FORWARDED_NOWHERE = 'urn:baton:forwarded-nowhere';

/**
 * The case that is open: its conversation, the draft that answers it, and what is done to it.
 * A draft answers the conversation that was seen when it was begun (`draft.etag`). What others say meanwhile is shown
 * at once, but only `look` makes the draft answer that, so that the gateway can refuse what was written on an old view.
 */
export class OpenCase {
  #reading = false;
  #again = false;
  #etag = null;
  /** The command that is on its way, while `busy` names one. */
  #running = null;

  id = null;
  body = null;
  problem = null;
  draft = { text: '', note: '' };
  writing = 'reply';
  busy = null;
  /** What others said or did since the draft was begun. */
  fresh = [];
  /** What was new when the agent last looked. */
  marked = [];
  /** Why what a dialog asked for could not be done. */
  refusal = null;
  /** The gateway's refusal of what was sent on an old view. */
  conflict = null;
  /** Any other refusal of a reply: there is something to be done first. */
  hurdle = null;

  constructor({ api, store, drafts, outlook, toasts, changed }) {
    Object.assign(this, { api, store, drafts, outlook, toasts, changed });
  }

  open(id) {
    if (this.id === id) return;
    this.id = id;
    this.body = this.problem = this.refusal = this.conflict = this.hurdle = this.busy = this.#etag = null;
    this.fresh = this.marked = [];
    this.writing = 'reply';
    this.draft = id === null ? { text: '', note: '' } : this.drafts.load(id);
    this.outlook.of(id);
    this.judge();
    this.#reading = this.#again = false;
    if (id !== null) this.read();
    this.changed();
  }

  /** Something about this case may have changed. */
  noticed() {
    const item = this.store.item(this.id);
    if (item && this.body && item.revision > this.body.revision) this.read();
  }

  async read() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    const { id } = this;
    await this.#fetch();
    setTimeout(() => {
      if (this.id !== id) return;
      this.#reading = false;
      if (this.#again) {
        this.#again = false;
        this.read();
      } else this.noticed();
    }, READ_AGAIN);
  }

  async #fetch() {
    const { id } = this;
    const answer = await this.api.get(`/api/cases/${id}`);
    if (this.id !== id) return;
    this.problem = answer.problem;
    if (answer.ok) this.#accept(answer);
    this.changed();
  }

  /** Reads it now, whatever is read already. */
  fetchAgain() {
    return this.#fetch();
  }

  write(text) {
    if (this.draft.text === '' || !this.draft.etag) this.#seeAll();
    this.draft.text = text;
    if (text === '') this.fresh = [];
    if (text === '' || this.hurdle?.type !== FORWARDED_NOWHERE) this.hurdle = null;
    this.#keep();
  }

  /** Changes what the reply does beside answering, and what it says where `part` has a text. */
  say({ text, ...part }) {
    if (text !== undefined) this.write(text);
    Object.assign(this.draft, part);
    this.judge();
    this.#keep();
  }

  /** Whether the date in the draft can be kept. */
  judge() {
    const { on, at } = promiseOf(this.draft);
    this.outlook.judge(on ? momentOf(at) : '');
  }

  writeNote(text) {
    this.draft.note = text;
    this.#keep();
  }

  choose(writing) {
    this.writing = writing;
    this.changed();
  }

  /** The agent has seen what is new: the draft now answers that. */
  look() {
    this.conflict = null;
    this.marked = this.fresh.filter(entry => entry.id);
    this.#seeAll();
    this.#keep();
  }

  async take() {
    return this.act('take', undefined, { done: 'In your hand now.' });
  }

  async release() {
    return this.act('release', undefined, { done: `Back in ${this.body?.queue ?? 'its queue'}.` });
  }

  async resolve(reason) {
    const answer = await this.act('resolve', reason ? { reason } : {},
      { done: 'Resolved.', ifMatch: this.#etag, quiet: reason ? [409] : [] });
    if (reason) this.refusal = answer.problem;
    if (answer.status === 409) await this.#fetch();
    this.changed();
    return answer;
  }

  async settle(replyId, outcome) {
    const done = outcome === 'said' ? 'Noted: it was said.' : 'Noted: it was not said. The case is open again.';
    return this.act(`replies/${replyId}/settle`, { outcome }, { done });
  }

  async reply() {
    const { draft, id } = this;
    const text = draft.text.trim();
    if (!text || this.busy || hindrance(draft, this.store.now())) return;
    const { mentionId, saidByBaton } = this.body.answerOn;
    const body = { text, mentionId, ...says(draft, openPromises(this.body).map(promise => promise.id)) };
    // A key belongs to this reply on this view; without an answer it is sent again under the same key.
    const sent = `${draft.etag}\n${JSON.stringify(body)}`;
    if (draft.sent !== sent) Object.assign(draft, { sent, key: crypto.randomUUID() });
    this.#keep();
    const answer = await this.act('replies', body,
      { done: saidByBaton ? 'On its way.' : 'Recorded.', key: draft.key, ifMatch: draft.etag, quiet: [409] });
    if (answer.ok) this.#sent(id, draft, { text: '', sent: undefined, key: undefined, etag: undefined, ...PLAIN });
    else if (answer.status) draft.sent = undefined;
    if (answer.status === 409 && this.id === id) {
      // First what is new, then the refusal: whoever asks to see it finds it there.
      await this.#fetch();
      if (this.id === id) this[answer.problem.type === OUTDATED ? 'conflict' : 'hurdle'] = answer.problem;
    }
    this.changed();
  }

  async addNote() {
    const { draft, id } = this;
    const text = draft.note.trim();
    if (!text || this.busy) return;
    if (draft.noted !== text) Object.assign(draft, { noted: text, noteKey: crypto.randomUUID() });
    this.#keep();
    const done = 'Noted. No clock stops for a note.';
    const answer = await this.act('notes', { text }, { done, key: draft.noteKey });
    if (answer.ok) this.#sent(id, draft, { note: '', noted: undefined, noteKey: undefined });
    else if (answer.status) draft.noted = undefined;
  }

  /** What a command on this view names. */
  get etag() {
    return this.#etag;
  }

  refuse(problem) {
    this.refusal = problem;
    this.changed();
  }

  /** The draft that was sent is done with, also when another case is open by now. */
  #sent(id, draft, emptied) {
    Object.assign(draft, emptied);
    this.drafts.save(id, draft);
    if (this.id === id && 'text' in emptied) {
      this.fresh = this.marked = [];
      this.conflict = this.hurdle = null;
      this.judge();
    }
    this.changed();
  }

  /** Carries out a command on the case: `take`, `legs` … */
  act(what, body, options) {
    return this.ask(`/api/cases/${this.id}/${what}`, body, { ...options, busy: what });
  }

  /** Carries out a command that changes this case; a refusal of a `quiet` status is the caller's to show. */
  async ask(path, body, { done, key, ifMatch, undo, quiet = [], busy = path }) {
    const { id } = this;
    if (this.busy === busy || id === null) return NOTHING_DONE;
    // One after the other: what is asked for while something else is on its way is not dropped without a word.
    while (this.busy && this.id === id) await this.#running;
    if (this.id !== id) return NOTHING_DONE;
    this.busy = busy;
    this.changed();
    this.#running = this.api.command(path, body, { key, ifMatch });
    const answer = await this.#running;
    if (this.id === id) this.busy = null;
    if (answer.ok) {
      if (answer.body.revision !== undefined) this.store.put(answer.body);
      if (done) this.toasts.done(done, undo);
      if (this.id === id) this.read();
    } else if (!quiet.includes(answer.status) && answer.status !== 401) {
      this.toasts.trouble(answer.problem.detail);
      if (answer.status === 409 && this.id === id) this.read();
    }
    this.changed();
    return answer;
  }

  #accept({ body, etag }) {
    if (this.body && body.revision < this.body.revision) return;
    this.body = body;
    this.#etag = etag ?? `"${body.conversation}"`;
    const { timeline, obligations, ifNobodyActs, answerOn, timelineCut, resolution, legs, promises, suggestions, behind,
      ...item } = body;
    this.store.put(item);
    this.#compare();
    this.outlook.moved();
  }

  #compare() {
    const { draft, body } = this;
    if (draft.text === '' || draft.etag === this.#etag) {
      this.fresh = [];
      return;
    }
    this.fresh = newsFor(draft, body, this.store.me?.id);
    if (!this.fresh.length && !this.conflict) this.#seeAll();
  }

  #seeAll() {
    if (!this.body) return;
    Object.assign(this.draft, { etag: this.#etag }, seen(this.body));
    this.fresh = [];
  }

  #keep() {
    this.drafts.save(this.id, this.draft);
    this.changed();
  }
}
