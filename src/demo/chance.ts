/**
 * Chance from a seed: the same seed, the same draws, on every machine.
 * It must never ask the system for entropy.
 */

/** Spreads a 32-bit number over all its bits (the finalizer of MurmurHash3). */
export function spread(n: number): number {
  let h = n >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const STEP = 0x9e3779b9;
const SPAN = 0x1_0000_0000;

export class Chance {
  #at: number;

  constructor(seed: number) {
    this.#at = spread(seed);
  }

  /** `0 .. count - 1`. */
  below(count: number): number {
    this.#at = (this.#at + STEP) >>> 0;
    return Math.floor((spread(this.#at) / SPAN) * count);
  }

  /** `from .. to`, both included. */
  within(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.below(100) < share;
  }

  /** Throws `RangeError` on an empty list. */
  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new RangeError('an empty list');
    return item;
  }

  /** One of the items, each with its share; the shares need no particular sum. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.below(items.reduce((sum, [, share]) => sum + share, 0));
    for (const [item, share] of items) {
      left -= share;
      if (left < 0) return item;
    }
    throw new RangeError('an empty list');
  }

  /** Up to `count` different items, sorted. */
  some<T extends string>(list: readonly T[], count: number): T[] {
    const found = new Set<T>();
    for (let n = 0; n < count; n += 1) found.add(this.pick(list));
    return [...found].sort();
  }
}
