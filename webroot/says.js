import { fieldOf, momentOf } from './dates.js';

/*
 * What a reply does beside answering, as its draft has it: gives a date, asks the customer something, keeps promises or
 * moves them. Everything here is a part of a draft, to be put over it.
 */

const NO_PROMISE = { on: false, at: '', what: '' };

/** Of a draft that says nothing more than its words. */
export const PLAIN = { promise: NO_PROMISE, asks: false, keeps: [], moves: [] };

export const promiseOf = draft => draft.promise ?? NO_PROMISE;

/** What becomes of an open promise: `stays`, `kept` or `moved`. */
export const fateOf = (draft, id) => draft.keeps?.includes(id) ? 'kept' : draft.moves?.includes(id) ? 'moved' : 'stays';

/** Whoever moves a promise gives another date. */
export function withFate(draft, id, fate) {
  const without = (ids = []) => ids.filter(other => other !== id);
  return {
    keeps: [...without(draft.keeps), ...fate === 'kept' ? [id] : []],
    moves: [...without(draft.moves), ...fate === 'moved' ? [id] : []],
    ...fate === 'moved' && { promise: { ...promiseOf(draft), on: true } },
  };
}

export const withPromise = (draft, part) => ({ promise: { ...promiseOf(draft), ...part } });

/** Words put at the end of what is written. */
export const withWords = ({ text }, words) => ({ text: text.trim() ? `${text.trimEnd()}\n\n${words}` : words });

/** An offered sentence, with the date that it names. */
export function withOffer(draft, offer) {
  return {
    ...withWords(draft, offer.text),
    ...offer.dueAt && withPromise(draft, { on: true, at: fieldOf(offer.dueAt) }),
  };
}

/** The honest sentence about a broken promise, which is moved to the earliest date that can be kept, if it is known. */
export function withApology(draft, offer, { what }, earliest) {
  return {
    ...withWords(draft, offer.text),
    ...withFate(draft, offer.promiseId, 'moved'),
    ...withPromise(draft, { on: true, at: earliest ? fieldOf(earliest) : '', what }),
  };
}

/** An answer of a department or vendor; the date that was promised for it is kept by passing it on. */
export function withAnswer(draft, leg, promises) {
  const [only, ...others] = promises;
  return {
    ...withWords(draft, leg.answer),
    ...only && !others.length && withFate(draft, only.id, 'kept'),
  };
}

/** What hinders the reply from being sent, in words, or ''. */
export function hindrance(draft, now) {
  const { on, at } = promiseOf(draft);
  if (!on) return draft.moves?.length ? 'Give the new date' : '';
  if (!momentOf(at)) return 'Give the date';
  return Date.parse(momentOf(at)) <= now ? 'This time has passed' : '';
}

/** As the gateway takes it; what was settled meanwhile is left out. */
export function says(draft, openIds) {
  const { on, at, what } = promiseOf(draft);
  const still = ids => (ids ?? []).filter(id => openIds.includes(id));
  return {
    ...on && { promise: { dueAt: momentOf(at), ...what.trim() && { what: what.trim() } } },
    ...draft.asks && { asks: true },
    ...still(draft.keeps).length && { keeps: still(draft.keeps) },
    ...still(draft.moves).length && { moves: still(draft.moves) },
  };
}
