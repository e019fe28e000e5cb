/**
 * What optical readers mistake for what, and the readings a check digit then leaves possible.
 * It must never decide which reading is right: it only lists them, likeliest first, within a bound.
 */
import { checkDigit, valueAt, weightAt } from './mrz-check-digit.js';

/** Likeliest first. `G`/`6` and `L`/`1` differ by a multiple of ten: no check digit sees them. */
const TAKEN_FOR: Readonly<Record<string, string>> = {
  '0': 'ODQ',
  O: '0',
  D: '0',
  Q: '0',
  '1': 'IL',
  I: '1',
  L: '1',
  '2': 'Z',
  Z: '2',
  '5': 'S',
  S: '5',
  '6': 'G',
  G: '6',
  '8': 'B',
  B: '8',
};

/** Pairs that readers confuse often; the others cost a little more, so that they come later. */
const OFTEN = new Set(['0O', 'O0', '1I', 'I1', '2Z', 'Z2', '5S', 'S5', '8B', 'B8']);
const COST_OFTEN = 2;
const COST_SELDOM = 3;

/** More than three misread characters in one number leave too many readings to tell any of them. */
const MISREAD_MAX = 3;

/**
 * Combinations tried for one text, so that a zone made to be costly costs a fraction of a
 * millisecond. All pairs of a nine-character number are under 400; the threes of a number made of
 * ambiguous characters alone are cut here.
 */
const COMBINATIONS_MAX = 1_000;

interface Swap {
  readonly at: number;
  readonly to: string;
  readonly cost: number;
  /** What the swap adds to the check digit, 0 to 9. */
  readonly shift: number;
}

export interface Correction {
  readonly text: string;
  readonly cost: number;
}

/** A field that holds digits only, with the letters that readers put for digits turned back. */
export function asDigits(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => {
    const digit = TAKEN_FOR[letter];
    return digit === undefined ? letter : digit.charAt(0);
  });
}

/** A field that holds letters only, with the digits that readers put for letters turned back. */
export function asLetters(text: string): string {
  return text.replace(/[0-9]/g, (digit) => TAKEN_FOR[digit]?.charAt(0) ?? digit);
}

/** Every way to read a short field of letters, itself first; at most three readings a character. */
export function letterReadings(text: string): string[] {
  let readings = [''];
  for (const character of text) {
    const isDigit = character >= '0' && character <= '9';
    const options = isDigit ? (TAKEN_FOR[character] ?? character) : character;
    readings = readings.flatMap((head) => [...options].map((option) => head + option));
  }
  return readings;
}

/**
 * The texts that one to three confusions away from `text` have the check digit `digit`, cheapest
 * first and then by column; at most `limit`. All corrections of a single character come before any
 * of two. Work is bounded by `COMBINATIONS_MAX`.
 */
export function correctionsFor(text: string, digit: number, limit: number): Correction[] {
  const swaps = swapsOf(text);
  const missing = (digit - checkDigit(text) + 10) % 10;
  const found: Swap[][] = [];
  const chosen: Swap[] = [];
  let left = COMBINATIONS_MAX;
  const extend = (from: number, shift: number, more: number): void => {
    for (let at = from; at < swaps.length && left > 0; at += 1) {
      const swap = swaps[at];
      if (swap === undefined || swap.at === chosen.at(-1)?.at) continue;
      left -= 1;
      const sum = (shift + swap.shift) % 10;
      if (more === 1 && sum !== missing) continue;
      chosen.push(swap);
      if (more > 1) extend(at + 1, sum, more - 1);
      else found.push([...chosen]);
      chosen.pop();
    }
  };
  for (let count = 1; count <= MISREAD_MAX && found.length < limit && left > 0; count += 1) {
    extend(0, 0, count);
  }
  return found
    .map((made) => ({ made, cost: costOf(made) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, limit)
    .map(({ made, cost }) => ({ text: swapped(text, made), cost }));
}

function swapsOf(text: string): Swap[] {
  const swaps: Swap[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const from = text.charAt(at);
    for (const to of TAKEN_FOR[from] ?? '') {
      const difference = (valueAt(to, 0) - valueAt(text, at)) * weightAt(at);
      const cost = OFTEN.has(from + to) ? COST_OFTEN : COST_SELDOM;
      swaps.push({ at, to, cost, shift: ((difference % 10) + 10) % 10 });
    }
  }
  return swaps;
}

function costOf(chosen: readonly Swap[]): number {
  return chosen.reduce((sum, swap) => sum + swap.cost, 0);
}

function swapped(text: string, chosen: readonly Swap[]): string {
  const characters = [...text];
  for (const { at, to } of chosen) characters[at] = to;
  return characters.join('');
}
