import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { icon } from '../icons.js';
import { channelWords, plural } from '../words.js';
import { dialogFrame } from './dialog-frame.js';
import { channel, moment } from './parts.js';
import { people } from './people-view.js';

export function takeBackDialog(model, actions) {
  const { dialogs, open } = model;
  const leg = open.body.legs.find(({ id }) => id === dialogs.about);
  if (!leg) return nothing;
  const flag = leg.kind === 'flag';
  return dialogFrame(
    {
      name: 'take-back',
      title: flag ? 'Take the flag down?' : `Take it back from ${leg.title}?`,
      lead: flag
        ? `${leg.expert.name} need not look at it any more.`
        : `${leg.expert.name} is told nothing more, and the next step is yours again.`,
      confirm: flag ? 'Take it down' : 'Take it back',
    },
    model,
    actions,
    nothing,
  );
}

/** What was merged in is a case of its own again. */
export function undoDialog(model, actions) {
  return dialogFrame(
    {
      name: 'undo',
      title: 'Undo this merge?',
      lead: `Both cases become what they would be if they had never been one: hands, clocks, legs, promises and places. What
        came since goes where it belongs. A reply that answered one customer answers nobody in the other case.`,
      confirm: 'Undo the merge',
    },
    model,
    actions,
    nothing,
  );
}

/** Into somebody else's hand. */
export function assignDialog(model, actions) {
  const { dialogs, choices, me, open } = model;
  const { to } = dialogs.form;
  const all = choices.body && choices.colleagues(me).filter(({ id }) => id !== open.body.holder?.id);
  const name = all?.find(({ id }) => id === to)?.name;
  return dialogFrame(
    {
      name: 'assign',
      title: 'Give it to',
      lead: 'They are told, and owe the next step from now on. No clock of the customer starts anew.',
      confirm: name ? `Give it to ${name.split(' ')[0]}` : 'Give it away',
      hindered: to ? '' : 'Choose a colleague',
    },
    model,
    actions,
    people({
      legend: 'Colleagues',
      all,
      chosen: to,
      problem: choices.problem,
      find: dialogs.form.find,
      change: actions.fill,
    }),
  );
}

/** The customer is owed no less in another queue. */
export function queueDialog(model, actions) {
  const { dialogs, choices, open } = model;
  const queues = choices.queues(open.body.brand).filter(({ name }) => name !== open.body.queue);
  return dialogFrame(
    {
      name: 'queue',
      title: 'Move to another queue',
      lead: `It leaves ${open.body.queue} and waits there to be taken. What the customer is owed is due no later.`,
      confirm: dialogs.form.queue ? `Move to ${dialogs.form.queue}` : 'Move',
      hindered: dialogs.form.queue ? '' : 'Choose a queue',
    },
    model,
    actions,
    html`<fieldset class="choices">
      <legend>Queue</legend>
      ${
        queues.length
          ? queues.map(
              (queue, index) =>
                html`<label class="choice choice-slim" data-test="queue">
                  <input
                    type="radio"
                    name="queue"
                    value=${queue.name}
                    ?autofocus=${index === 0}
                    .checked=${live(dialogs.form.queue === queue.name)}
                    @change=${() => actions.fill({ queue: queue.name })}
                  />
                  <span class="choice-body">${queue.name}</span>
                  <span class="choice-aside muted">${queue.lead.name} answers</span>
                </label>`,
            )
          : html`<p class="muted choices-none">
              ${choices.problem ? choices.problem.detail : choices.body ? 'There is no other queue of this brand.' : 'Looking…'}
            </p>`
      }
    </fieldset>`,
  );
}

/** Another case of the same problem becomes part of this one. */
export function mergeDialog(model, actions) {
  const { dialogs, now } = model;
  const { reference, found, seek } = dialogs.form;
  return dialogFrame(
    {
      name: 'merge',
      title: 'Merge another case into this one',
      lead: 'Its contacts, legs and promises come here, and the oldest wait counts. It can be undone in the timeline.',
      confirm: found ? `Merge ${found.reference}` : 'Merge',
      hindered: found ? '' : 'Name the other case',
    },
    model,
    actions,
    html`<label class="field">
        Reference of the other case
        <input
          data-test="merge-reference"
          autofocus
          autocomplete="off"
          spellcheck="false"
          placeholder="B-1042-7Q"
          aria-describedby="merge-seek"
          .value=${live(reference)}
          @input=${event => actions.fill({ reference: event.target.value })}
        />
      </label>
      <div id="merge-seek" role="status">
        ${
          found
            ? html`<div class="facts-box" data-test="merge-found">
                <p>
                  <strong dir="auto">${found.customer.name || found.customer.handle}</strong>
                  <span class="muted">${found.reference}</span>
                </p>
                <p class="one-line" dir="auto">${found.title}</p>
                <p class="muted">
                  ${found.channels.map(channelWords).join(', ')} · ${plural(found.contacts, 'contact')} · opened
                  ${moment(found.openedAt, now)}
                </p>
                ${
                  found.customer.id === model.open.body.customer.id
                    ? nothing
                    : html`<p class="tone-soon">
                        ${icon('warn')} Another customer: make sure that it is the same person.
                      </p>`
                }
              </div>`
            : seek === 'looking'
              ? html`<p class="muted">Looking…</p>`
              : seek
                ? html`<p class="tone-late">${seek}</p>`
                : nothing
        }
      </div>`,
  );
}

/** Contacts about another problem get a case of their own. */
export function splitDialog(model, actions) {
  const { dialogs, open, now } = model;
  const { mentions } = dialogs.form;
  const all = open.body.timeline.filter(({ kind }) => kind === 'mention');
  const toggle = id =>
    actions.fill({ mentions: mentions.includes(id) ? mentions.filter(other => other !== id) : [...mentions, id] });
  return dialogFrame(
    {
      name: 'split',
      title: 'Split off another problem',
      lead: 'The chosen contacts leave for a case of their own, with the wait they have had.',
      confirm: mentions.length ? `Split off ${plural(mentions.length, 'contact')}` : 'Split off',
      hindered: !mentions.length ? 'Choose contacts' : mentions.length === all.length ? 'One has to stay' : '',
      size: 'dialog-wide',
    },
    model,
    actions,
    html`<fieldset class="choices">
      <legend>Contacts that are about something else</legend>
      ${all.map(
        mention =>
          html`<label class="choice choice-slim" data-test="split-mention">
            <input
              type="checkbox"
              .checked=${live(mentions.includes(mention.id))}
              @change=${() => toggle(mention.id)}
            />
            <span class="choice-body"><span class="two-lines" dir="auto">${mention.text}</span></span>
            <span class="choice-aside muted">${channel(mention.channel)} ${moment(mention.at, now)}</span>
          </label>`,
      )}
    </fieldset>`,
  );
}
