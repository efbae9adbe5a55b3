const PATIENCE = 15_000;
/** Pauses before a command is sent again under the same key. */
const AGAIN_AFTER = [800, 2_500];
const LONGEST_WISH = 5_000;
const NOT_REACHED = new Set([0, 502, 503, 504]);

const wait = pause => new Promise(done => { setTimeout(done, pause); });

/**
 * Speaks HTTP with the gateway, with the session's cookie or as the holder of `authorization`. Every answer is a value
 * `{ok, status, body, etag, problem}`; nothing throws.
 * What carries an idempotency key is repeated when no answer came, for the gateway carries it out once.
 */
export class Api {
  constructor({ signedOut, authorization = () => null }) {
    this.signedOut = signedOut;
    this.authorization = authorization;
  }

  get(path) {
    return this.#ask('GET', path, {}, undefined);
  }

  signIn(login, password) {
    return this.#ask('POST', '/api/session', {}, { login, password });
  }

  signOut() {
    return this.#ask('DELETE', '/api/session', {}, undefined);
  }

  /** One composed action keeps its key for as long as it is tried. */
  async command(path, body, { key = crypto.randomUUID(), ifMatch, patience = PATIENCE } = {}) {
    const headers = { 'Idempotency-Key': key, ...ifMatch && { 'If-Match': ifMatch } };
    let answer = await this.#ask('POST', path, headers, body, patience);
    for (const pause of AGAIN_AFTER) {
      if (!NOT_REACHED.has(answer.status)) break;
      await wait(Math.max(pause, answer.retryAfter));
      answer = await this.#ask('POST', path, headers, body, patience);
    }
    if (answer.status === 401) this.signedOut();
    return answer;
  }

  async #ask(method, path, headers, body, patience = PATIENCE) {
    const authorization = this.authorization();
    try {
      const response = await fetch(path, {
        method,
        headers: { Accept: 'application/json, application/problem+json', ...headers,
          ...authorization && { Authorization: authorization },
          ...body !== undefined && { 'Content-Type': 'application/json' } },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      const json = /json/.test(response.headers.get('Content-Type') ?? '') ? await response.json() : null;
      const { ok, status } = response;
      if (status === 401 && method === 'GET' && path !== '/api/session') this.signedOut();
      const retryAfter = Math.min(LONGEST_WISH, 1_000 * (Number(response.headers.get('Retry-After')) || 0));
      return { ok, status, body: json, etag: response.headers.get('ETag'), retryAfter,
        problem: ok ? null : problemOf(status, json) };
    } catch {
      return { ok: false, status: 0, body: null, etag: null, retryAfter: 0, problem: problemOf(0, null) };
    }
  }
}

function problemOf(status, json) {
  if (json?.detail) return json;
  return {
    status,
    title: status === 0 ? 'Not reached' : 'The gateway could not do this',
    detail: status === 0
      ? 'The gateway did not answer. Nothing you wrote is lost; try again.'
      : `The gateway answered ${status}. Try again; if it stays so, tell whoever runs Baton.`,
  };
}
