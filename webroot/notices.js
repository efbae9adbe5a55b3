/** What this person has to know, as the gateway keeps it; a gateway without notices shows no bell. */
export class Notices {
  #reading = false;
  #counted = null;

  /** The unseen and the newest first; null before the first answer. */
  items = null;
  /** How many are not seen, shown or not. */
  unseen = 0;
  problem = null;
  /** Whether the gateway keeps any; null until it has said so. */
  there = null;

  constructor({ api, changed }) {
    this.api = api;
    this.changed = changed;
  }

  /** The feed counts those that are not seen. @returns whether the count is new, so that there is something to read */
  counted(unseen) {
    if (unseen === undefined || unseen === this.#counted) return false;
    this.#counted = unseen;
    this.read();
    return true;
  }

  async read() {
    if (this.#reading || this.there === false) return;
    this.#reading = true;
    const answer = await this.api.get('/api/notices');
    this.#reading = false;
    if (answer.ok || answer.status === 404) this.there = answer.ok;
    this.#take(answer);
  }

  see(ids) {
    const news = (this.items ?? []).filter(({ id, seen }) => !seen && ids.includes(id));
    if (news.length) return this.#see({ ids: news.map(({ id }) => id) }, ({ id }) => ids.includes(id));
  }

  /** Also those that found no room. */
  seeAll() {
    const newest = Math.max(0, ...(this.items ?? []).map(({ id }) => id));
    return this.#see({ until: newest }, () => true);
  }

  /** Who looks at a case has seen what was said about it. */
  seeCase(caseId) {
    return this.see((this.items ?? []).filter(notice => notice.caseId === caseId).map(({ id }) => id));
  }

  /** Who looks at what they are asked has seen that they are asked. */
  seeLeg(legId) {
    return this.see((this.items ?? []).filter(({ subject, about }) => subject === 'leg' && about === legId)
      .map(({ id }) => id));
  }

  clear() {
    this.items = this.problem = this.#counted = this.there = null;
    this.unseen = 0;
  }

  /** Shown as seen at once; then as the gateway has it. */
  async #see(which, isMeant) {
    const before = this.items.filter(({ seen }) => !seen).length;
    this.items = this.items.map(notice => isMeant(notice) ? { ...notice, seen: true } : notice);
    this.unseen -= before - this.items.filter(({ seen }) => !seen).length;
    this.changed();
    this.#take(await this.api.command('/api/notices/seen', which));
  }

  #take({ ok, status, body, problem }) {
    this.problem = status === 404 ? null : problem;
    if (ok) {
      this.items = body.notices;
      this.unseen = body.unseen;
    }
    this.changed();
  }
}
