/** The words the screen uses for what the contract names, and for times. */

const MINUTE = 60_000;
const SOON = 10 * MINUTE;

const KINDS = {
  pickup: 'Pick-up',
  'first-reply': 'First reply',
  'next-reply': 'Reply',
  progress: 'Next step',
  delivery: 'Delivery',
  update: 'Update',
  accept: 'Acceptance',
  answer: 'Answer',
  promise: 'Promise',
  customer: 'Customer’s answer',
  window: 'Reply window',
};

const CHANNELS = {
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  phone: 'Phone',
  asterisk: 'Phone system',
  twilio: 'Twilio',
  email: 'E-mail',
  api: 'API',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  reddit: 'Reddit',
  youtube: 'YouTube',
  'google-reviews': 'Google reviews',
  webhook: 'Webhook',
  messenger: 'Messenger',
};

export const VIEW_WORDS = {
  all: 'All', mine: 'Mine', waiting: 'Waiting', held: 'Held', legs: 'Handed off', promised: 'Promised',
  flagged: 'Flagged', undelivered: 'Undelivered', resolved: 'Resolved',
};

export const EMPTY_WORDS = {
  all: ['Nothing waits.', 'Every customer has been answered. New cases appear here by themselves.'],
  waiting: ['Nothing waits to be taken.', 'Every open case is in somebody’s hand.'],
  mine: ['Your hands are free.', 'Take the case on top of Waiting.'],
  held: ['Nobody holds a case.', 'What is open waits to be taken.'],
  legs: ['Nothing is handed off.', 'Cases that a department or vendor has to answer come here.'],
  promised: ['No date is promised.', 'Cases whose customer was given a date come here.'],
  flagged: ['Nothing is flagged to you.', 'What a colleague asks you to look at comes here.'],
  undelivered: ['Everything was delivered.', 'Replies that a network refuses come here.'],
  resolved: ['Nothing has been resolved yet.', 'Cases come here once their last reply was delivered.'],
};

export const REPLY_STATES = {
  queued: 'Queued', sending: 'Sending', accepted: 'Accepted', refused: 'Refused', unknown: 'Unknown',
};

export const ACCOUNT_STATES = {
  off: ['Off', 'quiet'],
  new: ['New', 'quiet'],
  open: ['Open', 'good'],
  connected: ['Connected', 'good'],
  waiting: ['Waiting', 'soon'],
  failing: ['Failing', 'late'],
  'needs-reconnect': ['Needs reconnecting', 'late'],
  refusing: ['Refusing what is sent', 'late'],
  paused: ['Paused', 'quiet'],
};

export const LEG_STATES = {
  offered: ['Not accepted yet', 'soon'],
  accepted: ['Accepted', 'calm'],
  answered: ['Answered', 'good'],
  returned: ['Came back', 'late'],
  withdrawn: ['Taken back', 'quiet'],
};

/** The same for who is asked. */
export const ASKED_STATES = {
  offered: ['Waits for you', 'soon'],
  accepted: ['You have it', 'good'],
  answered: ['Answered', 'good'],
  returned: ['Went back', 'quiet'],
  withdrawn: ['Taken back', 'quiet'],
};

export const PROMISE_STATES = {
  open: ['Open', 'calm'],
  kept: ['Kept', 'good'],
  broken: ['Broken', 'late'],
  moved: ['Moved', 'quiet'],
  withdrawn: ['Taken back', 'quiet'],
};

export const PARTY_KINDS = { department: 'Department', vendor: 'Vendor', flag: 'Flag' };

export const WAITS_FOR = { customer: 'Waits for customer', department: 'With department', vendor: 'With vendor' };

const URGENCIES = { asap: 'ASAP' };

/** As the policy names it: "when-you-can" reads "When you can". */
export const urgencyWords = name => URGENCIES[name] ?? sentence(name.replaceAll('-', ' '));

export const DELIVERY_WORDS = { undelivered: 'Not delivered', unknown: 'Delivery unknown', 'under-way': 'Sending' };

