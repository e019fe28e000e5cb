/**
 * What the comparison of names asks of every word, in one number, so that most pairs of words are
 * told apart without a look at the words. It must never say more than the word itself does.
 */
import { bitCount } from './bits.js';
import { ROLE_FAMILY, type NameToken } from './name-token.js';

/** Bits 0-14 are the groups of sounds of the first reading (`Word.mask`). */
const GROUPS = (1 << 15) - 1;
const PLAIN = 1 << 16;
export const HAS_FORMS = 1 << 17;
export const SIGNIFICANT = 1 << 18;
/** An initial, or the ABDUL of a name: left over, it contradicts another word left over. */
export const HALF_TELLING = 1 << 19;
export const MAY_BE_INITIALS = 1 << 20;
export const IS_FAMILY = 1 << 21;
export const IS_UNVOWELLED = 1 << 22;
/** The upper bits are the number of sound codes, at most 40. */
const LENGTH_SHIFT = 24;

/** Short words: one wrong letter is a larger part of them. */
const FEW_GROUPS = 6;

/** The traits of a word in its place in a name. */
export function traitsOf(token: NameToken): number {
  const { word } = token;
  let traits = (word.mask & GROUPS) | (word.codes.length << LENGTH_SHIFT);
  if (token.plain) traits |= PLAIN;
  if (word.forms.length > 0) traits |= HAS_FORMS;
  if (token.significant) traits |= SIGNIFICANT;
  if (word.kind === 'initial' || word.kind === 'servant') traits |= HALF_TELLING;
  if (word.initials) traits |= MAY_BE_INITIALS;
  if (token.role === ROLE_FAMILY) traits |= IS_FAMILY;
  if (token.unvowelled) traits |= IS_UNVOWELLED;
  return traits;
}

export const groupsOfTraits = (traits: number): number => traits & GROUPS;
export const lengthOfTraits = (traits: number): number => traits >>> LENGTH_SHIFT;

/** A look at the groups of sounds: half of those in either word must be in both, of few one less. */
export function mayBeAlike(left: number, right: number): boolean {
  const all = bitCount((left | right) & GROUPS);
  return 2 * bitCount(left & right & GROUPS) >= (all < FEW_GROUPS ? all - 1 : all);
}

/** False where two words are two names for certain: then `tokensAlike` would be 0. */
export function mayAgree(left: number, right: number): boolean {
  const both = left & right;
  return (both & PLAIN) === 0 || (both & HAS_FORMS) !== 0 || mayBeAlike(left, right);
}
