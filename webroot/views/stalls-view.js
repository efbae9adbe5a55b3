import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { casePath } from '../routes.js';
import { ago, PARTY_KINDS, plural, sentence, span, timeWords } from '../words.js';
import { moment, relative } from './parts.js';

/* Panels of the monitor about what stalls, and about the engine's own promise. Each is there only where it is told of. */

export const panel = (title, extra, body, test) => html`
  <section class="panel" data-test=${test} aria-label=${title}>
    <header>
      <h2>${title}</h2>
      ${extra}
    </header>
    ${body}
  </section>
`;

export const number = (value, tone) => html`
  <td class="number ${value > 0 ? (tone ?? '') : 'zero'}">${value.toLocaleString()}</td>
`;

const good = words => html`<p class="panel-none">${icon('check', 'tone-good')}${words}</p>`;

/** Who really stalls. */
export function parties({ parties: rows }, now) {
  if (!rows) return nothing;
  return panel(
    'Departments and vendors',
    nothing,
    rows.length
      ? html`<div class="table-scroll" tabindex="0" role="region" aria-label="Departments and vendors table">
          <table>
            <thead>
              <tr>
                <th scope="col">Asked</th>
                <th scope="col" class="number">Open</th>
                <th scope="col" class="number">Late</th>
                <th scope="col" class="number" title="Since the oldest open one was asked">Oldest</th>
                <th scope="col" class="number" title="Median from question to answer, last 7 days">Answers in</th>
                <th
                  scope="col"
                  class="number"
                  title="Not accepted in time, or came back because nobody accepted; last 7 days"
                >
                  Not accepted
                </th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                row =>
                  html`<tr data-test="party-row" data-party=${row.key}>
                    <th scope="row">${row.title}<span class="muted sub">${PARTY_KINDS[row.kind] ?? row.kind}</span></th>
                    ${number(row.open)}${number(row.overdue, 'tone-late')}
                    <td class="number">${row.oldestSince ? span(now - Date.parse(row.oldestSince)) : '–'}</td>
                    <td class="number" title=${row.answered ? plural(row.answered, 'answer') : nothing}>
                      ${typeof row.medianAnswerMinutes === 'number' ? span(row.medianAnswerMinutes * 60_000) : '–'}
                    </td>
                    ${number(row.acceptedLate, 'tone-soon')}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`
      : good('The policy names none.'),
    'parties',
  );
}

/** What an onlooker beside the engine found. */
export function audit({ audit: found }, now) {
  if (!found) return nothing;
  const findings = found.findings ?? [];
  return panel(
    'Audit',
    found.at ? html`<span class="muted">looked ${ago(found.at, now)}</span>` : nothing,
    findings.length
      ? html`<ul class="findings">
          ${findings.map(
            ({ words, count, examples }) =>
              html`<li class="finding finding-late">
                ${icon('warn')}
                <span>
                  <strong>${words}</strong>
                  ${examples?.length ? html`<span class="muted sub">${examples.map(example)}</span>` : nothing}
                </span>
                <span class="finding-count">${(count ?? 1).toLocaleString()}</span>
              </li>`,
          )}
        </ul>`
      : good(found.at ? 'Nothing is stuck.' : 'Not looked yet.'),
    'audit',
  );
}

/** A case leads there; anything else is only named. */
const example = (each, index) => {
  const comma = index ? ', ' : '';
  return each?.caseId
    ? html`${comma}<a class="link" href=${casePath(each.caseId)}>${each.reference ?? each.caseId}</a>`
    : `${comma}${each?.reference ?? each}`;
};

/** People whom a message should have reached. */
export function unreached({ notices }, now) {
  if (!notices) return nothing;
  const failed = notices.failed ?? [];
  const waiting = notices.waiting ?? 0;
  return panel(
    'Could not be reached',
    waiting ? html`<span class="muted">${plural(waiting, 'message')} under way</span>` : nothing,
    failed.length
      ? html`<ul class="findings">
          ${failed.map(
            ({ person, count, cause, at }) =>
              html`<li class="finding finding-late">
                ${icon('bell')}
                <span><strong>${person?.name ?? person}</strong><span class="muted sub">${cause}</span></span>
                <span class="finding-aside"
                  >${count > 1 ? html`<strong>${count}×</strong>` : nothing}${at ? html`<span class="muted">${moment(at, now)}</span>` : nothing}</span
                >
              </li>`,
          )}
        </ul>`
      : good('Every message was taken.'),
    'unreached',
  );
}

/** Cases whose step always fails. */
export function setAside({ setAside: cases }, wall, mayRetry, now, actions) {
  if (!cases?.length) return nothing;
  return panel(
    'Set aside',
    html`<span class="muted hide-small">in nobody’s way, tried again ever more seldom</span>`,
    html`<ul class="findings">
      ${cases.map(
        ({ caseId, reference, since, tries, retryAt, cause }) =>
          html`<li class="finding finding-late">
            ${icon('warn')}
            <span>
              <a class="link" href=${casePath(caseId)}><strong>${reference}</strong></a>
              <span class="sub">${cause}</span>
              <span class="muted sub"
                >${plural(tries, 'try', 'tries')} since
                ${timeWords(since, now)}${retryAt ? html`, again ${relative(retryAt, now)}` : nothing}</span
              >
            </span>
            ${
              mayRetry
                ? html`<button
                    class="button button-small"
                    type="button"
                    data-test="retry"
                    ?disabled=${wall.retried.has(caseId)}
                    @click=${() => actions.retryCase(caseId)}
                  >
                    ${wall.retried.has(caseId) ? 'Trying…' : 'Retry'}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>`,
    'set-aside',
  );
}

/** What was found wrong or missing in the policy in force, and reading it again. */
export function policy(wall, mayReload, actions) {
  const { policy: inForce, reloading, reloaded } = wall;
  if (!inForce?.findings) return nothing;
  const { findings, version } = inForce;
  return panel(
    'Policy',
    html`<span class="panel-acts"
      ><span class="muted">version ${version}</span>${
        mayReload
          ? html`<button
              class="button button-small"
              type="button"
              data-test="reload-policy"
              title="Read config/ again"
              ?disabled=${reloading}
              @click=${actions.reloadPolicy}
            >
              ${icon('again')}${reloading ? 'Reading…' : 'Reload'}
            </button>`
          : nothing
      }</span
    >`,
    html`${result(reloaded)}
    ${
      findings.length
        ? html`<ul class="findings">
            ${findings.map(
              ({ kind, where, words }) =>
                html`<li class="finding finding-soon">
                  ${icon('warn')}
                  <span
                    ><span class="finding-words">${words}</span
                    ><span class="muted sub">${sentence(kind.replaceAll('-', ' '))} · <code>${where}</code></span></span
                  >
                </li>`,
            )}
          </ul>`
        : good('Nothing was found wrong or missing.')
    }`,
    'policy',
  );
}

function result(reloaded) {
  if (!reloaded) return nothing;
  if (!reloaded.detail) {
    return html`<p class="strip strip-good" role="status" data-test="reload-result">
      ${icon('check')}<span
        >${reloaded.changed === false ? 'Read again: nothing had changed.' : `Version ${reloaded.version} is in force.`}${
          reloaded.needsRestart?.length ? ` At the next start: ${reloaded.needsRestart.join(', ')}.` : ''
        }</span
      >
    </p>`;
  }
  return html`<div class="strip strip-late strip-tall" role="alert" data-test="reload-result">
    ${icon('warn')}
    <span>
      ${reloaded.detail}
      ${
        reloaded.problems?.length
          ? html`<ul class="reload-problems">
              ${reloaded.problems.map(problem => html`<li>${problem}</li>`)}
            </ul>`
          : nothing
      }
    </span>
  </div>`;
}
