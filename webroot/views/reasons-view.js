import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { kindWords, minutesWords, sentence, timeWords, whenWords } from '../words.js';
import { behindView } from './behind-view.js';
import { dealingsView } from './dealings-view.js';
import { card, moment, relative, when } from './parts.js';

const STATE_WORDS = { met: 'Met', missed: 'Missed', withdrawn: 'Withdrawn' };

/** Why the case stands where it stands, what is owed, and what happens by itself. */
export function reasonsView(model, actions) {
  return html`
    <aside class="reasons" aria-label="Why and what next" data-reasons>
      ${dealingsView(model, actions)} ${behindView(model, actions)} ${why(model)} ${ifNobodyActs(model)} ${owed(model)}
    </aside>
  `;
}

/** What is past is told by its date: "Thu" would be taken for the next one. */
const placeWords = (at, now) => (Date.parse(at) > now ? whenWords : timeWords)(at, now);

function why({ open: { body }, now, wide }) {
  if (body.phase === 'resolved') {
    return card(
      'why',
      'Why it is closed',
      '',
      wide,
      html`
        <p>${sentence(body.resolution || 'answered')}</p>
      `,
    );
  }
  const place = placeWords(body.orderAt, now);
  return card(
    'why',
    'Why it is here',
    html`
      its place ${place}
    `,
    wide,
    html`
      <dl class="sum">
        ${body.parts.map(
          part => html`
            <div>
              <dt>${part.at ? `${kindWords(part.name)} due` : sentence(part.name)}</dt>
              <dd class="number">
                ${part.at ? placeWords(part.at, now) : `${part.minutes < 0 ? '+' : '−'}${minutesWords(Math.abs(part.minutes))}`}
              </dd>
            </div>
          `,
        )}
        <div class="sum-result">
          <dt>Its place in the list</dt>
          <dd class="number">${place}</dd>
        </div>
      </dl>
    `,
  );
}

function ifNobodyActs({ open: { body }, now, wide }) {
  const steps = body.ifNobodyActs;
  if (!steps.length) return nothing;
  const [first] = steps;
  return card(
    'if-nobody-acts',
    'What happens if nobody acts',
    html`
      ${first.person?.name ?? sentence(first.words)} ${whenWords(first.at, now)}
    `,
    wide,
    html`
      <ol class="steps">
        ${steps.map(
          (step, index) => html`
            <li class=${index === steps.length - 1 ? 'step-last' : ''}>
              <span class="step-at">${when(step.at, now)}</span>
              <span class="step-who">
                ${
                  step.person && !step.words.includes(step.person.name)
                    ? html`
                        <strong>${step.person.name}</strong>
                        ${step.words}
                      `
                    : step.words
                }
                ${
                  index === 0
                    ? html`
                        <span class="step-soon">${relative(step.at, now)}</span>
                      `
                    : nothing
                }
              </span>
            </li>
          `,
        )}
      </ol>
    `,
  );
}

function owed({ open: { body }, now, wide }) {
  const running = body.obligations
    .filter(o => o.state === 'running')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const ended = body.obligations.filter(o => o.state !== 'running');
  if (!body.obligations.length) return nothing;
  return card(
    'owed',
    'What is owed',
    `${running.length} running`,
    wide,
    html`
      ${
        running.length
          ? html`
              <ul class="owed">
                ${running.map(
                  o => html`
                    <li>
                      <span class="owed-what">
                        <strong>${kindWords(o.kind)}</strong>
                        by ${o.owedBy.name}
                      </span>
                      <span class="owed-when">${when(o.dueAt, now)} ${relative(o.dueAt, now)}</span>
                    </li>
                  `,
                )}
              </ul>
            `
          : html`
              <p class="muted">Nothing runs.</p>
            `
      }
      ${
        ended.length
          ? html`
              <details class="folded">
                <summary>${ended.length} no longer owed</summary>
                <ul class="owed owed-ended">
                  ${ended.map(
                    o => html`
                      <li>
                        <span class="owed-what">
                          ${o.state === 'met' ? icon('check', 'tone-good') : o.state === 'missed' ? icon('cross', 'tone-late') : nothing}${kindWords(o.kind)}
                          by ${o.owedBy.name}
                        </span>
                        <span class="owed-when">
                          ${STATE_WORDS[o.state]}${
                            o.closedAt
                              ? html`
                                  ${moment(o.closedAt, now)}
                                `
                              : nothing
                          }
                        </span>
                      </li>
                    `,
                  )}
                </ul>
              </details>
            `
          : nothing
      }
    `,
  );
}
