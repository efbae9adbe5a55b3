import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { profileName, reasonWords, strength } from '../people.js';
import { casePath } from '../routes.js';
import { channelWords, plural, sentence } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { card, channel, keyHint, moment } from './parts.js';

/** Who is behind the case, what else they have, and what Baton asks about it. */
export function behindView(model, actions) {
  const { open, wide } = model;
  const { behind, customer } = open.body;
  const several = behind.profiles.length > 1;
  return html`
    ${
      behind.suggestions.length
        ? card(
            'suggestions',
            'Baton asks',
            plural(behind.suggestions.length, 'question'),
            true,
            html`${behind.suggestions.map((asked, index) => suggestion(asked, index === 0, model, actions))}`,
          )
        : nothing
    }
    ${
      several || behind.cases.length
        ? card(
            'behind',
            'Who is behind it',
            several ? plural(behind.profiles.length, 'profile') : plural(behind.cases.length, 'other case'),
            wide,
            html`
              ${several ? html`<ul class="behind-list">${behind.profiles.map(each => profile(each, model, actions))}</ul>` : nothing}
              ${
                behind.cases.length
                  ? html`<p class="muted">Other cases of ${customer.name || customer.handle}</p>
                      <ul class="behind-list">${behind.cases.map(each => html`<li>${otherCase(each, model)}</li>`)}</ul>`
                  : nothing
              }
            `,
          )
        : nothing
    }
  `;
}

const who = one => html`<span class="behind-who">
  ${channel(one.channel)}<strong dir="auto">${profileName(one)}</strong>
  ${one.handle && one.handle !== one.name ? html`<bdi class="muted">${one.handle}</bdi>` : nothing}
</span>`;

function profile(one, { open, now }, actions) {
  const { link } = one;
  return html`<li data-test="profile">
    ${who(one)}
    ${
      link
        ? html`<p class="behind-why" data-test="link-why">${sentence(reasonWords(link, channelWords))}</p>
            <div class="behind-foot">
              <span>Joined by ${link.by.name} ${moment(link.at, now)}</span>
              <button
                class="link"
                type="button"
                data-test="unlink"
                ?disabled=${open.busy !== null}
                @click=${() => actions.ask('unlink', link.id)}
              >
                Not the same person…
              </button>
            </div>`
        : html`<p class="behind-foot">Known first</p>`
    }
  </li>`;
}

const otherCase = (item, { now }) => html`<a class="behind-case" href=${casePath(item.id)} data-test="beside">
  <span class="behind-case-head">
    <span>${item.reference}</span>
    <span>${item.phase === 'resolved' ? 'Resolved' : item.holder ? `Held by ${item.holder.name}` : 'Waits'} · ${moment(item.lastContactAt, now)}</span>
  </span>
  <span class="one-line" dir="auto">${item.title}</span>
</a>`;

const evidence = ({ evidence: reasons }) => html`<dl class="evidence" data-test="evidence">
  ${reasons.map(
    ({ words, weight }) => html`<div class=${weight < 0 ? 'evidence-against' : ''} title=${`${weight} bits`}>
      <dt>${sentence(words)}</dt>
      <dd>${strength(weight)}</dd>
    </div>`,
  )}
</dl>`;

const ASKS = { person: 'The same person?', problem: 'The same problem?', 'other-problem': 'Another problem?' };

const WILL = {
  person: 'They become one customer, and their cases stand side by side. It can be undone as if it had never happened.',
  problem: 'The other case becomes part of this one. It can be undone in the timeline.',
  'other-problem': 'The contact leaves for a case of its own, with the wait it has had.',
};

const YES = { person: 'The same', problem: 'Merge it into this', 'other-problem': 'Split it off' };

function suggestion(asked, first, model, actions) {
  const { open } = model;
  const { kind } = asked;
  const contact = open.body.timeline.find(entry => entry.kind === 'mention' && entry.id === asked.mentionId);
  const merge = kind === 'person' && open.body.phase !== 'resolved' ? asked.cases : [];
  const button = (name, words, key, act, more = '') => html`<button
    class="button button-small ${more}"
    type="button"
    data-test=${name}
    ?disabled=${open.busy !== null}
    @click=${act}
  >
    ${words}${first && key ? keyHint(key) : nothing}
  </button>`;
  return html`<section class="dealing asked-who" data-test="suggestion" data-kind=${kind}>
    <header><strong>${ASKS[kind]}</strong></header>
    ${asked.profile ? who(asked.profile) : nothing}
    ${contact ? html`<p class="dealing-words" dir="auto">${contact.text}</p>` : nothing}
    ${asked.cases.map(each => otherCase(each, model))}
    ${evidence(asked)}
    <p class="behind-why">${WILL[kind]}</p>
    <div class="dealing-acts">
      ${button('accept', YES[kind], 'y', () => actions.accept(asked), 'button-primary')}
      ${
        merge.length
          ? button('accept-merge', `The same, and merge ${merge.length === 1 ? merge[0].reference : 'their cases'} into this`, '⇧ Y', () => actions.accept(asked, true))
          : nothing
      }
      ${button('refuse', 'No', 'x', () => actions.refuse(asked))}
      ${kind === 'person' ? button('different', 'Different people, for ever…', 'd', () => actions.ask('different', asked.id)) : nothing}
    </div>
  </section>`;
}

/** A veto cannot be taken back, so it is asked for once more. */
export function differentDialog(model, actions) {
  const asked = model.open.body.behind.suggestions.find(({ id }) => id === model.dialogs.about);
  if (!asked) return nothing;
  return dialogFrame(
    {
      name: 'different',
      title: 'Different people, for ever?',
      lead: 'Baton never joins these two and never asks again, whatever they have in common. Nothing else changes.',
      confirm: 'They are different people',
    },
    model,
    actions,
    html`<div class="facts-box">${who(asked.profile)}${evidence(asked)}</div>`,
  );
}

export function unlinkDialog(model, actions) {
  const { open, dialogs } = model;
  const one = open.body.behind.profiles.find(({ link }) => link?.id === dialogs.about);
  if (!one) return nothing;
  return dialogFrame(
    {
      name: 'unlink',
      title: 'Not the same person?',
      lead: `The link is undone as if it had never been made: whose each case is, what was said and done in it, clocks and
        places. Where both spoke in one case, each has the case that they would have had alone.`,
      confirm: dialogs.form.forEver ? 'Part them for ever' : 'Undo the link',
    },
    model,
    actions,
    html`<div class="facts-box">
        ${who(one)}
        <p class="behind-why">${icon('merge')} ${sentence(reasonWords(one.link, channelWords))}</p>
        ${evidence(one.link)}
      </div>
      <label class="choice choice-slim">
        <input
          type="checkbox"
          data-test="for-ever"
          autofocus
          .checked=${dialogs.form.forEver}
          @change=${event => actions.fill({ forEver: event.target.checked })}
        />
        <span class="choice-body">They are different people, for ever: never ask again</span>
      </label>`,
  );
}
