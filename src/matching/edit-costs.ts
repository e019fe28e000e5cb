/**
 * What it costs to take one sound for another, or to leave one out, and the least that parts two words.
 * It must never depend on the order of sounds: that is for `distance.ts`.
 */
import { CODES, GAP, IS_VOWEL, SUBSTITUTION } from './sound-codes.js';

/** Where a script leaves vowels out, their number still says a little. */
const UNWRITTEN_VOWEL = 5;
/** L for R where the script or language has but one of them. */
const ONE_LIQUID = 30;
const L = 12;
const R = 18;

/** No gap costs less: what a difference in length costs at least. */
export const CHEAPEST_GAP = 35;

/** What an edit costs, in hundredths: whole numbers are added faster. */
export interface Costs {
  readonly swap: Int32Array;
  readonly gap: Int32Array;
}

function costs(unvowelled: boolean, syllabic: boolean): Costs {
  const swap = Int32Array.from(SUBSTITUTION, (cost) => Math.round(cost * 100));
  const gap = Int32Array.from(GAP, (cost) => Math.round(cost * 100));
  if (syllabic) swap[L * CODES + R] = swap[R * CODES + L] = ONE_LIQUID;
  if (!unvowelled) return { swap, gap };
  for (let a = 0; a < CODES; a++) {
    if (IS_VOWEL[a] !== 1) continue;
    gap[a] = UNWRITTEN_VOWEL;
    for (let b = 0; b < CODES; b++) {
      if (IS_VOWEL[b] === 1 && a !== b) swap[a * CODES + b] = UNWRITTEN_VOWEL;
    }
  }
  return { swap, gap };
}

/** For ordinary words, words without vowels, syllables of another language, and both. */
const TABLES = [
  costs(false, false),
  costs(true, false),
  costs(false, true),
  costs(true, true),
] as const;

export const costsFor = (unvowelled: boolean, syllabic: boolean): Costs =>
  TABLES[((unvowelled ? 1 : 0) + (syllabic ? 2 : 0)) as 0 | 1 | 2 | 3];

/** What each sound costs at least beside a word that holds `codes`, in hundredths. */
export function cheapestBeside(codes: Uint8Array): Uint8Array {
  const { swap, gap } = TABLES[0];
  const cheapest = Uint8Array.from(gap);
  for (const code of codes) {
    const row = code * CODES;
    for (let other = 0; other < CODES; other++) {
      const cost = swap[row + other] as number;
      if (cost < (cheapest[other] as number)) cheapest[other] = cost;
    }
  }
  return cheapest;
}

/**
 * What it costs at least to come from a word of so many sounds, of which `cheapest` is made, to `codes`:
 * each sound of these is written for one of the word's or besides, in whatever order, and what the word
 * has more is left out.
 */
export function leastCost(
  cheapest: Uint8Array,
  sounds: number,
  codes: Uint8Array,
  count: number,
): number {
  let cost = sounds > count ? (sounds - count) * CHEAPEST_GAP : 0;
  for (let i = 0; i < count; i++) cost += cheapest[codes[i] as number] as number;
  return cost;
}
