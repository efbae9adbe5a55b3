import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { ref } from '/vendor/lit-html/directives/ref.js';
import { icon } from '../icons.js';
import { SHORTCUTS } from '../keys.js';
import { SEND_KEYS } from '../words.js';
import { keyHint } from './parts.js';

/** A dialog is drawn when it is wanted and shown as soon as it is in the page; the browser gives the focus back. */
const shown = dialog => {
  if (dialog && !dialog.open) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

/** A click beside the dialog closes it, like Escape. */
const beside = event => event.target === event.currentTarget && event.currentTarget.close();

export function dialogsView({ dialog, open, mayWatch }, actions) {
  if (dialog === 'help') return helpDialog(SHORTCUTS.filter(({ watch }) => mayWatch || !watch), actions);
  if (dialog === 'resolve' && open.body) return resolveDialog(open, actions);
  return nothing;
}

const helpDialog = (usable, actions) => html`
  <dialog
    class="dialog dialog-help"
    data-test="shortcuts"
    aria-labelledby="help-title"
    ${ref(shown)}
    @close=${actions.closeDialog}
    @click=${beside}
  >
    <div class="dialog-body">
      <h2 id="help-title">Shortcuts</h2>
      <div class="shortcut-groups">
        ${[...Map.groupBy(usable, shortcut => shortcut.group)].map(
          ([group, shortcuts]) => html`
            <section>
              <h3>${group}</h3>
              <dl class="shortcuts">
                ${shortcuts.map(
                  ({ shown: keys, words }) => html`
                    <div>
                      <dt>${words}</dt>
                      <dd><kbd>${keys}</kbd></dd>
                    </div>
                  `,
                )}
              </dl>
            </section>
          `,
        )}
      </div>
      <form method="dialog" class="dialog-foot"><button class="button" autofocus>Close</button></form>
    </div>
  </dialog>
`;

function resolveDialog(open, actions) {
  const submit = event => {
    event.preventDefault();
    const reason = event.target.elements.reason.value.trim();
    const dialog = event.target.closest('dialog');
    if (reason) actions.resolveBecause(reason).then(done => done && dialog.close());
  };
  const sendKeys = event => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (open.busy !== 'resolve') event.target.form.requestSubmit();
  };
  const { customer } = open.body;
  return html`
    <dialog
      class="dialog"
      data-test="resolve-dialog"
      aria-labelledby="resolve-title"
      ${ref(shown)}
      @close=${actions.closeDialog}
      @click=${beside}
    >
      <form class="dialog-body" @submit=${submit}>
        <h2 id="resolve-title">Resolve without an answer?</h2>
        <p>
          <bdi>${customer.name || customer.handle}</bdi>
          wrote last and has no delivered answer. Say why none is needed; it is kept with the case.
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
        <label class="field">
          Why is no answer needed?
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
        <div class="dialog-foot">
          <button class="button" type="button" @click=${event => event.target.closest('dialog').close()}>
            Go back
          </button>
          <button class="button button-primary" data-test="resolve-confirm" ?disabled=${open.busy === 'resolve'}>
            Resolve${keyHint(SEND_KEYS)}
          </button>
        </div>
      </form>
    </dialog>
  `;
}
