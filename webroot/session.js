/** Who is signed in. `begun` and `over` tell the page. */
export class Session {
  person = null;
  /** Until the gateway has said who it is, there is nothing true to show. */
  known = false;
  problem = null;
  busy = false;
  ended = false;

  constructor({ api, begun, over, changed }) {
    Object.assign(this, { api, begun, over, changed });
  }

  async find() {
    const { ok, status, body, problem } = await this.api.get('/api/session');
    if (ok) return this.#begin(body);
    if (status === 401) return this.end();
    if (!this.person) this.problem = problem;
    this.changed();
  }

  async signIn(login, password) {
    if (this.busy) return false;
    this.busy = true;
    this.changed();
    const { ok, body, problem } = await this.api.signIn(login, password);
    this.busy = false;
    if (ok) this.#begin(body);
    else this.problem = problem;
    this.changed();
    return ok;
  }

  async signOut() {
    await this.api.signOut();
    this.end();
    this.ended = false;
    this.changed();
  }

  end() {
    this.ended = this.person !== null;
    this.person = this.problem = null;
    this.known = true;
    this.over();
    this.changed();
  }

  /** Leads and supervisors watch the monitor; the gateway decides, this only spares a link that is refused. */
  get mayWatch() {
    return this.person?.roles.some(role => role === 'lead' || role === 'supervisor') ?? false;
  }

  /** Supervisors look after the accounts. */
  get mayMend() {
    return this.person?.roles.includes('supervisor') ?? false;
  }

  /** Who only answers legs sees no cases. */
  get worksCases() {
    return this.person?.roles.some(role => role !== 'expert') ?? false;
  }

  #begin(person) {
    const already = this.person?.id === person.id;
    this.person = person;
    this.known = true;
    this.ended = false;
    this.problem = null;
    if (!already) this.begun(person);
    this.changed();
  }
}
