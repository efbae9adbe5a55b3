import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { casePath } from '../routes.js';
import { countdown, plural, span, timeWords } from '../words.js';
import { accounts, channels, people, queues } from './monitor-tables-view.js';
import { due, level, moment, problemBox, relative } from './parts.js';
import { audit, panel, parties, policy, setAside, unreached } from './stalls-view.js';

/** What a supervisor sees, to be read from across a room. */
export function monitorView({ wall, now, person }, actions) {
  const { body, problem } = wall;
  const isSupervisor = person.roles.includes('supervisor');
  if (problem?.status === 403) {
    return html`
      <main class="monitor">
        <h1 class="sr-only">Monitor</h1>
        ${problemBox({ title: 'Not open to you', detail: problem.detail })}
      </main>
    `;
  }
  if (!body)
    return html`
      <main class="monitor">${problem ? problemBox(problem, actions.readMonitor) : skeleton()}</main>
    `;
  return html`
    <main class="monitor" data-test="monitor" aria-label="Monitor">
      <h1 class="sr-only">Monitor</h1>
      ${
        problem
          ? html`
              <p class="strip strip-soon" role="status">
                ${icon('warn')}
                <span>These numbers are from ${timeWords(body.at, now)}. ${problem.detail}</span>
              </p>
            `
          : nothing
      }
      ${tiles(body)}
      <div class="wall">
        <div class="wall-column">
          ${setAside(body, wall, isSupervisor, now, actions)}${oldest(body, now)}${climbing(body, now)}
        </div>
        <div class="wall-column">
          ${parties(body, now)}${laws(body)}${audit(body, now)}${queues(body, now)}${channels(body)}
        </div>
        <div class="wall-column">
          ${unreached(body, now)}${policy(wall, isSupervisor, actions)}${accounts(body, now)}${people(body)}
        </div>
      </div>
    </main>
  `;
}

function tiles({ cases }) {
  const tile = (name, words, number, tone = '') => html`
    <div class="tile ${number > 0 ? tone : ''}">
      <dt>${words}</dt>
      <dd data-test="monitor-${name}">${number.toLocaleString()}</dd>
    </div>
  `;
  return html`
    <dl class="tiles" aria-label="Now">
      ${tile('open', 'Open', cases.open)} ${tile('waiting', 'Waiting', cases.waiting)}
      ${tile('held', 'Held', cases.held)} ${tile('breached', 'Breached', cases.breached, 'tile-late')}
      ${tile('escalated', 'Escalated', cases.escalated, 'tile-late')}
      ${tile('undelivered', 'Undelivered', cases.undelivered, 'tile-soon')}
      ${tile('unknown', 'Unknown replies', cases.unknownReplies, 'tile-soon')}
      ${tile('arrived', 'Arrived, last hour', cases.arrivedLastHour)}
      ${tile('resolved', 'Resolved, last hour', cases.resolvedLastHour)}
    </dl>
  `;
}

function laws({ laws: { nakedCases, lateAlarms }, live }) {
  const law = (words, number, test) => html`
    <div class="law ${number > 0 ? 'law-broken' : number < 0 ? 'law-unknown' : 'law-kept'}">
      ${icon(number > 0 ? 'warn' : number < 0 ? 'ask' : 'check')}
      <dt>${words}</dt>
      <dd data-test=${test}>${number < 0 ? 'not known' : number.toLocaleString()}</dd>
    </div>
  `;
  return panel(
    'Must read zero',
    nothing,
    html`
      <dl class="laws">
        ${law('Cases in nobody’s hand', nakedCases, 'monitor-naked')}
        ${law('Late alarms', lateAlarms, 'monitor-late-alarms')}
        ${law(`Open pages behind, of ${live.sockets}`, live.behind, 'monitor-behind')}
      </dl>
    `,
    'laws',
  );
}

function oldest({ oldestWaiting: item }, now) {
  return panel(
    'Oldest waiting',
    nothing,
    item
      ? html`
          <a class="oldest" href=${casePath(item.id)}>
            <span class="oldest-age tone-${item.due && countdown(item.due.at, now).late ? 'late' : 'calm'}">
              ${span(now - Date.parse(item.waitingSince ?? item.openedAt))}
            </span>
            <span class="oldest-case">
              <strong dir="auto">${item.customer.name || item.customer.handle}</strong>
              <span class="muted one-line" dir="auto">${item.title}</span>
              <span class="oldest-facts">${item.reference} · ${item.queue} · ${due(item.due, now)}</span>
            </span>
          </a>
        `
      : html`
          <p class="panel-none">${icon('check', 'tone-good')}Nobody waits.</p>
        `,
    'oldest',
  );
}

function climbing({ climbing: cases, cases: { escalated } }, now) {
  return panel(
    'Climbing',
    cases.length
      ? html`
          <span class="muted">
            ${escalated > cases.length ? `the ${cases.length} highest of ${escalated}` : plural(cases.length, 'case')}
          </span>
        `
      : nothing,
    cases.length
      ? html`
          <ol class="climbing">
            ${cases.map(
              ({ item, next }) => html`
                <li>
                  <a href=${casePath(item.id)} data-test="climbing-case" data-case-id=${item.id}>
                    ${level(item.level)}
                    <span class="climbing-who">
                      <span class="one-line">
                        <strong dir="auto">${item.customer.name || item.customer.handle}</strong>
                      </span>
                      <span class="muted one-line">
                        ${item.reference} · ${item.queue}${item.holder ? ` · ${item.holder.name}` : ' · waits'}
                      </span>
                    </span>
                    ${
                      next
                        ? html`
                            <span class="climbing-next">
                              <span>${next.person.name}</span>
                              <span class="muted">${moment(next.at, now)} ${relative(next.at, now)}</span>
                            </span>
                          `
                        : nothing
                    }
                  </a>
                </li>
              `,
            )}
          </ol>
        `
      : html`
          <p class="panel-none">${icon('check', 'tone-good')}Nothing was missed.</p>
        `,
    'climbing',
  );
}

const skeleton = () => html`
  <div class="tiles skeleton" role="status" aria-label="Loading">
    ${Array.from(
      { length: 9 },
      () => html`
        <div class="tile">
          <span class="bone bone-half"></span>
          <span class="bone bone-tall"></span>
        </div>
      `,
    )}
  </div>
`;
