/**
 * How well one prepared name answers another: 0 to 1, and how far the name alone can be trusted.
 * It must never look at anything but the names.
 */
import { LIMITS } from '../limits.js';
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
export const CONFLICT = 0.12;
/** Words that one side has besides: middle names are often left out, seldom invented. */
export const EXTRA_ASKED = 0.045;
export const EXTRA_ASKED_MAX = 0.16;
export const EXTRA_LISTED = 0.025;
export const EXTRA_LISTED_MAX = 0.1;
const EXTRA_INITIAL = 0.01;
/** A single word of a longer name: a surname or a given name alone. */
export const ONE_OF_SEVERAL = 0.86;
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
export const CEILING_TOP = 0.95;

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

/** Names whose shape is that much less like than the nearest one's cannot answer better. */
const SHAPE_BEHIND_MAX = 0.25;

const nearBy = new Float64Array(LIMITS.namesPerRecordMax);
const TAKEN = -1;

/** Fills `nearBy` for the names of a record; returns how near the nearest is. */
function fillNearBy(asked: PreparedName, listed: readonly PreparedName[]): number {
  const shape = askedShape(asked.tokens);
  let most = 0;
  for (let i = 0; i < listed.length && i < nearBy.length; i++) {
    const [first, second, third] = (listed[i] as PreparedName).shape;
    const near = shapeLikeness(shape, first, second, third);
    nearBy[i] = near;
    if (near > most) most = near;
  }
  return most;
}

/** The place of the nearest name that is left and near enough, or -1; it is taken. */
function takeNearest(count: number, atLeast: number): number {
  let nearest = -1;
  let near = atLeast;
  for (let i = 0; i < count; i++) {
    const own = nearBy[i] as number;
    if (own < near || (own === near && nearest >= 0)) continue;
    near = own;
    nearest = i;
  }
  if (nearest >= 0) nearBy[nearest] = TAKEN;
  return nearest;
}

/** The most that a name can prove when all its words are answered. */
function highestCeiling({ tokens }: PreparedName): number {
  let information = 0;
  for (const token of tokens) information += token.information;
  return ceilingOf(information);
}

function better(best: NameScore | null, asked: PreparedName, listed: PreparedName): NameScore {
  compare(asked, listed);
  if (best !== null && likeness * ceiling <= best.likeness * best.ceiling) return best;
  return { likeness, ceiling, listed };
}

/** The best answer of any of the record's names to any of those asked; `null` without names. */
export function scoreNames(asked: Prepared, listed: Prepared): NameScore | null {
  const [only] = listed.names;
  if (only === undefined) return null;
  const count = Math.min(listed.names.length, nearBy.length);
  let best: NameScore | null = null;
  for (const name of asked.names) {
    if (count === 1) {
      best = better(best, name, only);
      continue;
    }
    const highest = highestCeiling(name);
    const atLeast = Math.max(0, fillNearBy(name, listed.names) - SHAPE_BEHIND_MAX);
    // Nearest first, and all that are near: the right one may be behind many of the same sounds.
    for (;;) {
      const candidate = listed.names[takeNearest(count, atLeast)];
      if (candidate === undefined) break;
      best = better(best, name, candidate);
      if (best.likeness === 1 && best.ceiling >= highest) break;
    }
  }
  return best;
}
