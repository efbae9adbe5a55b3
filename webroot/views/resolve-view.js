import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { ref } from '/vendor/lit-html/directives/ref.js';
import { icon } from '../icons.js';
import { inTheWay, legsOf, mayAct, unfinished } from '../under-way.js';
import { SEND_KEYS } from '../words.js';
import { beside, press, shown } from './dialog-frame.js';
import { keyHint } from './parts.js';

/** Asks why, where a reason helps; where none does, it says what has to come first instead of asking for one. */
export function resolveDialog(model, actions) {
  const { open } = model;
  const obstacle = inTheWay(open.body, model.now);
  const reasonable = !obstacle && unfinished(open.body);
  return html`
    <dialog
      class="dialog"
      data-test="resolve-dialog"
      aria-labelledby="resolve-title"
      ${ref(shown)}
      @close=${actions.closeDialog}
      @pointerdown=${press}
      @click=${beside}
    >
      ${obstacle ? notYet(obstacle, model, actions) : because(reasonable, model, actions)}
    </dialog>
  `;
}

const close = event => event.target.closest('dialog').close();

function notYet(obstacle, model, actions) {
  const { open: legs } = legsOf(model.open.body);
  const leg = legs.length === 1 && mayAct(model.open.body, model) ? legs[0] : null;
  // Its own listener comes after the dialog's, so that the next dialog opens once this one is gone.
  const takeBack = event => {
    const dialog = event.target.closest('dialog');
    dialog.addEventListener('close', () => actions.ask('take-back', leg.id), { once: true });
    dialog.close();
  };
  return html`
    <div class="dialog-body" data-test="resolve-not-yet">
      <h2 id="resolve-title">It cannot be resolved yet</h2>
      <p>${obstacle}</p>
      <div class="dialog-foot">
        ${
          leg
            ? html`<button class="button" type="button" data-test="resolve-take-back" @click=${takeBack}>
                Take it back…
              </button>`
            : nothing
        }
        <button class="button button-primary" type="button" autofocus @click=${close}>Go back</button>
      </div>
    </div>
  `;
}

function because(unfinishedWords, { open }, actions) {
  const submit = event => {
    event.preventDefault();
    const reason = event.target.elements.reason?.value.trim();
    const dialog = event.target.closest('dialog');
    if (reason || !unfinishedWords) actions.resolveBecause(reason).then(done => done && dialog.close());
  };
  const sendKeys = event => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (open.busy !== 'resolve') event.target.form.requestSubmit();
  };
  return html`
    <form class="dialog-body" @submit=${submit}>
      <h2 id="resolve-title">${unfinishedWords ? 'Resolve all the same?' : 'Resolve it?'}</h2>
      <p>
        ${
          unfinishedWords
            ? `${unfinishedWords} Say why that is all right; it is kept with the case.`
            : 'Nothing stands in the way any more.'
        }
      </p>
      ${
        open.refusal
          ? html`
              <p class="strip strip-late" role="alert">
                ${icon('warn')}
                <span>${open.refusal.detail}</span>
              </p>
            `
          : nothing
      }
      ${
        unfinishedWords
          ? html`
              <label class="field">
                Why can it be closed?
                <textarea
                  name="reason"
                  data-test="resolve-reason"
                  rows="3"
                  maxlength="500"
                  required
                  autofocus
                  @keydown=${sendKeys}
                ></textarea>
              </label>
            `
          : nothing
      }
      <div class="dialog-foot">
        <button class="button" type="button" @click=${close}>Go back</button>
        <button class="button button-primary" data-test="resolve-confirm" ?disabled=${open.busy === 'resolve'}>
          Resolve${keyHint(SEND_KEYS)}
        </button>
      </div>
    </form>
  `;
}
