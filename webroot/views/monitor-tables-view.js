import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { ACCOUNT_STATES, ago, channelWords, span, timeWords } from '../words.js';
import { avatar } from './parts.js';
import { number, panel } from './stalls-view.js';

/* Panels of the monitor that are mostly a table: by queue, channel, account and person. */

export const queues = ({ queues: rows }, now) =>
  panel(
    'Queues',
    nothing,
    html`
      <div class="table-scroll" tabindex="0" role="region" aria-label="Queues table">
        <table>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Lead</th>
              <th scope="col" class="number">Open</th>
              <th scope="col" class="number">Waiting</th>
              <th scope="col" class="number">Breached</th>
              <th scope="col" class="number">Oldest</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row => html`
                <tr>
                  <th scope="row">
                    ${row.queue}
                    <span class="muted sub">${row.brand}</span>
                  </th>
                  <td>${row.lead?.name ?? nothing}</td>
                  ${number(row.open)}${number(row.waiting)}${number(row.breached, 'tone-late')}
                  <td class="number">${row.oldestSince ? span(now - Date.parse(row.oldestSince)) : '–'}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `,
    'queues',
  );

export const channels = ({ channels: rows }) =>
  panel(
    'Channels',
    nothing,
    html`
      <div class="table-scroll" tabindex="0" role="region" aria-label="Channels table">
        <table>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th scope="col" class="number">Open</th>
              <th scope="col" class="number">Contacts / h</th>
              <th scope="col" class="number" title="Median of the last 24 hours">First reply</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row => html`
                <tr>
                  <th scope="row"><span class="with-icon">${icon(row.channel)}${channelWords(row.channel)}</span></th>
                  ${number(row.open)}${number(row.contactsLastHour)}
                  <td class="number">
                    ${row.firstReplyMinutes === null || row.firstReplyMinutes === undefined ? '–' : span(row.firstReplyMinutes * 60_000)}
                  </td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `,
    'channels',
  );

export const accounts = ({ accounts: rows }, now) =>
  panel(
    'Accounts',
    nothing,
    html`
      <ul class="accounts">
        ${rows.map(row => {
          const [words, tone] = ACCOUNT_STATES[row.state] ?? [row.state, 'quiet'];
          return html`
            <li data-test="account" data-account=${row.name} data-state=${row.state}>
              ${icon(row.channel)}
              <span class="account-name">
                <strong>${row.name}</strong>
                <span class="muted sub">${row.brand}</span>
              </span>
              <span class="state state-${tone}">${words}</span>
              ${
                row.note
                  ? html`
                      <span class="account-note">
                        ${row.note}${
                          row.resumeAt
                            ? html`
                                · goes on ${timeWords(row.resumeAt, now)}
                              `
                            : nothing
                        }
                      </span>
                    `
                  : nothing
              }
              ${
                row.completeUntil
                  ? html`
                      <span class="account-note muted">Complete up to ${ago(row.completeUntil, now)}</span>
                    `
                  : nothing
              }
            </li>
          `;
        })}
      </ul>
    `,
    'accounts',
  );

export const people = ({ people: rows }) =>
  panel(
    'People',
    nothing,
    html`
      <div class="table-scroll" tabindex="0" role="region" aria-label="People table">
        <table>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" class="number">Holding</th>
              <th scope="col" class="number" title="Alarms that reached them in the last hour">Alarms / h</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row => html`
                <tr>
                  <th scope="row">
                    <span class="with-icon">
                      ${avatar(row)}
                      <span>
                        ${row.name}
                        <span class="muted sub">${row.roles.join(', ')}</span>
                      </span>
                    </span>
                  </th>
                  ${number(row.holding)}${number(row.alarms, 'tone-soon')}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `,
    'people',
  );
