const MOST = 50;

/** What this person has to know, as the gateway keeps it; a gateway without notices shows no bell. */
export class Notices {
  #reading = false;
  #unseen = null;

  items = null;
  problem = null;
  /** Whether the gateway keeps any; null until it has said so. */
  there = null;

  constructor({ api, changed }) {
    this.api = api;
    this.changed = changed;
  }

  /** The feed counts those that are not seen. @returns whether the count is new, so that there is something to read */
  counted(unseen) {
    if (unseen === undefined || unseen === this.#unseen) return false;
    this.#unseen = unseen;
    this.read();
    return true;
  }

  async read() {
    if (this.#reading || this.there === false) return;
    this.#reading = true;
    const { ok, status, body, problem } = await this.api.get('/api/notices');
    this.#reading = false;
    if (ok || status === 404) this.there = ok;
    this.problem = status === 404 ? null : problem;
    if (ok) this.items = body.items.slice(0, MOST);
    this.changed();
  }

  get unseen() {
    return this.items?.filter(notice => !notice.seen) ?? [];
  }

  /** Shown as seen at once; the gateway is told, and asked again if it did not hear. */
  async see(ids) {
    const news = ids.filter(id => this.unseen.some(notice => notice.id === id));
    if (!news.length) return;
    this.items = this.items.map(notice => news.includes(notice.id) ? { ...notice, seen: true } : notice);
    this.changed();
    const { ok } = await this.api.command('/api/notices/seen', { ids: news });
    if (!ok) this.read();
  }

  /** Who looks at a case has seen what was said about it. */
  seeCase(caseId) {
    return this.see(this.unseen.filter(notice => notice.caseId === caseId).map(({ id }) => id));
  }

  clear() {
    this.items = this.problem = this.#unseen = null;
    this.there = null;
  }
}
