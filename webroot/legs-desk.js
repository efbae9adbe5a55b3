import { focusSoon } from './focus.js';
import { legPath } from './routes.js';

/** What a person can do with what they are asked, by hand or by key. */
export class LegsDesk {
  constructor({ legs, asked, routes }) {
    Object.assign(this, { legs, asked, routes });
    this.actions = {
      readLegs: () => legs.read(),
      readLeg: () => asked.read(),
      acceptLeg: () => asked.accept().then(() => legs.read()),
      writeAnswer: text => asked.write(text),
      answerLeg: () => asked.answer().then(() => legs.read()),
      passLeg: to => asked.pass(to).then(() => legs.read()),
    };
  }

  /** By key; false when it means nothing here. */
  act(action) {
    return this.#keys[action]?.() ?? false;
  }

  #keys = {
    selectNext: () => this.#move(1),
    selectPrevious: () => this.#move(-1),
    take: () => this.#onOpen(() => this.actions.acceptLeg()),
    startReply: () => this.#onOpen(() => focusSoon('[data-editor=answer]')),
    back: () => this.#back(),
  };

  #move(step) {
    const links = [...document.querySelectorAll('[data-leg-link]')];
    const at = links.findIndex(link => Number(link.dataset.legLink) === this.asked.id);
    const next = links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))];
    if (!next) return false;
    this.routes.go(legPath(Number(next.dataset.legLink)));
    next.focus();
    return true;
  }

  #onOpen(act) {
    if (!this.asked.isOpen) return false;
    act();
    return true;
  }

  #back() {
    if (document.querySelector('[popover]:popover-open')) return false;
    if (document.activeElement?.dataset.editor) document.activeElement.blur();
    else if (this.asked.id !== null) {
      const { id } = this.asked;
      this.routes.go(legPath(null));
      focusSoon(`[data-leg-link="${id}"]`);
    } else return false;
    return true;
  }
}
