/*
 * What a case has under way with others, as `GET /api/cases/{id}` tells it. The engine decides; this only sorts what is
 * there for the screen. `body` is the case.
 */
import { whenWords } from './words.js';

const isOpen = leg => leg.state === 'offered' || leg.state === 'accepted';
const isFlag = leg => leg.kind === 'flag';
const said = ({ timeline }) => timeline.filter(entry => entry.kind === 'reply' && entry.by?.id !== 'baton');
const isGoing = reply => reply.state !== 'refused';
/** Whether somebody has written to the customer since then; with an answer on its way there is nothing to do. */
const wroteSince = (body, at) => said(body).some(reply => isGoing(reply) && Date.parse(reply.at) >= Date.parse(at));

/** Whether this person may do something with the case: it is in nobody's hand or theirs, or they may overrule. */
export const mayAct = ({ phase, holder }, { me, mayWatch }) =>
  phase !== 'resolved' && (!holder || holder.id === me || mayWatch);

/** Legs to departments and vendors, the newest first: `open` and `ended`. */
export const legsOf = ({ legs }) => split(legs.filter(leg => !isFlag(leg)));
export const flagsOf = ({ legs }) => split(legs.filter(isFlag));

const split = legs => ({ open: legs.filter(isOpen), ended: legs.filter(leg => !isOpen(leg)) });

/** Open dates, the earliest first; broken ones among them are still owed. */
export const openPromises = ({ promises }) =>
  promises.filter(promise => promise.state === 'open').toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
export const endedPromises = ({ promises }) => promises.filter(promise => promise.state !== 'open');

/** Answers of departments and vendors that no reply has passed on. */
export const untold = body => body.phase === 'resolved' ? []
  : legsOf(body).ended.filter(leg => leg.state === 'answered' && !wroteSince(body, leg.closedAt));

/**
 * Sentences to offer: those of legs that the customer has not been told of, and of broken promises without an honest
 * word. `all` offers them in any case, as when a reply was refused for want of one.
 */
export function offers(body, all = false) {
  const { suggestions = [], legs, promises } = body;
  const since = offer => offer.kind === 'handed-over'
    ? legs.find(leg => leg.id === offer.legId)?.openedAt
    : promises.find(promise => promise.id === offer.promiseId)?.dueAt;
  return suggestions.filter(offer => {
    const at = since(offer);
    return at && (all || !wroteSince(body, at));
  });
}

/** The promise that a hand-off would outlast: the earliest that is due before the customer can have the answer. */
export const outlasted = (body, toldBy) =>
  openPromises(body).find(promise => !promise.broken && Date.parse(promise.dueAt) < Date.parse(toldBy));

/** What no reason excuses: what has to come first before the case can be resolved, in words; '' where nothing does. */
export function inTheWay(body, now) {
  if (body.delivery === 'under-way') return 'The network has not accepted the last reply yet. Wait for it.';
  if (body.delivery === 'unknown') {
    return 'Nobody knows whether the last reply was said. Say in the conversation what became of it.';
  }
  const { open } = legsOf(body);
  if (!open.length) return '';
  const who = open.length > 1 ? `${open.map(leg => leg.title).join(' and ')} still have it.`
    : `${open[0].title} still has it, and answers by ${whenWords(open[0].answerBy, now)}.`;
  return `${who} Wait for the answer, or take it back.`;
}

/** What is still open before a case can be resolved without giving a reason, in words; '' where nothing is. */
export function unfinished(body) {
  const { customer, delivery, waitingSince } = body;
  // Isolated, so that a name that is written from right to left does not turn the sentence around.
  const name = `\u2068${customer.name || customer.handle}\u2069`;
  const [answer] = untold(body);
  if (delivery === 'undelivered') return `The network did not deliver the last reply, so ${name} has not been answered.`;
  if (answer) return `${answer.title} answered, and ${name} has not been told.`;
  if (openPromises(body).length) return `${name} was promised a date that is still open.`;
  return waitingSince ? `${name} wrote last and has no delivered answer.` : '';
}
