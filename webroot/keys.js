/**
 * What each key does; the shortcuts sheet is drawn from this list. `g` waits for a second key. What says `watch` is for
 * those who may watch the monitor, `cases` for those who work cases. A key means one action; each page does it its own way.
 */
export const SHORTCUTS = [
  { keys: ['j', 'ArrowDown'], action: 'selectNext', shown: 'j or ↓', words: 'Next case', group: 'The list' },
  { keys: ['k', 'ArrowUp'], action: 'selectPrevious', shown: 'k or ↑', words: 'Previous case', group: 'The list' },
  { keys: ['Enter'], action: 'openSelected', shown: 'Enter', words: 'Open the case', group: 'The list' },
  { keys: ['t'], action: 'take', shown: 't', words: 'Take it into your hand', group: 'The case' },
  { keys: ['r'], action: 'startReply', shown: 'r', words: 'Write a reply', group: 'The case' },
  { keys: ['p'], action: 'startPromise', shown: 'p', words: 'Promise a date with the reply', group: 'The case' },
  { keys: ['o'], action: 'useOffer', shown: 'o', words: 'Use the offered sentence', group: 'The case' },
  { keys: ['n'], action: 'startNote', shown: 'n', words: 'Write a note', group: 'The case' },
  { keys: ['e'], action: 'resolve', shown: 'e', words: 'Resolve', group: 'The case' },
  { keys: ['u'], action: 'release', shown: 'u', words: 'Release it to its queue', group: 'The case' },
  { keys: ['y'], action: 'accept', shown: 'y', words: 'Yes to what Baton asks', group: 'Who is who' },
  { keys: ['Y'], action: 'acceptAndMerge', shown: 'Shift + y', words: 'Yes, and merge their cases', group: 'Who is who' },
  { keys: ['x'], action: 'refuse', shown: 'x', words: 'No to what Baton asks', group: 'Who is who' },
  { keys: ['d'], action: 'different', shown: 'd', words: 'Different people, for ever', group: 'Who is who' },
  { keys: ['h'], action: 'handOff', shown: 'h', words: 'Hand it to a department or vendor', group: 'With others' },
  { keys: ['f'], action: 'flag', shown: 'f', words: 'Flag it to a colleague', group: 'With others' },
  {
    keys: ['P'],
    action: 'promise',
    shown: 'Shift + p',
    words: 'Note a date promised on the phone',
    group: 'With others',
  },
  { keys: ['a'], action: 'assign', shown: 'a', words: 'Give it to somebody', group: 'With others' },
  { keys: ['m'], action: 'queue', shown: 'm', words: 'Move it to another queue', group: 'With others' },
  { keys: ['Ctrl+Enter'], action: 'send', shown: 'Ctrl or ⌘ + Enter', words: 'Send', group: 'The case' },
  { keys: ['t'], action: 'take', shown: 't', words: 'Accept it', group: 'A leg' },
  { keys: ['r'], action: 'startReply', shown: 'r', words: 'Write the answer', group: 'A leg' },
  { keys: ['Ctrl+Enter'], action: 'send', shown: 'Ctrl or ⌘ + Enter', words: 'Answer', group: 'A leg' },
  { keys: ['c'], action: 'logCall', shown: 'c', words: 'Log a call', group: 'Everywhere', cases: true },
  { keys: ['g i'], action: 'goInbox', shown: 'g then i', words: 'Go to the inbox', group: 'Everywhere', cases: true },
  { keys: ['g l'], action: 'goLegs', shown: 'g then l', words: 'Go to what you are asked', group: 'Everywhere' },
  { keys: ['g n'], action: 'notices', shown: 'g then n', words: 'Notices', group: 'Everywhere' },
  {
    keys: ['g m'],
    action: 'goMonitor',
    shown: 'g then m',
    words: 'Go to the monitor',
    group: 'Everywhere',
    watch: true,
  },
  { keys: ['g a'], action: 'goAccounts', shown: 'g then a', words: 'Go to the accounts', group: 'Everywhere', watch: true },
  { keys: ['?'], action: 'help', shown: '?', words: 'This list', group: 'Everywhere' },
  { keys: ['Escape'], action: 'back', shown: 'Esc', words: 'Close, step back', group: 'Everywhere' },
];

const ACTIONS = new Map(SHORTCUTS.flatMap(({ keys, action }) => keys.map(key => [key, action])));
const CHORD = 1_200;

/** Turns key presses into the names of actions. Letters typed into a field are letters. */
export class Keys {
  #began = -Infinity;

  constructor(act) {
    document.addEventListener('keydown', event => {
      const action = this.#meaning(event);
      if (action && act(action)) event.preventDefault();
    });
  }

  #meaning(event) {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return null;
    const { key, target } = event;
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) return ACTIONS.get('Ctrl+Enter');
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (key === 'Escape') return ACTIONS.get(key);
    if (target.closest?.('input, textarea, select, [contenteditable]')) return null;
    if (key.startsWith('Arrow') && target.closest?.('[role=region], summary')) return null;
    if (key === 'Enter' && target.closest?.('a:not([data-row-link]), button, summary')) return null;
    const chord = performance.now() - this.#began < CHORD;
    this.#began = key === 'g' ? performance.now() : -Infinity;
    return ACTIONS.get(chord ? `g ${key}` : key) ?? null;
  }
}
