/**
 * Chance from a seed, addressed by number: the n-th item is the same in every process.
 * It must never ask the system for entropy.
 */

/** A permutation of the 32-bit numbers (the finalizer of MurmurHash3): no two inputs collide. */
export function permute32(n: number): number {
  let h = n >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number that depends on all three; different `purpose`s are unrelated draws. */
export function draw(seed: number, purpose: number, n: number): number {
  return permute32(permute32(permute32(seed) ^ Math.imul(purpose, 0x9e3779b1)) ^ permute32(n));
}

/** Maps a 32-bit draw to `0 .. count - 1`. */
export function below(drawn: number, count: number): number {
  return Math.floor((drawn / 0x1_0000_0000) * count);
}
