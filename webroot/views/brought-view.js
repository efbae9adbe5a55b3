import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { plural, webLink } from '../words.js';
import { moment } from './parts.js';

const NAMES = { image: 'Picture', video: 'Video', audio: 'Recording', file: 'File' };
const KILO = 1_024;

const changesOf = ({ changes = [] }, kind) => changes.filter(change => change.kind === kind);

/** The words as they read now; what was said at first can be opened below them. */
export const asItReads = entry => changesOf(entry, 'edited').at(-1)?.text || entry.text;

/** Whose words it answers or quotes. */
export const beforeWords = ({ extras = {} }) =>
  html`${quoted(extras.parent, 'answers')}${quoted(extras.quoted, 'quotes')}`;

function quoted(post, how) {
  return post
    ? html`<blockquote class="quote quote-of" data-test="quoted">
        <span class="muted">${how} <bdi>${post.author}</bdi>${outside(post.url, 'See it on the network')}</span>
        <span class="two-lines" dir="auto">${post.text}</span>
      </blockquote>`
    : nothing;
}

const outside = (url, words) =>
  webLink(url) ? html` <a href=${webLink(url)} target="_blank" rel="noreferrer noopener" title=${words} aria-label=${words}>↗</a>` : nothing;

/** What came with it, and what its author did to it later. */
export function afterWords(entry, now) {
  const { attachments = [] } = entry;
  return html`${attachments.length ? html`<ul class="brought">${attachments.map(attachment)}</ul>` : nothing}${changed(entry, now)}`;
}

function attachment(what) {
  const { id, kind, state, type, description, bytes, cause, url } = what;
  const name = description || NAMES[kind];
  if (state === 'kept' && type.startsWith('image/')) {
    return html`<li data-test="attachment">
      <a href="/api/attachments/${id}" target="_blank" rel="noreferrer noopener"
        ><img src="/api/attachments/${id}" alt=${name} title=${name} loading="lazy"
      /></a>
    </li>`;
  }
  return html`<li class="brought-file" data-test="attachment">
    ${state === 'kept'
      ? html`<a href="/api/attachments/${id}" download>${name}</a><span class="muted">${NAMES[kind]}, ${size(bytes)}</span>`
      : html`<span dir="auto">${name}</span
          ><span class="muted" title=${cause}>${state === 'wanted' ? 'being fetched' : `not fetched${cause ? `: ${cause}` : ''}`}${outside(url, 'See it on the network')}</span>`}
  </li>`;
}

const size = bytes => (bytes < KILO * KILO ? `${Math.max(1, Math.round(bytes / KILO))} KB` : `${(bytes / KILO / KILO).toFixed(1)} MB`);

function changed(entry, now) {
  const edits = changesOf(entry, 'edited');
  const gone = changesOf(entry, 'deleted').at(-1);
  return html`${edits.length
    ? html`<details class="changed" data-test="edited">
        <summary>Edited${edits.length > 1 ? ` ${plural(edits.length, 'time')}` : ''}, ${moment(edits.at(-1).at, now)}</summary>
        ${[entry.text, ...edits.slice(0, -1).map(edit => edit.text)].map(text => html`<p class="words muted" dir="auto">${text}</p>`)}
      </details>`
    : nothing}${gone
    ? html`<p class="changed" data-test="deleted">Removed from the network by its author, ${moment(gone.at, now)}</p>`
    : nothing}`;
}
