import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { icon } from '../icons.js';
import { ACCOUNT_STATES, ago, channelWords, plural, span, timeWords } from '../words.js';
import { blank, checkUp, moment, problemBox, state } from './parts.js';

/** Every account in plain words: how far it is read, what it costs, and whether it is well. */
export function accountsView({ accounts, now }, actions) {
  const { list, trouble, problem } = accounts;
  return html`<main class="monitor accounts-page" data-test="accounts-page">
    <header class="accounts-head">
      <h1>Accounts</h1>
      ${problem && list ? html`<span class="tone-late" role="status">${icon('warn')}Not up to date</span>` : nothing}
      <button class="button button-primary" type="button" data-test="add-account" @click=${actions.addAccount}>Add an account</button>
    </header>
    ${!list
      ? problem
        ? problemBox(problem, actions.readAccounts)
        : html`<p class="muted" role="status">Reading…</p>`
      : list.length
        ? html`<div class="account-cards">
            ${repeat(list, account => account.name, account => card(account, accounts.checks.get(account.name), now, actions))}
          </div>`
        : blank('No accounts yet.', 'Add one here, or in config/accounts.yaml.')}
    ${trouble && (trouble.deliveries.length || trouble.items.length) ? unread(trouble, now, actions) : nothing}
  </main>`;
}

function card(account, check, now, actions) {
  const { name, channel, brand, note, resumeAt, hook } = account;
  return html`<section class="panel account-card" data-test="account-card" data-account=${name} aria-label=${name}>
    <header>
      <h2>${icon(channel)}${name}</h2>
      ${state(stateOf(account), 'account-state')}
    </header>
    <p class="account-words">${channelWords(channel)}, ${brand}. ${fares(account, now)}</p>
    ${note ? html`<p class="account-words">${note}${resumeAt ? html`; goes on ${timeWords(resumeAt, now)}` : nothing}</p>` : nothing}
    ${account.hookRefuses && account.state !== 'refusing' ? html`<p class="account-words tone-late" data-test="hook-refuses">${icon('warn')}Refuses what is sent: ${account.hookRefuses}</p>` : nothing}
    ${facts(account, now)}
    ${hook ? html`<p class="account-words">Its network may send to <code class="copy">${hook}</code>${account.heardAt ? html`; first did ${timeWords(account.heardAt, now)}` : nothing}</p>` : nothing}
    ${account.source === 'file' ? html`<p class="account-words">Stands in config/accounts.yaml; change it there and reload.</p>` : nothing}
    ${checked(check)}
    <div class="account-deeds">
      ${account.state === 'off'
        ? nothing
        : html`<button
            class="button"
            type="button"
            data-test="check-account"
            ?disabled=${check === 'running'}
            @click=${() => actions.checkAccount(name)}
          >
            ${check === 'running' ? 'Checking…' : 'Check it'}
          </button>`}
      ${account.source === 'page' ? deeds(account, actions) : nothing}
    </div>
  </section>`;
}

/** What is only sent shows whether it ever was. */
const stateOf = ({ state: word, hook, heardAt }) =>
  word === 'open' && hook && !heardAt ? ['Waiting for the first delivery', 'soon'] : (ACCOUNT_STATES[word] ?? [word, 'quiet']);

const deeds = ({ name, state: word }, actions) => html`
  <button class="button" type="button" data-test="change-account" aria-label="Change ${name}" @click=${() => actions.changeAccount(name)}>Change</button>
  <button class="button" type="button" data-test="pause-account" aria-label="${word === 'paused' ? 'Let go on' : 'Pause'} ${name}" @click=${() => actions.pauseAccount(name, word !== 'paused')}>
    ${word === 'paused' ? 'Go on' : 'Pause'}
  </button>
  <button class="button" type="button" data-test="remove-account" aria-label="Remove ${name}" @click=${() => actions.removeAccount(name)}>Remove</button>
`;

const fares = ({ state: word, completeUntil }, now) =>
  word === 'connected' && completeUntil
    ? `Complete up to ${timeWords(completeUntil, now)}.`
    : completeUntil && word !== 'off'
      ? `Complete up to ${timeWords(completeUntil, now)} only, ${ago(completeUntil, now)}.`
      : '';

function facts({ pace, delayMillis, quotaLeft, quotaResets, usage }, now) {
  const { items, reads, today, month, forecast, gaps } = usage;
  return html`<dl class="account-facts">
    ${fact('Read', pace ? html`${pace.says}${pace.until ? html` until ${timeWords(pace.until, now)}` : nothing}` : null)}
    ${fact('Read today', reads ? `${plural(items, 'item')} in ${plural(reads, 'request')}` : null)}
    ${fact('Seen after', delayMillis === null ? null : delayMillis < 1_000 ? 'less than a second' : span(delayMillis))}
    ${fact('Requests left', quotaLeft === null ? null : html`${quotaLeft.toLocaleString()}${quotaResets ? html`, anew at ${timeWords(quotaResets, now)}` : nothing}`)}
    ${fact('Cost', month || today ? `$${today.toFixed(2)} today, $${month.toFixed(2)} this month, about $${forecast.toFixed(2)} at its end` : null)}
    ${gaps.map(gap => fact('Not read', html`${timeWords(gap.since, now)} to ${timeWords(gap.until, now)} (${gap.cause}); ${gap.filledAt ? `read since ${timeWords(gap.filledAt, now)}` : 'what happened then cannot be read later'}`))}
  </dl>`;
}

const fact = (name, words) => (words === null ? nothing : html`<div><dt>${name}</dt><dd>${words}</dd></div>`);

function checked(check) {
  if (!check || check === 'running') return nothing;
  if (!Array.isArray(check)) return html`<p class="account-words tone-late" role="status">${check.detail ?? check.title}</p>`;
  return html`<div role="status">${checkUp(check)}</div>`;
}

function unread({ deliveries, items }, now, actions) {
  return html`<section class="panel" data-test="unread" aria-label="Could not be read">
    <header><h2>Could not be read</h2></header>
    <ul class="unread">
      ${repeat(
        deliveries,
        ({ id }) => `d${id}`,
        delivery => html`<li data-test="delivery">
          <div class="unread-head">
            <strong>${delivery.account}</strong>${moment(delivery.receivedAt, now)}
            <span class="tone-late">${delivery.cause}</span>
            ${delivery.state === 'unreadable'
              ? html`<button class="button" type="button" data-test="replay" @click=${() => actions.replayDelivery(delivery.id)}>Read again</button>`
              : html`<span class="muted">tried ${plural(delivery.attempts, 'time')}, and again by itself</span>`}
          </div>
          ${raw(delivery.body)}
        </li>`,
      )}
      ${repeat(
        items,
        ({ account, externalId }) => `i${account} ${externalId}`,
        item => html`<li>
          <div class="unread-head">
            <strong>${item.account}</strong>${moment(item.receivedAt, now)} <bdi class="muted">${item.externalId}</bdi>
            <span class="tone-late">${item.cause}</span>
          </div>
          ${raw(item.body)}
        </li>`,
      )}
    </ul>
  </section>`;
}

const raw = body => html`<details><summary>As it came</summary><pre class="raw" dir="auto">${body}</pre></details>`;
