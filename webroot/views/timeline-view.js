import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { hasMoodIcon, icon } from '../icons.js';
import { casePath } from '../routes.js';
import { channelWords, dayWords, languageWords, plural, REPLY_STATES, webLink } from '../words.js';
import { afterWords, asItReads, beforeWords } from './brought-view.js';
import { LEG_LINES } from './leg-lines-view.js';
import { avatar, channel, moment } from './parts.js';

const keyOf = (entry, index) => (entry.id ? `${entry.kind} ${entry.id}` : `${entry.kind} ${entry.at} ${index}`);

/** What was said and done, oldest first. */
export function timelineView({ open, now, me }, actions) {
  const { timeline, timelineCut } = open.body;
  const news = open.fresh.length ? open.fresh : open.marked;
  const firstNew = timeline.find(entry => news.some(({ kind, id }) => kind === entry.kind && id === entry.id));
  let day = '';
  return html`${timelineCut ? html`<p class="timeline-cut">Older lines are left out.</p>` : nothing}
    <ol class="timeline" data-test="timeline">
      ${repeat(timeline, keyOf, entry => {
        const words = dayWords(entry.at, now);
        const opensDay = words !== day;
        day = words;
        return html`${opensDay ? html`<li class="day"><span>${words}</span></li>` : nothing}
        ${entry === firstNew ? html`<li class="day day-new" data-first-new><span>New since you began writing</span></li>` : nothing}
        ${LINES[entry.kind]?.(entry, { open, now, me }, actions) ?? nothing}`;
      })}
    </ol>`;
}

const LINES = { mention, reply, note, event, ...LEG_LINES };

function mention(entry, { open, now }, actions) {
  const { author = {}, mood, signals = [] } = entry;
  const language = languageWords(entry.language);
  const heard = signals.find(signal => signal.startsWith(`${mood}: `)) ?? mood;
  const others = signals.filter(signal => signal !== heard);
  return html`<li class="said said-in" data-test="mention" data-mention=${entry.id}>
    <div class="said-head">
      <strong dir="auto">${author.name || author.handle || 'Unknown'}</strong>
      ${author.handle && author.handle !== author.name ? html`<bdi class="muted handle">${author.handle}</bdi>` : nothing}
      <span class="said-where"
        >${where(entry)}${moment(entry.at, now)}${link(entry)}${
          open.body.phase === 'resolved'
            ? nothing
            : html`<button
                class="said-flag"
                type="button"
                data-test="flag-mention"
                title="Flag this to a colleague"
                aria-label="Flag this to a colleague"
                @click=${() => actions.ask('flag', entry.id)}
              >
                ${icon('flag')}
              </button>`
        }</span
      >
    </div>
    ${beforeWords(entry)}
    <p class="words" dir="auto" lang=${language ? entry.language : nothing}>${asItReads(entry)}</p>
    ${afterWords(entry, now)}
    <div class="said-foot">
      ${hasMoodIcon(mood) ? html`<span class="mood mood-${mood}">${icon(mood)}<bdi>${heard}</bdi></span>` : nothing}
      ${others.map(signal => html`<span class="signal"><bdi>${signal}</bdi></span>`)}
      ${language && language !== 'English' ? html`<span>${language}</span>` : nothing}
      ${author.followers >= 1_000 ? html`<span>${plural(author.followers, 'follower')}</span>` : nothing}
      ${entry.joined ? html`<span class="joined" title="Why this belongs to this case">${entry.joined}</span>` : nothing}
    </div>
  </li>`;
}

function reply(entry, { open, now, me }, actions) {
  return html`<li class="said said-out state-${entry.state}" data-test="reply">
    <div class="said-head">
      ${entry.by ? html`${avatar(entry.by, { me })}<strong>${entry.by.id === me ? 'You' : entry.by.name}</strong>` : nothing}
      <span class="said-where">${where(entry)}${moment(entry.at, now)}${link(entry)}</span>
    </div>
    <p class="words" dir="auto">${entry.text}</p>
    <div class="said-foot">
      <span class="reply-state" data-test="reply-state" data-state=${entry.state}
        >${STATE_ICONS[entry.state] ?? nothing}${REPLY_STATES[entry.state] ?? entry.state}</span
      >
      ${entry.cause ? html`<span class="cause">${entry.cause}</span>` : nothing}
    </div>
    ${
      entry.state === 'refused' && open.body.phase !== 'resolved'
        ? html`<div class="settle">
            <button class="button" type="button" data-test="write-again" @click=${() => actions.writeAgain(entry.text)}>
              Write it again
            </button>
          </div>`
        : nothing
    }
    ${
      entry.state === 'unknown'
        ? html`<div class="settle">
            <p>Nobody knows whether the customer has this. Look at the network, then say:</p>
            <button
              class="button"
              type="button"
              data-test="settle-said"
              ?disabled=${open.busy !== null}
              @click=${() => actions.settle(entry.id, 'said')}
            >
              It was said
            </button>
            <button
              class="button"
              type="button"
              data-test="settle-not-said"
              ?disabled=${open.busy !== null}
              @click=${() => actions.settle(entry.id, 'not-said')}
            >
              It was not said
            </button>
          </div>`
        : nothing
    }
  </li>`;
}

const STATE_ICONS = {
  queued: icon('clock'),
  sending: icon('clock'),
  accepted: icon('check'),
  refused: icon('cross'),
  unknown: icon('ask'),
};

function note(entry, { now, me }) {
  return html`<li class="said said-note" data-test="note">
    <div class="said-head">
      ${icon('note')}<strong>${entry.by?.id === me ? 'Your note' : `Note by ${entry.by?.name ?? 'Baton'}`}</strong>
      <span class="said-where">${moment(entry.at, now)}</span>
    </div>
    <p class="words" dir="auto">${entry.text}</p>
  </li>`;
}

/** The other case is still part of this one. */
const canUndo = (entry, timeline) =>
  entry.event === 'absorbed' &&
  timeline.findLast(({ caseId, event }) => caseId === entry.caseId && ['absorbed', 'unmerged'].includes(event)) === entry;

function event(entry, { open, now }, actions) {
  return html`<li class="event" data-test="event">
    <span>${entry.words || entry.event}</span>
    ${
      entry.event === 'people-joined' && open.body.behind.profiles.some(({ link }) => link?.id === entry.link)
        ? html`<button class="link" type="button" data-test="undo-link" @click=${() => actions.ask('unlink', entry.link)}>
            Undo
          </button>`
        : nothing
    }
    ${
      canUndo(entry, open.body.timeline)
        ? html`<button class="link" type="button" data-test="undo" @click=${() => actions.ask('undo', entry.caseId)}>
            Undo
          </button>`
        : nothing
    }
    ${
      entry.caseId
        ? html`<a class="link" href=${casePath(entry.caseId)} data-test="other-case">Open that case</a>`
        : nothing
    }
    ${moment(entry.at, now)}
  </li>`;
}

const where = entry =>
  html`<span class="where"
    >${entry.channel ? channel(entry.channel) : nothing}${entry.channel ? channelWords(entry.channel) : nothing}${
      entry.visibility === 'private'
        ? html`<span class="private">${icon('lock')}Private</span>`
        : entry.visibility === 'public'
          ? html`<span class="public">Public</span>`
          : nothing
    }</span
  >`;

function link({ url }) {
  const address = webLink(url);
  return address
    ? html`<a
        class="original"
        href=${address}
        target="_blank"
        rel="noopener noreferrer"
        title="Open the original"
        aria-label="Open the original in a new tab"
        >${icon('out')}</a
      >`
    : nothing;
}
