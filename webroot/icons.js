import { svg, html } from '/vendor/lit-html/lit-html.js';

/** Drawn on a 20 by 20 grid with one stroke; `fill` for those that read better filled. */
const STROKES = {
  mastodon: svg`<path d="M4 12.5V7.2C4 4.6 5.8 3.5 10 3.5s6 1.1 6 3.7v3.3c0 2.6-1.7 3.3-6 3.3-1.2 0-2 .1-2 .8 0 1.2 2.2 1.6 4.6 1.1"/><path d="M7.2 10.5V8c0-1 .5-1.5 1.3-1.5S10 7 10 8v1.5M10 9.500V8c0-1 .6-1.5 1.4-1.5S12.800 7 12.800 8v2.500"/>`,
  bluesky: svg`<path d="M10 9.300C9.200 7.500 7.200 5 5.200 4.200 3.700 3.700 3.300 4.600 3.400 6c.2 2.600.6 4.600 4 4.700-2.400.3-3.700 1.400-2 3.600 2 2.500 3.800.3 4.600-2 .8 2.300 2.600 4.500 4.600 2 1.700-2.200.4-3.300-2-3.600 3.400-.1 3.800-2.100 4-4.700.1-1.400-.3-2.300-1.800-1.800-2 .8-4 3.300-4.800 5.100Z"/>`,
  phone: svg`<path d="M6.900 3.500 4.600 4.200c-.7.2-1.100.9-1 1.600.8 5.300 5.300 9.800 10.600 10.600.7.1 1.400-.3 1.600-1l.7-2.300-3.300-2-1.500 1.500a10 10 0 0 1-4.300-4.300l1.500-1.500-2-3.300Z"/>`,
  email: svg`<rect x="3" y="4.500" width="14" height="11" rx="2"/><path d="m3.500 6 6.500 5 6.500-5"/>`,
  api: svg`<path d="m7 6-4 4 4 4M13 6l4 4-4 4M11.200 4.500l-2.400 11"/>`,
  x: svg`<path d="M4 4h2.500L16 16h-2.500L4 4ZM16 4 4 16"/>`,
  other: svg`<path d="M4 5.500h12v8H9.500L6 16.500v-3H4v-8Z"/>`,
  globe: svg`<circle cx="10" cy="10" r="6.500"/><path d="M3.500 10h13M10 3.500c4 4.200 4 8.800 0 13-4-4.200-4-8.800 0-13Z"/>`,
  lock: svg`<rect x="4.500" y="9" width="11" height="7.500" rx="1.500"/><path d="M7 9V6.500a3 3 0 0 1 6 0V9"/>`,
  clock: svg`<circle cx="10" cy="10" r="6.500"/><path d="M10 6v4l2.700 1.700"/>`,
  check: svg`<path d="m4.500 10.500 3.700 3.700 7.300-8"/>`,
  cross: svg`<path d="m5.500 5.500 9 9m0-9-9 9"/>`,
  warn: svg`<path d="M10 3.500 17.500 16h-15L10 3.500ZM10 8.500v3.500M10 14.200v.1"/>`,
  ask: svg`<circle cx="10" cy="10" r="6.500"/><path d="M8 8.200c.2-1.200 1-1.800 2-1.800 1.200 0 2 .7 2 1.800 0 1.600-2 1.600-2 3.100M10 13.600v.1"/>`,
  back: svg`<path d="M12 4.500 6.500 10l5.500 5.500"/>`,
  out: svg`<path d="M8 4.500H4.500v11h11V12M11 4h5v5M16 4l-7 7"/>`,
  note: svg`<path d="M4.500 3.500h11v8l-4 5h-7v-13ZM15.500 11.500h-4v5M7 7h6M7 10h3"/>`,
  up: svg`<path d="M10 16V4.500M5 9.500l5-5 5 5"/>`,
  person: svg`<circle cx="10" cy="7" r="3"/><path d="M4 16.500c.6-3.200 2.900-4.800 6-4.800s5.400 1.600 6 4.800"/>`,
  sun: svg`<circle cx="10" cy="10" r="3"/><path d="M10 2.800v1.700M10 15.500v1.700M2.800 10h1.700M15.500 10h1.700M4.900 4.900l1.200 1.200M13.900 13.900l1.200 1.200M15.100 4.900l-1.200 1.200M6.100 13.900l-1.200 1.200"/>`,
  moon: svg`<path d="M16 11.800A6.500 6.500 0 0 1 8.200 4 6.500 6.500 0 1 0 16 11.800Z"/>`,
  half: svg`<circle cx="10" cy="10" r="6.500"/><path d="M10 3.500v13a6.500 6.500 0 0 0 0-13Z" fill="currentColor"/>`,
  keys: svg`<rect x="2.500" y="5.500" width="15" height="9" rx="1.500"/><path d="M5.500 8.500h.1M8.500 8.500h.1M11.500 8.500h.1M14.500 8.500h.1M7 11.500h6"/>`,
  'hand-off': svg`<path d="M3 7.500h11M11 4l3.500 3.500L11 11M17 12.500H6M9 9l-3.500 3.500L9 16"/>`,
  flag: svg`<path d="M5 17V3.500M5 4.200c3-1.600 6 1.600 10 0v6.600c-4 1.600-7-1.600-10 0"/>`,
  calendar: svg`<rect x="3.500" y="4.500" width="13" height="12" rx="2"/><path d="M3.500 8.500h13M7 3v3M13 3v3"/>`,
  bell: svg`<path d="M5 13.500V9a5 5 0 0 1 10 0v4.500l1.200 1.500H3.800L5 13.500ZM8.300 17.200a2 2 0 0 0 3.400 0"/>`,
  more: svg`<circle cx="4.500" cy="10" r=".9" fill="currentColor"/><circle cx="10" cy="10" r=".9" fill="currentColor"/><circle cx="15.500" cy="10" r=".9" fill="currentColor"/>`,
  merge: svg`<path d="M5.500 3.500v3c0 3 4.500 3.500 4.500 6.500v3.500M14.500 3.500v3c0 3-4.500 3.500-4.500 6.500M7.500 14l2.500 2.500 2.500-2.500"/>`,
  quote: svg`<path d="M4 5.500h12v8H9.500L6 16.500v-3H4v-8ZM7 8.500h6M7 10.800h4"/>`,
  again: svg`<path d="M15.800 8.500a6 6 0 1 0-.3 4M16 4.500v4h-4"/>`,
  building: svg`<path d="M4.500 16.500v-12h7v12M11.500 8.500h4v8M3 16.500h14M7 7.500h2M7 10.500h2M7 13.500h2M13.500 11.500h.1"/>`,
  angry: svg`<circle cx="10" cy="10" r="6.500"/><path d="m6.300 7.300 2.200 1M13.700 7.300l-2.200 1M7.300 13.500c1.600-1.700 3.800-1.700 5.400 0"/>`,
  unhappy: svg`<circle cx="10" cy="10" r="6.500"/><path d="M7.600 8.300v.1M12.400 8.300v.1M7.300 13.300c1.600-1.500 3.800-1.500 5.400 0"/>`,
  happy: svg`<circle cx="10" cy="10" r="6.500"/><path d="M7.600 8.300v.1M12.400 8.300v.1M7 11.700c1.600 2.200 4.400 2.200 6 0"/>`,
};

/** Whatever answers the telephone. */
STROKES.asterisk = STROKES.twilio = STROKES.phone;

/** Always decoration: the words beside it, or the label of what holds it, say the same. */
export const icon = (name, extra = '') => html`<svg class="icon ${extra}" viewBox="0 0 20 20" aria-hidden="true"
  focusable="false">${STROKES[name] ?? STROKES.other}</svg>`;

export const hasMoodIcon = mood => mood === 'angry' || mood === 'unhappy' || mood === 'happy';
