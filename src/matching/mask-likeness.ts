/**
 * The most alike two words can be of which only the groups of sounds are known.
 * It must never say less than the comparison of the words would; a test compares the two.
 */
import { bitCount } from './bits.js';
import { agreement } from './tally.js';

/** Groups in a mask of fifteen bits. */
const SIZES = Uint8Array.from({ length: 1 << 15 }, (_, mask) => bitCount(mask));

export const sizeOfMask = (mask: number): number => SIZES[mask] as number;

/**
 * Row: groups in the larger word; column: groups that only one of the two holds. Each wrong letter
 * settles two such groups at most. Measured over millions of pairs of words and slips of the pen, and
 * rounded up: what is not here was never alike.
 */
const MOST_ALIKE: readonly (readonly number[])[] = [
  [1],
  [1, 0.85],
  [1, 0.88, 0.85],
  [1, 0.93, 0.91],
  [1, 0.96, 0.94, 0.81],
  [1, 0.96, 0.95, 0.87, 0.7],
  [1, 0.97, 0.96, 0.92, 0.8],
  [1, 0.97, 0.96, 0.93, 0.87],
  [1, 0.98, 0.96, 0.94, 0.88, 0.77],
  [1, 0.98, 0.97, 0.94, 0.9, 0.82],
];

/** `[apart][larger][smaller]`, four bits each, to the part of an agreement (`tally.ts`) at most. */
const AGREEMENT = new Float64Array(16 * 16 * 16);

/** As `mayBeAlike` has it: half of those in either word must be in both, of few one less. */
function mayBeAlike(shared: number, all: number): boolean {
  return 2 * shared >= (all < 6 ? all - 1 : all);
}

for (let larger = 1; larger < 16; larger++) {
  const row = MOST_ALIKE[Math.min(larger, MOST_ALIKE.length - 1)] ?? [];
  for (let smaller = 1; smaller <= larger; smaller++) {
    for (let apart = larger - smaller; apart < 16; apart += 2) {
      const shared = (larger + smaller - apart) / 2;
      const most = mayBeAlike(shared, shared + apart) ? agreement(row[apart] ?? 0) : 0;
      AGREEMENT[(apart << 8) | (larger << 4) | smaller] = most;
      AGREEMENT[(apart << 8) | (smaller << 4) | larger] = most;
    }
  }
}

/** How far two words can agree at most, from their masks and the sizes of these. */
export function mostAgreement(
  left: number,
  leftSize: number,
  right: number,
  rightSize: number,
): number {
  return AGREEMENT[((SIZES[left ^ right] as number) << 8) | (leftSize << 4) | rightSize] as number;
}

/** The same where another reading of the right word may hold one group more or less. */
export function looseAgreement(
  left: number,
  leftSize: number,
  right: number,
  rightSize: number,
): number {
  const apart = SIZES[left ^ right] as number;
  if (apart === 0) return 1;
  const row = ((apart - 1) << 8) | (leftSize << 4);
  let most = AGREEMENT[(apart << 8) | (leftSize << 4) | rightSize] as number;
  if ((left & ~right) !== 0) most = Math.max(most, AGREEMENT[row | (rightSize + 1)] as number);
  if ((right & ~left) !== 0) most = Math.max(most, AGREEMENT[row | (rightSize - 1)] as number);
  return most;
}
