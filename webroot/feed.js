/** No frame for this long means that the view may be wrong: ticks come every few seconds. */
const SILENCE = 12_000;
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** The session ended. */
const SIGNED_OUT = 4401;
/** This person may see other cases than before: what is here already may not be theirs any more. */
const RIGHTS_CHANGED = 4403;

/**
 * Receives the live feed, and knows how far it got.
 *
 *   open ─► connecting ─► live ─┬─ a hole, silence, "resync" ─► behind ─┐
 *              ▲                └─ the socket closes ─► connecting ─────┤
 *              │                     not reached twice ─► offline       │
 *              └────────────── a pause with jitter, then `after=seq` ◄──┘
 *
 * Events: `frame` (detail: a snapshot, changes or tick that continues what came before), `state`, `refused` (a
 * handshake failed, or what may be seen has changed: ask who is signed in), `ended` (the session is over).
 */
export class Feed extends EventTarget {
  #socket = null;
  #seq = null;
  #failures = 0;
  #pause = null;
  #silence = null;
  #wanted = false;

  /** `connecting`, `live`, `behind` or `offline`. */
  state = 'connecting';
  /** When the last frame came, by this machine's clock; null before the first. */
  heardAt = null;

  constructor(address, { connect = url => new WebSocket(url), random = Math.random } = {}) {
    super();
    this.address = address;
    this.connect = connect;
    this.random = random;
  }

  open() {
    this.#wanted = true;
    this.#failures = 0;
    this.#now();
  }

  close() {
    this.#wanted = false;
    this.#seq = null;
    this.heardAt = null;
    this.#drop();
    this.#become('connecting');
  }

  /** The network is back, or somebody looks at the page again: do not sit out the pause. */
  hurry() {
    if (!this.#wanted || this.state === 'live' && Date.now() - this.heardAt < SILENCE) return;
    this.#now();
  }

  #now() {
    this.#drop();
    const socket = this.connect(this.#seq === null ? this.address : `${this.address}?after=${this.#seq}`);
    let opened = false;
    socket.onopen = () => { opened = true; };
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => {
      this.#drop();
      if (code === SIGNED_OUT) return this.#end();
      if (code === RIGHTS_CHANGED) this.#seq = null;
      this.#failures += 1;
      this.#become(!opened && this.#failures > 1 || !navigator.onLine ? 'offline' : 'connecting');
      if (!opened || code === RIGHTS_CHANGED) this.dispatchEvent(new Event('refused'));
      this.#later();
    };
    this.#socket = socket;
    this.#listen();
  }

  #receive(frame) {
    if (frame.type === 'resync') return this.#fallBehind();
    if (frame.type === 'changes' && frame.after > (this.#seq ?? 0)) return this.#fallBehind();
    this.#seq = frame.type === 'snapshot' ? frame.seq : Math.max(this.#seq ?? 0, frame.seq);
    this.#failures = 0;
    this.heardAt = Date.now();
    this.#listen();
    this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
    this.#become('live');
  }

  #fallBehind() {
    this.#drop();
    this.#failures += 1;
    this.#become(this.#failures > 2 ? 'offline' : 'behind');
    this.#later();
  }

  #later() {
    if (!this.#wanted) return;
    const longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(this.#failures, 6));
    const pause = SHORTEST_PAUSE + this.random() * (longest - SHORTEST_PAUSE);
    this.#pause = setTimeout(() => this.#now(), pause);
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#fallBehind(), SILENCE);
  }

  #end() {
    this.close();
    this.dispatchEvent(new Event('ended'));
  }

  /** Lets go of the socket and of everything that waits; a late word of an old socket is not ours. */
  #drop() {
    clearTimeout(this.#pause);
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}
