import { html } from '/vendor/lit-html/lit-html.js';
import { ended, legView } from './leg-view.js';
import { logo, problemBox } from './parts.js';

/** The page of a link: as much as somebody needs who has never seen Baton. */
export function linkView(model, actions) {
  return html`
    <header class="top-bar link-bar">
      <span class="brand">${logo()}<span>Baton</span></span>
      ${model.asked.body ? html`<span class="muted link-for">for ${model.asked.body.brand}</span>` : ''}
    </header>
    <main class="leg-scroll" data-test="link-page">${content(model, actions)}</main>
  `;
}

function content({ asked, now, complete }, actions) {
  const { problem, body } = asked;
  if (!complete)
    return ended('warn', 'This link is not complete.', 'Open the whole link from the mail, to the last letter.');
  if (asked.passedTo) return legView(asked, now, actions, { keys: false });
  if (problem?.status === 401) {
    return ended(
      'clock',
      'This link does not work any more.',
      html`It has expired or is not complete. Ask who sent it for a new one, or
        <a class="link" href="/sign-in">sign in</a> if you have an account.`,
    );
  }
  if (problem?.status === 404) {
    return ended(
      'hand-off',
      'This is not with you any more.',
      'It was passed on, or somebody else has it. There is nothing to do.',
    );
  }
  if (!body) return problem ? problemBox(problem, actions.readLeg) : skeleton();
  return legView(asked, now, actions, { keys: false });
}

const skeleton = () =>
  html`<div class="leg skeleton" role="status" aria-label="Loading">
    <span class="bone bone-short"></span><span class="bone"></span><span class="bone bone-tall"></span>
  </div>`;
