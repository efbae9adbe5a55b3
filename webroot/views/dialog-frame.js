import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { ref } from '/vendor/lit-html/directives/ref.js';
import { icon } from '../icons.js';
import { SEND_KEYS } from '../words.js';
import { keyHint } from './parts.js';

/** A dialog is drawn when it is wanted and shown as soon as it is in the page; the browser gives the focus back. */
export const shown = dialog => {
  if (dialog && !dialog.open) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

let pressed = null;

/** For a press and a click beside the dialog, which closes it like Escape; a selection that ends there does not. */
export const press = event => {
  pressed = event.target;
};
export const beside = event => {
  if (event.target === event.currentTarget && pressed === event.target) event.currentTarget.close();
};

const close = event => event.target.closest('dialog').close();

const sendKeys = event => {
  if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
};

/**
 * A dialog about the open case. Confirming closes it once it was done; a refusal is shown in it.
 *
 * @param name      of the dialog, for tests as well
 * @param confirm   the words on its button
 * @param hindered  why it cannot be confirmed yet, or ''
 */
export function dialogFrame(
  { name, title, lead = nothing, confirm, hindered = '', size = '' },
  { open },
  actions,
  body,
) {
  const submit = event => {
    event.preventDefault();
    const dialog = event.target.closest('dialog');
    if (!hindered && !open.busy) actions.confirm().then(done => done && dialog.close());
  };
  return html`
    <dialog
      class="dialog ${size}"
      data-test="${name}-dialog"
      aria-labelledby="dialog-title"
      ${ref(shown)}
      @close=${actions.closeDialog}
      @pointerdown=${press}
      @click=${beside}
    >
      <form class="dialog-body" @submit=${submit} @keydown=${sendKeys}>
        <header class="dialog-head">
          <h2 id="dialog-title">${title}</h2>
          ${lead === nothing ? nothing : html`<p class="dialog-lead">${lead}</p>`}
        </header>
        ${body}
        <footer class="dialog-end">
          ${
            open.refusal
              ? html`<p class="strip strip-late" role="alert" data-test="refusal">
                  ${icon('warn')}<span>${open.refusal.detail}</span>
                </p>`
              : nothing
          }
          <div class="dialog-foot">
            <span class="dialog-hint muted">${hindered}</span>
            <button class="button" type="button" @click=${close}>Go back</button>
            <button
              class="button button-primary"
              data-test="${name}-confirm"
              ?disabled=${Boolean(hindered) || open.busy !== null}
            >
              ${confirm}${keyHint(SEND_KEYS)}
            </button>
          </div>
        </footer>
      </form>
    </dialog>
  `;
}
