import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { icon } from '../icons.js';
import { hindrance, promiseOf } from '../says.js';
import { offers, untold } from '../under-way.js';
import { channelWords, lengthOf, plural, SEND_KEYS, sentence } from '../words.js';
import { keyHint } from './parts.js';
import { hurdleView, offersView, saysToggles, saysView } from './says-view.js';

/** Where the answer is written: a reply to the customer, or a note for colleagues. */
export function editorView(model, actions) {
  const { open } = model;
  const note = open.writing === 'note' || open.body.phase === 'resolved';
  const choice = (name, words, key) =>
    html`<button
      type="button"
      class="editor-tab"
      data-test="write-${name}"
      aria-pressed=${(name === 'note') === note}
      aria-keyshortcuts=${key}
      @click=${() => actions.write(name)}
    >
      ${words}${keyHint(key)}
    </button>`;
  return html`<section
    class="editor ${note ? 'editor-note' : ''}"
    aria-label="Write"
    data-editor-form=${note ? 'note' : 'reply'}
  >
    <div class="editor-head">
      ${open.body.phase === 'resolved' ? nothing : choice('reply', 'Reply', 'r')}${choice('note', 'Note', 'n')}
      ${note ? html`<span class="editor-where muted">Colleagues see it; no clock stops</span>` : destination(open.body.answerOn)}
    </div>
    ${note ? noteEditor(model, actions) : replyEditor(model, actions)}
  </section>`;
}

function destination({ channel, account, handle, visibility, saidByBaton }) {
  if (!saidByBaton) {
    return html`<span class="editor-where editor-tell tone-soon"
      >${icon(channel)}Baton cannot send on this account: write down what you told them</span
    >`;
  }
  return html`<span class="editor-where" data-test="answer-on"
    ><span class="visibility visibility-${visibility}"
      >${icon(visibility === 'public' ? 'globe' : 'lock')}${visibility === 'public' ? 'Public' : 'Private'}</span
    ><span class="editor-to"
      >${channelWords(channel)}${handle ? html` to <bdi>${handle}</bdi>` : nothing}<span class="muted">
        as ${account}</span
      ></span
    ></span
  >`;
}

function replyEditor(model, actions) {
  const { open, now } = model;
  const {
    draft,
    body: { answerOn, customer },
  } = open;
  const length = lengthOf(draft.text.trim(), answerOn.unit);
  const left = answerOn.maxLength - length;
  const over = left < 0;
  const hindered = hindrance(draft, now);
  const cannot = open.busy === 'replies' || length === 0 || over || open.conflict !== null || hindered !== '';
  return html` ${above(model, actions)}
    <textarea
      class="editor-text"
      data-test="reply-text"
      data-editor="reply"
      dir="auto"
      rows="2"
      aria-label=${answerOn.saidByBaton ? `Reply to ${customer.name}` : 'What you told the customer'}
      aria-describedby="reply-length"
      aria-invalid=${over ? 'true' : nothing}
      placeholder=${answerOn.saidByBaton ? 'Write to the customer…' : 'What you told the customer…'}
      .value=${live(draft.text)}
      @input=${event => actions.draft(event.target.value)}
    ></textarea>
    ${saysView(model, actions)}
    <div class="editor-foot">
      <span
        id="reply-length"
        class="number ${over ? 'tone-late' : left < answerOn.maxLength / 10 ? 'tone-soon' : 'muted'}"
        data-test="reply-length"
        >${
          over
            ? `${plural(-left, answerOn.unit.replace(/s$/, ''))} too many`
            : `${length.toLocaleString()} / ${answerOn.maxLength.toLocaleString()}`
        }</span
      >
      ${saysToggles(model, actions)}
      <span class="editor-send">
        ${hindered && length ? html`<span class="muted">${hindered}</span>` : nothing}
        <button
          class="button button-primary"
          type="button"
          data-test="send"
          ?disabled=${cannot}
          @click=${actions.sendReply}
        >
          ${open.busy === 'replies' ? 'Sending…' : sendWords(draft, answerOn)}${keyHint(SEND_KEYS)}
        </button>
      </span>
    </div>`;
}

function sendWords(draft, { saidByBaton }) {
  const verb = saidByBaton ? 'Send' : 'Record';
  return promiseOf(draft).on ? `${verb} and promise` : verb;
}

/** What one should know before one writes; the most important only. */
function above(model, actions) {
  const { conflict, fresh, hurdle, body, draft } = model.open;
  if (conflict) {
    return html`<div class="strip strip-late" role="alert" data-test="conflict">
      ${icon('warn')}<span>${conflict.detail}.</span>
      <button class="button" type="button" data-test="show-new" @click=${actions.showNew}>Show what is new</button>
    </div>`;
  }
  if (hurdle) return hurdleView(model, actions);
  if (fresh.length) {
    return html`<div class="strip strip-soon" role="status" data-test="fresh">
      ${icon('clock')}<span>${freshWords(fresh)} since you began writing.</span>
      <button class="button" type="button" data-test="show-new" @click=${actions.showNew}>I have seen it</button>
    </div>`;
  }
  const [answer] = untold(body).filter(leg => !draft.text.includes(leg.answer));
  if (answer) {
    return html`<div class="strip strip-good" role="status" data-test="untold">
      ${icon('check')}<span><strong>${answer.title}</strong> answered. The customer does not know yet.</span>
      <button class="button" type="button" data-test="tell" @click=${() => actions.tellAnswer(answer)}>
        Use the answer
      </button>
    </div>`;
  }
  return offersView(offers(body), model, actions);
}

function freshWords(fresh) {
  const mentions = fresh.filter(entry => entry.kind === 'mention').length;
  const replies = fresh.filter(entry => entry.kind === 'reply');
  const words = [
    mentions && `the customer wrote ${mentions === 1 ? 'again' : `${mentions} times`}`,
    replies.length && `${replies.at(-1).by?.name ?? 'somebody'} answered`,
    ...fresh.filter(entry => entry.kind === 'leg-answer').map(entry => `${entry.leg.title} answered`),
    ...fresh.filter(entry => entry.kind === 'promise').map(entry => `${entry.promise.by.name} promised a date`),
    ...fresh.filter(entry => entry.kind === 'event').map(entry => entry.words),
  ]
    .filter(Boolean)
    .join(', ');
  return sentence(words);
}

function noteEditor({ open }, actions) {
  const text = open.draft.note;
  return html` <textarea
      class="editor-text"
      data-test="note-text"
      data-editor="note"
      dir="auto"
      rows="2"
      maxlength="10000"
      aria-label="Note for colleagues"
      placeholder="What should colleagues know?"
      .value=${live(text)}
      @input=${event => actions.draftNote(event.target.value)}
    ></textarea>
    <div class="editor-foot">
      <button
        class="button button-primary"
        type="button"
        data-test="add-note"
        ?disabled=${open.busy === 'notes' || !text.trim()}
        @click=${actions.sendNote}
      >
        Add note${keyHint(SEND_KEYS)}
      </button>
    </div>`;
}
