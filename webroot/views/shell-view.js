import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { icon } from '../icons.js';
import { inboxPath } from '../routes.js';
import { span, timeWords } from '../words.js';
import { noticesView } from './notices-view.js';
import { avatar, logo } from './parts.js';

const CONNECTION = { live: 'Live', connecting: 'Connecting', behind: 'Behind', offline: 'Offline' };
const THEMES = { auto: ['half', 'As the system'], light: ['sun', 'Light'], dark: ['moon', 'Dark'] };

/** What is around every page: where one is, whether what one sees is true, and what became of one's actions. */
export function shellView(model, actions, content) {
  return html`
    <a class="skip" href="#content">Skip to the content</a>
    ${topBar(model, actions)} ${banner(model, actions)}
    <div id="content" class="content">${content}</div>
    ${toastRegion(model, actions)}
  `;
}

function topBar(model, actions) {
  const { person, route, view, feed, theme, mayWatch, mayMend, worksCases, legs } = model;
  const home = worksCases ? inboxPath(view) : '/legs';
  const isExpert = person.roles.includes('expert') || legs.asked.length > 0 || route.name === 'legs';
  const place = (name, path, words, key, count = 0) => html`
    <a
      class="place"
      href=${path}
      data-test="go-${name}"
      aria-current=${route.name === name ? 'page' : nothing}
      aria-keyshortcuts="g ${key}"
    >
      ${words}${
        count
          ? html`
              <span class="place-count">${count}</span>
            `
          : nothing
      }
    </a>
  `;
  const [themeIcon, themeWords] = THEMES[theme];
  return html`
    <header class="top-bar">
      <a class="brand" href=${home} aria-label="Baton, to the beginning">
        ${logo()}
        <span>Baton</span>
      </a>
      <nav class="places" aria-label="Main">
        ${worksCases ? place('inbox', inboxPath(view), 'Inbox', 'i') : nothing}${
          isExpert ? place('legs', '/legs', 'Legs', 'l', legs.asked.length) : nothing
        }${mayWatch ? place('monitor', '/monitor', 'Monitor', 'm') : nothing}${
          mayMend ? place('accounts', '/accounts', 'Accounts', 'a') : nothing
        }
      </nav>
      ${
        person.demo
          ? html`
              <span class="chip demo" title="The networks are simulated">Demo</span>
            `
          : nothing
      }
      <span class="connection connection-${feed.state}" data-test="connection" data-state=${feed.state} role="status">
        <span class="dot"></span>
        <span class="connection-words">${CONNECTION[feed.state]}</span>
      </span>
      ${worksCases ? logCall(actions, 'icon-button hide-small', icon('phone')) : nothing}
      ${noticesView(model, actions)}
      <button
        class="icon-button hide-small"
        type="button"
        @click=${actions.help}
        aria-label="Shortcuts"
        title="Shortcuts (?)"
        data-test="help"
      >
        ${icon('keys')}
      </button>
      <button
        class="icon-button hide-small"
        type="button"
        @click=${actions.nextTheme}
        data-test="theme"
        aria-label="Colours: ${themeWords}. Change"
        title="Colours: ${themeWords}"
      >
        ${icon(themeIcon)}
      </button>
      <button class="me" type="button" popovertarget="me-menu" data-test="me">
        ${avatar(person, { me: person.id })}
        <span class="sr-only">Signed in as ${person.name}</span>
      </button>
      <div class="menu" id="me-menu" popover>
        <strong>${person.name}</strong>
        <span class="muted">${person.roles.join(', ')}</span>
        ${worksCases ? logCall(actions, 'button button-wide only-small', html`${icon('phone')}Log a call`) : nothing}
        <button class="button button-wide only-small" type="button" @click=${actions.nextTheme}>
          ${icon(themeIcon)}Colours: ${themeWords}
        </button>
        <button class="button button-wide" type="button" data-test="sign-out" @click=${actions.signOut}>
          Sign out
        </button>
      </div>
    </header>
  `;
}

const logCall = (actions, look, face) => html`
  <button class=${look} type="button" @click=${actions.logCall} aria-label="Log a call" title="Log a call (c)" data-test="log-call">
    ${face}
  </button>
`;

/** Says how old the view is, measured by this machine's own clock. */
function banner({ feed, feedAge, now }, actions) {
  if (feed.state === 'live' || (feed.state === 'connecting' && (feedAge === null || feedAge < 4_000))) return nothing;
  const age =
    feedAge === null
      ? 'Nothing has come from the gateway yet.'
      : `What you see is as it was ${span(feedAge)} ago, at ${timeWords(new Date(now - feedAge).toISOString(), now)}.`;
  const trouble = {
    offline: 'Not connected.',
    behind: 'Behind.',
    connecting: 'The connection was lost; connecting again.',
  }[feed.state];
  return html`
    <div class="banner ${feed.state === 'offline' ? 'banner-late' : ''}" role="status" data-test="banner">
      ${icon('warn')}
      <span>
        <strong>${trouble}</strong>
        ${age} What you write is kept here.
      </span>
      <button class="button" type="button" @click=${actions.reconnect}>Connect now</button>
    </div>
  `;
}

const toastRegion = ({ toasts }, actions) => html`
  <div class="toasts" aria-live="polite" data-test="toasts">
    ${repeat(
      toasts,
      toast => toast.id,
      toast => html`
        <div class="toast toast-${toast.tone}" data-test="toast">
          ${icon(toast.tone === 'done' ? 'check' : 'warn')}
          <span>${toast.text}</span>
          ${
            toast.undo
              ? html`
                  <button
                    class="button button-small toast-act"
                    type="button"
                    data-test="toast-undo"
                    @click=${() => actions.undoToast(toast.id)}
                  >
                    Undo
                  </button>
                `
              : nothing
          }
          <button class="icon-button" type="button" aria-label="Dismiss" @click=${() => actions.dismiss(toast.id)}>
            ${icon('cross')}
          </button>
        </div>
      `,
    )}
  </div>
`;
