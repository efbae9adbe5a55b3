/*
 * Dates that people type. A field holds the wall clock of whoever types it, to the minute ("2026-03-05T10:00"); the
 * gateway hears moments.
 */

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

const two = number => String(number).padStart(2, '0');

/** A moment as a field shows it. */
export function fieldOf(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    + `T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What a field means, in ISO 8601; '' where it is not whole. */
export function momentOf(field) {
  const at = field ? new Date(field) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : '';
}

/** People say "quarter past". */
const roundUp = at => Math.ceil(at / QUARTER) * QUARTER;

const clockOn = (now, days, hour) => {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.setHours(hour, 0, 0, 0);
};

/** Dates that are often given, as `{words, field}`; `earliest` is what can be counted on, or null. */
export function usualDates(now, earliest) {
  const dates = [
    { words: 'In 2 h', at: roundUp(now + 2 * HOUR) },
    { words: 'Today 18:00', at: clockOn(now, 0, 18) },
    { words: 'Tomorrow 12:00', at: clockOn(now, 1, 12) },
    { words: 'Tomorrow 18:00', at: clockOn(now, 1, 18) },
  ];
  const from = earliest ? Date.parse(earliest) : now + HOUR;
  const kept = dates.filter(({ at }) => at >= from).slice(0, 3);
  const first = earliest ? [{ words: 'The earliest', at: roundUp(Date.parse(earliest)) }] : [];
  return [...first, ...kept].map(({ words, at }) => ({ words, field: fieldOf(at) }));
}