/** How the key beside Enter is called here. */
export const SEND_KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ ↵' : 'Ctrl ↵';

export const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);

export const kindWords = kind => KINDS[kind] ?? sentence(kind.replaceAll('-', ' '));
export const channelWords = channel => CHANNELS[channel] ?? sentence(channel);

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

export const initials = name => {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters.map(part => [...part][0] ?? '').join('').toUpperCase();
};

/** A length of time, as short as it stays useful: "45 s", "12 min", "3 h 20", "2 d 4 h". */
export function span(length) {
  const seconds = Math.max(0, Math.floor(length / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${String(minutes % 60).padStart(2, '0')}` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}

export const minutesWords = minutes => Math.abs(minutes) < 90 ? `${minutes} min`
  : span(minutes * MINUTE);

/** Rounded up while it is ahead, so that it never says 0 before its time. */
export function countdown(at, now) {
  const left = Date.parse(at) - now;
  return left > 0
    ? { words: span(left < MINUTE ? left + 999 : left + MINUTE - 1), tone: left < SOON ? 'soon' : 'calm', late: false }
    : { words: span(-left), tone: 'late', late: true };
}

/** "First reply due in 12 min", "First reply overdue 5 min". */
export function dueWords(due, now) {
  const { words, tone, late } = countdown(due.at, now);
  return { words: `${kindWords(due.kind)} ${late ? 'overdue' : 'due in'} ${words}`, tone };
}

export const ago = (at, now) => now - Date.parse(at) < 5_000 ? 'just now' : `${span(now - Date.parse(at))} ago`;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

/** "14:35" today, "21 Nov, 14:35" on other days. */
export const timeWords = (at, now) => (sameDay(at, now) ? clock : dayAndClock).format(new Date(at));

const weekdayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const NEAR = 6 * 24 * 60 * MINUTE;

/** A time that is agreed on: "14:35" today, "tomorrow 14:35", "Thu 14:35" within six days, else "21 Nov, 14:35". */
export function whenWords(at, now) {
  if (sameDay(at, now)) return clock.format(new Date(at));
  const ahead = Date.parse(at) - now;
  if (ahead > 0 && sameDay(at, now + 24 * 60 * MINUTE)) return `tomorrow ${clock.format(new Date(at))}`;
  if (Math.abs(ahead) < NEAR) return weekdayAndClock.format(new Date(at)).replace(',', '');
  return dayAndClock.format(new Date(at));
}

export const wholeTime = at => whole.format(new Date(at));

export function dayWords(at, now) {
  if (sameDay(at, now)) return 'Today';
  if (sameDay(at, now - 24 * 60 * MINUTE)) return 'Yesterday';
  return dayOnly.format(new Date(at));
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** '' where the language is not known; networks send all sorts of codes. */
export function languageWords(code) {
  if (!code || code === 'unknown' || code === 'und') return '';
  try {
    return languages.of(code);
  } catch {
    return code;
  }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]']/giu;
const EMOJI = /[\p{Emoji_Presentation}\uFE0F\u20E3]/u;
const LIGHT = /^[\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]$/u;

/** As X counts: WeightedLength on the server says why. */
function weighted(text) {
  const words = text.normalize('NFC');
  const heavy = [...graphemes.segment(words.replace(LINK, ''))].map(({ segment }) => EMOJI.test(segment) ? 2
    : [...segment].reduce((sum, c) => sum + (LIGHT.test(c) ? 1 : 2), 0));
  return (words.match(LINK) ?? []).length * 23 + heavy.reduce((sum, weight) => sum + weight, 0);
}

/** As the network counts; a character is a code point. */
export const lengthOf = (text, unit) => unit === 'graphemes' ? [...graphemes.segment(text)].length
  : unit === 'units' ? text.length : unit === 'bytes' ? new TextEncoder().encode(text).length : unit === 'weighted characters' ? weighted(text) : [...text].length;

/** The link, if it leads to the web; a customer can write any address. */
export function webLink(url) {
  try {
    return ['https:', 'http:'].includes(new URL(url).protocol) ? url : '';
  } catch {
    return '';
  }
}
