const PREFIX = 'baton.draft.';
/** Older drafts are dropped when the page starts. */
const KEPT_FOR = 14 * 24 * 3_600_000;

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
