/**
 * How well one prepared name answers another: 0 to 1, and how far the name alone can be trusted.
 * It must never look at anything but the names.
 */
import { align } from './align.js';
import type { PreparedName } from './normalise.js';
import { askedShape, shapeLikeness } from './shape.js';
import type { Prepared } from './prepare.js';

export interface NameScore {
  /** Likeness of the names, 0 to 1. */
  readonly likeness: number;
  /** The most that this much name can prove without anything else. */
  readonly ceiling: number;
  /** The record's name that answered best. */
  readonly listed: PreparedName;
}

/** A telling word that contradicts another: `HAFEZ X` is not `RAMI X`, whatever else agrees. */
const CONFLICT = 0.12;
/** Words that one side has besides: middle names are often left out, seldom invented. */
const EXTRA_ASKED = 0.045;
const EXTRA_ASKED_MAX = 0.16;
const EXTRA_LISTED = 0.025;
const EXTRA_LISTED_MAX = 0.1;
const EXTRA_INITIAL = 0.01;
/** A single word of a longer name: a surname or a given name alone. */
const ONE_OF_SEVERAL = 0.86;
/** Family name for given name and the other way round: a field mixed up, or another person. */
const CROSSED = 0.98;
/** Given names agree and a family name, known on both sides, has no counterpart at all. */
const FAMILY_MISSED = 0.8;
const LOW_QUALITY = 0.84;

/** Telling words agreed on, and the most they prove alone. Between the rows it rises evenly. */
const CEILINGS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  // One very common name.
  [0.6, 0.76],
  // One rare name.
  [1, 0.84],
  // Two very common names.
  [1.2, 0.89],
  // Two names.
  [2, 0.95],
];
const CEILING_TOP = 0.95;

function ceilingOf(information: number): number {
  let below: readonly [number, number] = [0, 0.5];
  for (const row of CEILINGS) {
    if (information < row[0]) {
      const part = (information - below[0]) / (row[0] - below[0]);
      return below[1] + part * (row[1] - below[1]);
    }
    below = row;
  }
  return CEILING_TOP;
}

let likeness = 0;
let ceiling = 0;

/** Leaves its two results in `likeness` and `ceiling`: it runs for every pair of names. */
function compare(asked: PreparedName, listed: PreparedName): void {
  likeness = 0;
  ceiling = 0;
  const found = align(asked, listed);
  if (found.pairs === 0 || found.weighed === 0) return;
  const left = found.leftAsked + found.halvesAsked;
  const right = found.leftListed + found.halvesListed;
  const conflicts = left < right ? left : right;
  let score = found.agreed / (found.weighed + conflicts);
  score *= Math.max(0, 1 - CONFLICT * conflicts);
  if (conflicts === 0) {
    score *=
      1 -
      Math.min(EXTRA_ASKED_MAX, EXTRA_ASKED * found.leftAsked) -
      Math.min(EXTRA_LISTED_MAX, EXTRA_LISTED * found.leftListed) -
      EXTRA_INITIAL * (found.halvesAsked + found.halvesListed);
    if (found.information <= 1 && found.leftAsked + found.leftListed > 0) score *= ONE_OF_SEVERAL;
  }
  if (found.crossed > 0) score *= CROSSED;
  if (found.familyMissed && conflicts === 0) score *= FAMILY_MISSED;
  if (asked.low || listed.low) score *= LOW_QUALITY;
  likeness = score;
  ceiling = ceilingOf(found.information);
}

/** Names of one record that are compared in full; of more, the nearest by their shapes. */
const NAMES_COMPARED_MAX = 6;
/** Names whose shape is that much less like than the nearest one's cannot answer better. */
const SHAPE_BEHIND_MAX = 0.25;

interface Near {
  readonly name: PreparedName;
  readonly near: number;
}

/** Nearest first; ties as in the record. */
function nearestNames(
  asked: PreparedName,
  listed: readonly PreparedName[],
): readonly PreparedName[] {
  if (listed.length < 2) return listed;
  const shape = askedShape(asked.tokens);
  let most = 0;
  const found: Near[] = [];
  for (const name of listed) {
    const [first, second, third] = name.shape;
    const near = shapeLikeness(shape, first, second, third);
    if (near > most) most = near;
    if (near >= most - SHAPE_BEHIND_MAX) found.push({ name, near });
  }
  return found
    .filter(({ near }) => near >= most - SHAPE_BEHIND_MAX)
    .sort((left, right) => right.near - left.near)
    .slice(0, NAMES_COMPARED_MAX)
    .map(({ name }) => name);
}

/** The most that a name can prove when all its words are answered. */
function highestCeiling({ tokens }: PreparedName): number {
  let information = 0;
  for (const token of tokens) information += token.information;
  return ceilingOf(information);
}

/** The best answer of any of the record's names to any of those asked; `null` without names. */
export function scoreNames(asked: Prepared, listed: Prepared): NameScore | null {
  let best: NameScore | null = null;
  for (const name of asked.names) {
    for (const candidate of nearestNames(name, listed.names)) {
      compare(name, candidate);
      if (best === null || likeness * ceiling > best.likeness * best.ceiling) {
        best = { likeness, ceiling, listed: candidate };
        if (likeness === 1 && ceiling === CEILING_TOP) return best;
        if (likeness === 1 && ceiling >= highestCeiling(name)) break;
      }
    }
  }
  return best;
}
