/**
 * How alike two words sound and look: a Damerau distance over sound codes with graded costs.
 * It must never allocate: it runs for every pair of words of every candidate.
 */
import { recall, remember } from './likeness-memory.js';
import type { Word } from './word.js';
import { WORD_CODES_MAX } from './phonetic.js';
import { costsFor, leastCost, type Costs } from './edit-costs.js';
import { CODES, IS_VOWEL } from './sound-codes.js';
import { mayBeAlike } from './traits.js';

/** Below it two words are two names, however many letters they share (LINDEMANN, LINDENBERG). */
export const ALIKE_MIN = 0.62;

/** Neighbouring letters in the wrong order are one slip of the fingers. */
const TRANSPOSITION = 75;

/** Above it the letters cannot say more than the sounds. */
const SLIP_BEST = 0.92;

/** Same sound, other letters: SERGEI, SERGEY. */
const SAME_SOUND = 0.975;
/** The first sound is the one least often wrong. */
const FIRST_SOUND_EXTRA = 0.35;

const WIDTH = WORD_CODES_MAX + 1;
let before = new Int32Array(WIDTH);
let previous = new Int32Array(WIDTH);
let current = new Int32Array(WIDTH);

/** The cheapest way from one word to the other, or a number above `budget` as soon as none is. */
function distance(
  a: Uint8Array,
  aEnd: number,
  b: Uint8Array,
  bEnd: number,
  from: number,
  budget: number,
  { swap, gap }: Costs,
): number {
  const width = bEnd - from;
  previous[0] = 0;
  for (let j = 1; j <= width; j++) {
    previous[j] = (previous[j - 1] as number) + (gap[b[from + j - 1] as number] as number);
  }
  for (let i = from; i < aEnd; i++) {
    const left = a[i] as number;
    const row = left * CODES;
    const drop = gap[left] as number;
    const earlier = i > from ? (a[i - 1] as number) : 0;
    let beside = (previous[0] as number) + drop;
    let lowest = beside;
    current[0] = beside;
    for (let j = 1; j <= width; j++) {
      const right = b[from + j - 1] as number;
      let best = (previous[j - 1] as number) + (swap[row + right] as number);
      const dropped = (previous[j] as number) + drop;
      if (dropped < best) best = dropped;
      const added = beside + (gap[right] as number);
      if (added < best) best = added;
      if (right === earlier && j > 1 && left === b[from + j - 2] && left !== right) {
        const crossed = (before[j - 2] as number) + TRANSPOSITION;
        if (crossed < best) best = crossed;
      }
      current[j] = best;
      beside = best;
      if (best < lowest) lowest = best;
    }
    // A transposition may jump a row, so the row before must be over the budget too.
    if (lowest > budget + TRANSPOSITION) return lowest;
    const spare = before;
    before = previous;
    previous = current;
    current = spare;
  }
  return previous[width] as number;
}

/** Sounds that a script without vowels writes: the consonants, and a vowel in front. */
function consonants(codes: Uint8Array, length: number): number {
  let count = IS_VOWEL[codes[0] ?? 0] ?? 0;
  for (let i = 0; i < length; i++) count += 1 - (IS_VOWEL[codes[i] ?? 0] ?? 0);
  return count;
}

/**
 * Likeness of a word and of a code string, 0 or from `atLeast` to 1; `atLeast` is `ALIKE_MIN` or more.
 */
export function codesAlike(
  { codes: a, cheapest }: Pick<Word, 'codes' | 'cheapest'>,
  b: Uint8Array,
  bLength: number,
  unvowelled: boolean,
  syllabic: boolean,
  atLeast: number,
): number {
  const aLength = a.length;
  let longer = aLength > bLength ? aLength : bLength;
  if (unvowelled) {
    const left = consonants(a, aLength);
    const right = consonants(b, bLength);
    longer = left > right ? left : right;
  }
  if (longer === 0) return 0;
  const budget = (1 - atLeast) * 100 * longer;
  const plain = !unvowelled && !syllabic;
  // Costs are whole, the budget is not: one more than it is certainly beyond.
  if (plain && leastCost(cheapest, aLength, b, bLength) > budget + 1) return 0;
  const shorter = aLength < bLength ? aLength : bLength;
  let from = 0;
  while (from < shorter && a[from] === b[from]) from += 1;
  let aEnd = aLength;
  let bEnd = bLength;
  while (aEnd > from && bEnd > from && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  const table = costsFor(unvowelled, syllabic);
  let cost = distance(a, aEnd, b, bEnd, from, budget, table);
  const first = a[0] as number;
  const other = b[0] as number;
  if (first !== other && !(IS_VOWEL[first] === 1 && IS_VOWEL[other] === 1)) {
    cost += FIRST_SOUND_EXTRA * (table.swap[first * CODES + other] as number);
  }
  const alike = 1 - cost / (100 * longer);
  return alike >= atLeast ? alike : 0;
}

/** Whether one slip of the fingers (letter missing, added, wrong, exchanged) parts two texts. */
export function oneSlip(a: string, b: string): boolean {
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  const more = long.length - short.length;
  if (more > 1) return false;
  let from = 0;
  while (from < short.length && short.charCodeAt(from) === long.charCodeAt(from)) from += 1;
  let back = 0;
  const most = short.length - from;
  while (
    back < most &&
    short.charCodeAt(short.length - 1 - back) === long.charCodeAt(long.length - 1 - back)
  ) {
    back += 1;
  }
  const apart = long.length - from - back;
  if (apart <= 1) return true;
  return (
    more === 0 &&
    apart === 2 &&
    short.charCodeAt(from) === long.charCodeAt(from + 1) &&
    short.charCodeAt(from + 1) === long.charCodeAt(from)
  );
}

function measured(a: Word, b: Word, unvowelled: boolean, syllabic: boolean): number {
  const sound = codesAlike(a, b.codes, b.codes.length, unvowelled, syllabic, ALIKE_MIN);
  if (sound === 1) return SAME_SOUND;
  if (sound >= SLIP_BEST) return sound;
  const slip = oneSlip(a.text, b.text) ? slipLikeness(a.text.length, b.text.length) : 0;
  return slip > sound ? slip : sound;
}

/** Likeness of two words: 1 for the same letters, 0 below `ALIKE_MIN`. Symmetric. */
export function wordsAlike(a: Word, b: Word, unvowelled: boolean, syllabic: boolean): number {
  if (a === b) return 1;
  if (!unvowelled && !syllabic && !mayBeAlike(a.mask, b.mask)) return 0;
  if (a.mask === b.mask && a.text === b.text) return 1;
  const manner = (unvowelled ? 1 : 0) | (syllabic ? 2 : 0);
  const known = recall(a.id, b.id, manner);
  if (known >= 0) return known;
  const alike = measured(a, b, unvowelled, syllabic);
  remember(alike);
  return alike;
}

/** A wrong letter may change the sound of its neighbours as well; the letters know better. */
export function slipLikeness(left: number, right: number): number {
  const longer = left > right ? left : right;
  const alike = 1 - 1 / longer;
  return alike >= ALIKE_MIN ? alike : 0;
}
