/**
 * The most that two names can be alike when all that is known of each word is how well its best
 * counterpart agrees: `name-score.ts` with every doubt in favour of the record.
 * It must never say less than the comparison would. Reused: read it before the next two names.
 */
import { bitCount } from './bits.js';
import {
  CONFLICT,
  EXTRA_ASKED,
  EXTRA_ASKED_MAX,
  EXTRA_LISTED,
  EXTRA_LISTED_MAX,
  ONE_OF_SEVERAL,
} from './name-score.js';

/** Weights of a pair: of family names more, of a very common name less, of several words together most. */
const LIGHT = 0.8;
const HEAVY = 1.2;
const HEAVY_RUN = 4;
/** Where no word that tells agrees. */
const NOTHING = 0.3;

const WORDS_MAX = 16;
/** The best agreement of each word with any of the other name. */
const bestAsked = new Float64Array(WORDS_MAX);
const bestListed = new Float64Array(WORDS_MAX);

/** Words that may be left over on either side because a run took what they would answer. */
let freed = 0;

export function clearPairs(asked: number, listed: number): void {
  freed = 0;
  bestAsked.fill(0, 0, asked);
  bestListed.fill(0, 0, listed);
}

export function notePair(asked: number, listed: number, agreement: number): void {
  if (agreement > (bestAsked[asked] as number)) bestAsked[asked] = agreement;
  if (agreement > (bestListed[listed] as number)) bestListed[listed] = agreement;
}

function noteAll(best: Float64Array, words: number, agreement: number): void {
  for (let left = words; left !== 0; left &= left - 1) {
    const word = 31 - Math.clz32(left & -left);
    if (agreement > (best[word] as number)) best[word] = agreement;
  }
}

/** Words, a bit each, that say the same written together as one of the other name. */
export function noteRun(asked: number, listed: number, agreement: number): void {
  noteAll(bestAsked, asked, agreement);
  noteAll(bestListed, listed, agreement);
  freed += bitCount(asked) + bitCount(listed) - 2;
}

/** The telling words of one name: how well each agrees, best first, and how many nothing is left for. */
interface Side {
  readonly best: Float64Array;
  paired: number;
  left: number;
}
const sideAsked: Side = { best: new Float64Array(WORDS_MAX), paired: 0, left: 0 };
const sideListed: Side = { best: new Float64Array(WORDS_MAX), paired: 0, left: 0 };

function addUp(side: Side, best: Float64Array, telling: number): void {
  side.paired = 0;
  side.left = 0;
  for (let words = telling; words !== 0; words &= words - 1) {
    const most = best[31 - Math.clz32(words & -words)] as number;
    if (most === 0) {
      side.left += 1;
      continue;
    }
    let at = side.paired;
    for (; at > 0 && (side.best[at - 1] as number) < most; at--) {
      side.best[at] = side.best[at - 1] as number;
    }
    side.best[at] = most;
    side.paired += 1;
  }
}

/** What surrounds the words that tell. */
export interface Surroundings {
  /** Telling words of either name, one bit each. */
  asked: number;
  listed: number;
  /** Initials and the like: each may take a word that nothing else would. */
  initials: number;
  /** Weight of what names nobody and may agree all the same. */
  besides: number;
  /** Whether each word answers one word at most: no runs, and none that stands for several. */
  single: boolean;
}

/** The best pairs count most and the others least: the most that any weights can make of them. */
function likeness(side: Side, pairs: number, conflicts: number, around: Surroundings): number {
  const heavy = around.single ? HEAVY : HEAVY_RUN;
  let agreed = around.besides;
  let weight = around.besides + conflicts;
  for (let nth = 0; nth < pairs; nth++) {
    agreed += LIGHT * (side.best[nth] as number);
    weight += LIGHT;
  }
  let most = agreed / weight;
  for (let nth = 0; nth < pairs; nth++) {
    agreed += (heavy - LIGHT) * (side.best[nth] as number);
    weight += heavy - LIGHT;
    const alike = agreed / weight;
    if (alike > most) most = alike;
  }
  return most * (1 - CONFLICT * conflicts);
}

/** Likeness at most, from everything noted since `clearPairs`. */
export function likenessAtMost(around: Surroundings): number {
  const { asked, listed, initials, single } = around;
  addUp(sideAsked, bestAsked, asked);
  addUp(sideListed, bestListed, listed);
  const askedWords = sideAsked.paired + sideAsked.left;
  const listedWords = sideListed.paired + sideListed.left;
  const few = askedWords <= listedWords ? sideAsked : sideListed;
  const pairs = single ? Math.min(sideAsked.paired, sideListed.paired) : few.paired;
  const alone = single ? few.paired + few.left - pairs : Math.min(sideAsked.left, sideListed.left);
  const conflicts = Math.max(0, alone - initials);
  if (pairs === 0) return conflicts === 0 ? 1 : NOTHING;
  let alike = likeness(few, pairs, conflicts, around);
  for (let fewer = pairs - 1; fewer > 0 && fewer >= pairs - freed; fewer--) {
    alike = Math.max(alike, likeness(few, fewer, conflicts, around));
  }
  if (conflicts > 0 || !single || initials > 0) return alike;
  const moreAsked = askedWords - pairs;
  const moreListed = listedWords - pairs;
  const extras =
    Math.min(EXTRA_ASKED_MAX, EXTRA_ASKED * moreAsked) +
    Math.min(EXTRA_LISTED_MAX, EXTRA_LISTED * moreListed);
  return alike * (1 - extras) * (pairs === 1 && moreAsked + moreListed > 0 ? ONE_OF_SEVERAL : 1);
}
