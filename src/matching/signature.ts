/**
 * Forty-eight bits for a name: the neighbouring consonants of its skeletons, so that names that sound
 * alike share most bits. It must never be used to decide, only to order candidates.
 */
import { bitCount } from './bits.js';
import type { NameToken } from './normalise.js';

/** Two halves of 24 bits: small integers are fast, 48 bits are not. */
export interface Signature {
  readonly high: number;
  readonly low: number;
  /** Set bits. */
  readonly size: number;
}

export const SIGNATURE_BITS = 48;
const HALF = 24;

function bitOf(left: number, right: number): number {
  // A multiplicative hash: neighbours in the alphabet must not fall on neighbouring bits.
  return (Math.imul(left * 37 + right, 0x9e3779b1) >>> 8) % SIGNATURE_BITS;
}

/** The signature of a name's telling words; of all its words where none is telling. */
export function nameSignature(tokens: readonly NameToken[]): Signature {
  let high = 0;
  let low = 0;
  const telling = tokens.some((token) => token.significant);
  for (const token of tokens) {
    if (telling && !token.significant) continue;
    const { skeleton } = token.words[0];
    let previous = 0;
    for (let i = 0; i < skeleton.length; i++) {
      const current = skeleton.charCodeAt(i);
      // Vowel classes are lower case: they are too often wrong.
      if (current >= 97) continue;
      const bit = bitOf(previous, current);
      if (bit < HALF) low |= 1 << bit;
      else high |= 1 << (bit - HALF);
      previous = current;
    }
  }
  return { high, low, size: bitCount(high) + bitCount(low) };
}

/** Divisions are made once: this runs for every posting of every check. */
const CONTAINED = Float64Array.from({ length: SIGNATURE_BITS + 1 }, (_, n) =>
  n === 0 ? 0 : 0.6 / n,
);
const EVEN = Float64Array.from({ length: 2 * SIGNATURE_BITS + 1 }, (_, n) =>
  n === 0 ? 0 : 0.8 / n,
);

/**
 * Likeness of two signatures, 0 to 1: mostly how much of the shorter lies in the longer, so that a
 * missing middle name costs little.
 */
export function likenessOfBits(shared: number, left: number, right: number): number {
  const smaller = left < right ? left : right;
  return shared * ((CONTAINED[smaller] as number) + (EVEN[left + right] as number));
}

export function signatureLikeness(a: Signature, b: Signature): number {
  const shared = bitCount(a.high & b.high) + bitCount(a.low & b.low);
  return likenessOfBits(shared, a.size, b.size);
}
