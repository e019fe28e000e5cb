/**
 * What the comparison of two names adds up to, while their words are paired.
 * It must never be kept: the next pair of names overwrites it.
 */
import { INITIAL_LIKENESS } from './alike.js';

/** What two names have in common, and what parts them. */
export interface Alignment {
  /** Sum of weight times agreement over the pairs, and of the weights. */
  agreed: number;
  weighed: number;
  /** How much the paired words tell of who is meant. */
  information: number;
  pairs: number;
  /** Significant words left over on either side, and initials and the like. */
  leftAsked: number;
  leftListed: number;
  halvesAsked: number;
  halvesListed: number;
  /** Pairs of a family name with a given name. */
  crossed: number;
  /** Family names are known on both sides, and of one side none was paired. */
  familyMissed: boolean;
}

/** From this likeness on a pair counts as it is; below it falls steeply, to nothing at `NOTHING`. */
const PLAIN = 0.8;
const NOTHING = 0.62;

/** One wrong letter in five is a slip, one in three another name: between them it is open. */
export function agreement(alike: number): number {
  if (alike >= PLAIN || alike === INITIAL_LIKENESS) return alike;
  return alike <= NOTHING ? 0 : ((alike - NOTHING) / (PLAIN - NOTHING)) * PLAIN;
}

/** The one tally: reused, because it is filled for every pair of names. */
export const result: Alignment = {
  agreed: 0,
  weighed: 0,
  information: 0,
  pairs: 0,
  leftAsked: 0,
  leftListed: 0,
  halvesAsked: 0,
  halvesListed: 0,
  crossed: 0,
  familyMissed: false,
};

/** Everything back to nothing, for the next pair of names. */
export function clear(): void {
  result.agreed = 0;
  result.weighed = 0;
  result.information = 0;
  result.pairs = 0;
  result.leftAsked = 0;
  result.leftListed = 0;
  result.halvesAsked = 0;
  result.halvesListed = 0;
  result.crossed = 0;
  result.familyMissed = false;
}

/** Counts one pair. */
export function take(weight: number, alike: number, information: number): void {
  const agreed = agreement(alike);
  result.agreed += weight * agreed;
  result.weighed += weight;
  result.information += information * agreed;
  result.pairs += 1;
}
