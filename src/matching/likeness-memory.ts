/**
 * Remembers how alike two words were found, because the words of names repeat.
 * It must never grow, and never change a likeness: only pairs of words are kept, no names.
 */

/** About 1.5 MB; a pair that falls on the place of another takes it over. */
const PLACES = 1 << 16;

/** Both words of each pair, the manner of comparison in the second. */
const smaller = new Float64Array(PLACES);
const larger = new Float64Array(PLACES);
const likeness = new Float64Array(PLACES);

/** The place that the last `recall` looked at, and the pair it looked for. */
let place = 0;
let first = 0;
let second = 0;

/** What was found for two words (`Word.id`) in one of four manners; -1 where it is not known. */
export function recall(a: number, b: number, manner: number): number {
  first = a < b ? a : b;
  second = (a < b ? b : a) * 4 + manner;
  place = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second | 0, 0x85ebca6b)) >>> 16;
  return smaller[place] === first && larger[place] === second ? (likeness[place] as number) : -1;
}

/** Keeps the likeness of the pair that the last `recall` looked for. */
export function remember(alike: number): void {
  smaller[place] = first;
  larger[place] = second;
  likeness[place] = alike;
}
