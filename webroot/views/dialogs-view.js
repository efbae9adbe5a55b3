import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { ref } from '/vendor/lit-html/directives/ref.js';
import { SHORTCUTS } from '../keys.js';
import { accountDialog, removeAccountDialog } from './account-form-view.js';
import { differentDialog, unlinkDialog } from './behind-view.js';
import { callLogDialog } from './call-log-view.js';
import { assignDialog, mergeDialog, queueDialog, splitDialog, takeBackDialog, undoDialog } from './case-dialogs-view.js';
import { beside, press, shown } from './dialog-frame.js';
import { doneFlagDialog, flagDialog, passFlagDialog } from './flag-view.js';
import { handOffDialog } from './hand-off-view.js';
import { promiseDialog, withdrawPromiseDialog } from './promise-view.js';
import { resolveDialog } from './resolve-view.js';

const OF_A_CASE = {
  resolve: resolveDialog,
  'hand-off': handOffDialog,
  'take-back': takeBackDialog,
  promise: promiseDialog,
  'withdraw-promise': withdrawPromiseDialog,
  flag: flagDialog,
  'done-flag': doneFlagDialog,
  'pass-flag': passFlagDialog,
  assign: assignDialog,
  queue: queueDialog,
  merge: mergeDialog,
  undo: undoDialog,
  split: splitDialog,
  different: differentDialog,
  unlink: unlinkDialog,
};

/** The dialog that is open, if one is. */
export function dialogsView(model, actions) {
  const { dialogs, open } = model;
  if (dialogs.name === 'help') return helpDialog(SHORTCUTS.filter(usableBy(model)), actions);
  if (dialogs.name === 'log-call') return callLogDialog(model, actions);
  if (dialogs.name === 'account') return accountDialog(model, actions);
  if (dialogs.name === 'remove-account') return removeAccountDialog(model, actions);
  return open.body ? (OF_A_CASE[dialogs.name]?.(model, actions) ?? nothing) : nothing;
}

/** Groups of keys that mean nothing to who sees no cases. */
const OF_CASES = new Set(['The list', 'The case', 'With others', 'Who is who']);

const usableBy =
  ({ mayWatch, worksCases, person }) =>
  ({ watch, cases, group }) =>
    (mayWatch || !watch) &&
    (worksCases || (!cases && !OF_CASES.has(group))) &&
    (group !== 'A leg' || person.roles.includes('expert'));

const helpDialog = (usable, actions) => html`
  <dialog
    class="dialog dialog-help"
    data-test="shortcuts"
    aria-labelledby="help-title"
    ${ref(shown)}
    @close=${actions.closeDialog}
    @pointerdown=${press}
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
