/** Gives a command the same key for as long as it got no answer, so that the gateway carries it out once. */
export class Keyed {
  #wish = '';
  #key = '';

  /** @param wish what is asked for, in full; send with the key it is given, and give back the answer */
  async send(wish, send) {
    if (this.#wish !== wish) {
      this.#wish = wish;
      this.#key = crypto.randomUUID();
    }
    const answer = await send(this.#key);
    if (answer.status) this.#wish = '';
    return answer;
  }
}
