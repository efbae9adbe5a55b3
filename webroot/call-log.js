import { fieldOf, momentOf } from './dates.js';

/** Channels on which somebody speaks: a call there is answered by who writes it down. */
const SPOKEN = new Set(['phone', 'asterisk']);
/** Clocks differ; a call is no more in the future than this. */
const CLOCKS_APART = 60_000;

/** Writes down a call that somebody took, as its caller's word on a case. */
export class CallLog {
  /** Names the dialog while it is being stored, as `OpenCase` does for its own. */
  busy = null;
  refusal = null;
  /** The accounts it can have come in on; null until they are known. */
  accounts = null;

  /** @param logged is told the case's number */
  constructor({ api, dialogs, now, logged, changed }) {
    Object.assign(this, { api, dialogs, now, logged, changed });
  }

  async show() {
    if (this.dialogs.name) return;
    this.refusal = this.accounts = null;
    // The number is made once, so that what is sent again is stored once.
    this.dialogs.show('log-call', {
      start: { id: crypto.randomUUID(), account: '', name: '', phone: '', text: '', at: fieldOf(this.now()) },
    });
    this.changed();
    const { ok, body, problem } = await this.api.get('/api/accounts');
    if (ok) this.accounts = body.accounts.filter(({ channel, state }) => SPOKEN.has(channel) && state !== 'off');
    else this.refusal = problem;
    this.changed();
  }

  /** The account chosen, or the only one. */
  get account() {
    return this.dialogs.form.account || (this.accounts?.[0]?.name ?? '');
  }

  /** Why it cannot be stored yet, or ''. */
  get hindered() {
    const { name, phone, text, at } = this.dialogs.form;
    if (!this.accounts) return this.refusal ? '' : 'Looking for the phone accounts…';
    if (!this.account) return 'There is no phone account: see config/accounts.yaml';
    if (!name.trim() && !phone.trim()) return 'Who called? A name or a number';
    if (!text.trim()) return 'What did they say?';
    const moment = momentOf(at);
    if (!moment) return 'When was it?';
    return Date.parse(moment) > this.now() + CLOCKS_APART ? 'That is still to come' : '';
  }

  /** True when it was stored. */
  async confirm() {
    if (this.busy || this.hindered) return false;
    this.busy = 'log-call';
    this.refusal = null;
    this.changed();
    const { ok, body, problem } = await this.api.command('/api/mentions', this.#mention());
    this.busy = null;
    this.refusal = problem;
    if (ok) {
      this.dialogs.done();
      this.logged(body.results[0].caseId);
    }
    this.changed();
    return ok;
  }

  #mention() {
    const { id, name, phone, text, at } = this.dialogs.form;
    const number = phone.replace(/[^+\d]/g, '');
    return {
      account: this.account,
      externalId: `call-${id}`,
      author: { id: number || `caller-${id}`, name: name.trim(), phone: number },
      text: text.trim(),
      postedAt: momentOf(at),
      visibility: 'private',
    };
  }
}
