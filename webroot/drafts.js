const PREFIX = 'baton.draft.';
/** Older drafts are dropped when the page starts. */
const KEPT_FOR = 14 * 24 * 3_600_000;

const highest = (timeline, kind) =>
  timeline.reduce((most, entry) => entry.kind === kind ? Math.max(most, entry.id) : most, 0);

/** Answers of departments and vendors come in no order of their numbers; a flag's answer is for the desk only. */
const answers = timeline => timeline.filter(entry => entry.kind === 'leg-answer' && entry.leg.kind !== 'flag');
const lastAnswer = timeline =>
  answers(timeline).reduce((last, entry) => Math.max(last, Date.parse(entry.at)), 0);

/** What of a case a draft has to remember, so that news can be told from what its writer had seen. */
export const seen = ({ timeline, holder }) => ({
  lastMention: highest(timeline, 'mention'),
  lastReply: highest(timeline, 'reply'),
  lastPromise: highest(timeline, 'promise'),
  lastAnswer: lastAnswer(timeline),
  holder: holder?.id ?? '',
});

/** What others said since a draft was begun, or that somebody else holds the case now; one's own doing is no news. */
export function newsFor(draft, { timeline, holder }, me) {
  const answered = answers(timeline);
  const said = timeline.filter(entry =>
    entry.kind === 'mention' && entry.id > draft.lastMention
    || entry.kind === 'reply' && entry.id > draft.lastReply && entry.by?.id !== me
    || entry.kind === 'promise' && entry.id > (draft.lastPromise ?? 0) && entry.promise.by.id !== me
    || answered.includes(entry) && Date.parse(entry.at) > (draft.lastAnswer ?? 0));
  const takenAway = holder && holder.id !== draft.holder && holder.id !== me;
  return said.length || !takenAway ? said : [{ kind: 'event', words: `${holder.name} holds it now` }];
}

/**
 * Keeps what an agent has begun to write, per person and case, across reloads. A draft remembers which conversation it
 * answers: `etag`, and the last things seen when it was begun.
 */
export class Drafts {
  #person = '';

  of(person) {
    this.#person = person;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && !(Date.parse(this.#read(key)?.writtenAt) > Date.now() - KEPT_FOR)) {
        localStorage.removeItem(key);
      }
    }
  }

  load(id) {
    return this.#read(this.#key(id)) ?? { text: '', note: '' };
  }

  save(id, draft) {
    if (draft.text === '' && draft.note === '') return localStorage.removeItem(this.#key(id));
    try {
      localStorage.setItem(this.#key(id), JSON.stringify({ ...draft, writtenAt: new Date().toISOString() }));
    } catch {
      // A full or forbidden storage costs the copy, not the words on the screen.
    }
  }

  #key(id) {
    return `${PREFIX}${this.#person}.${id}`;
  }

  #read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }
}
