import { Keyed } from './keyed.js';
import { latestLink } from './people.js';

const ACCEPTED = {
  person: 'One customer now.',
  problem: 'One case now.',
  'other-problem': 'Split off into a case of its own.',
};

/** Refusals that a dialog shows itself. */
const SHOWN = [400, 404, 409, 422, 428];

/**
 * What is done to the open case beside talking to the customer: hand it off, promise, flag, give it to somebody, merge
 * and split. A command keeps its key until an answer came, so that nothing is asked twice.
 */
export class Dealings {
  #keyed = new Keyed();

  constructor({ api, open, toasts, changed }) {
    Object.assign(this, { api, open, toasts, changed });
  }

  handOff({ party, expert, question }, title) {
    const body = { party, question: question.trim(), ...expert && { expert } };
    return this.#case('legs', body, `Handed to ${title}. It stays yours until the customer knows the answer.`);
  }

  takeBack(leg) {
    return this.#case(`legs/${leg.id}/withdraw`, {}, leg.kind === 'flag' ? 'The flag is taken down.' : 'Taken back.');
  }

  promise(dueAt, what) {
    return this.#case('promises', { dueAt, ...what.trim() && { what: what.trim() } }, 'On the ledger.');
  }

  withdrawPromise(id, reason) {
    return this.#case(`promises/${id}/withdraw`, { reason: reason.trim() }, 'Taken off the ledger.');
  }

  flag({ to, urgency, note }, mentionId, name) {
    const body = { to, urgency, note: note.trim(), ...mentionId && { mentionId } };
    return this.#case('flags', body, `Flagged to ${name}.`);
  }

  assign({ to }, name) {
    return this.#case('assign', { to }, `In ${name}’s hand now.`);
  }

  moveTo(queue) {
    return this.#case('queue', { queue }, `Waits in ${queue} now.`);
  }

  merge(from, reference) {
    return this.#case('merge', { from }, `${reference} is part of this case now.`, this.open.etag);
  }

  undo(other) {
    return this.#case('undo', { from: other }, 'Two cases again, as if they had never been one.', this.open.etag);
  }

  split(mentions) {
    return this.#case('split', { mentions }, 'Split off into a case of its own.', this.open.etag);
  }

  /** @param merge their open cases become part of this one in the same step */
  accept({ id, kind, cases }, merge) {
    const body = merge ? { merge: cases.map(other => other.id) } : {};
    const undo = kind === 'person' ? () => this.#undoLatest() : undefined;
    return this.#case(`suggestions/${id}/accept`, body, ACCEPTED[kind], undefined, undo);
  }

  refuse({ id }) {
    return this.#case(`suggestions/${id}/refuse`, {}, 'Not joined. Baton asks again only when there is clearly more to say.');
  }

  differ(id) {
    return this.#case(`suggestions/${id}/different`, {}, 'Different people, for ever.');
  }

  unlink(link, forEver) {
    return this.#case(`links/${link}/${forEver ? 'different' : 'undo'}`, {}, 'Two people again, as if they had never been one.');
  }

  /** The case was read again since, or will be: what was joined last is what the toast was about. */
  async #undoLatest() {
    await this.open.fetchAgain();
    const link = latestLink(this.open.body);
    if (link) await this.unlink(link.id, false);
  }

  /** A case to be merged, so that one sees whose it is before it is too late. */
  find(id) {
    return this.api.get(`/api/cases/${id}`);
  }

  /** A leg as the one who was asked sees it, with the colleagues it can be passed to. */
  asked(leg) {
    return this.api.get(`/api/legs/${leg}`);
  }

  acceptFlag(leg) {
    return this.#leg(leg, 'accept', undefined, 'Accepted.');
  }

  doneFlag(leg, text) {
    return this.#leg(leg, 'answer', { text: text.trim() || 'Done.' }, 'Checked off.');
  }

  async passFlag(leg, to) {
    const answer = await this.#leg(leg, 'pass', { to }, '');
    if (answer.ok) this.toasts.done(`It is with ${answer.body.passedTo} now.`);
    return answer;
  }

  #case(what, body, done, ifMatch, undo) {
    const wish = `${this.open.id} ${what} ${JSON.stringify(body)}`;
    return this.#send(wish, key => this.open.act(what, body, { done, key, ifMatch, undo, quiet: SHOWN }));
  }

  #leg(leg, verb, body, done) {
    const path = `/api/legs/${leg}/${verb}`;
    return this.#send(`${path} ${JSON.stringify(body)}`, key => this.open.ask(path, body, { done, key, quiet: SHOWN }));
  }

  async #send(wish, send) {
    const answer = await this.#keyed.send(wish, send);
    this.open.refuse(answer.problem);
    return answer;
  }
}
