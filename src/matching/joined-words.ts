/**
 * One word of a name against neighbouring words of another that say the same when written together.
 * It must never use a word twice.
 */
import { bitCount } from './bits.js';
import { codesAlike } from './distance.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import { WORD_CODES_MAX } from './phonetic.js';
import { take } from './tally.js';
import { IS_UNVOWELLED, SIGNIFICANT, groupsOfTraits, lengthOfTraits } from './traits.js';

/** `ABD AL RAHMAN`, `PLAT ONO VICH`: more pieces are a different name. */
export const PIECES_MAX = 4;
/** Lengths further apart than this cannot be alike enough. */
export const LONGER_MAX = 1.35;
/** Pieces must agree better than single words do: there are many runs to choose from. */
export const ALIKE_ENOUGH = 0.74;
/** Groups of sounds that only one side has; with more, too many sounds differ to be that much alike. */
export const GROUPS_APART_MAX = 3;

const joined = new Uint8Array(WORD_CODES_MAX);

function join(several: readonly NameToken[], from: number, to: number): number {
  let length = 0;
  for (let j = from; j <= to; j++) {
    const codes = several[j]?.word.codes;
    if (codes === undefined) break;
    for (let i = 0; i < codes.length && length < WORD_CODES_MAX; i++) {
      const code = codes[i] as number;
      // A sound doubled by the joint counts once, as within a word.
      if (length === 0 || joined[length - 1] !== code) joined[length++] = code;
    }
  }
  return length;
}

/** The best run found by the last `findRun`. */
const run = { likeness: 0, from: 0, to: 0 };

function tryRun(
  token: NameToken,
  several: PreparedName,
  from: number,
  to: number,
  unvowelled: boolean,
): void {
  const length = join(several.tokens, from, to);
  for (const word of token.words) {
    const alike = codesAlike(word, joined, length, unvowelled, token.syllabic, ALIKE_ENOUGH);
    if (alike <= run.likeness) continue;
    run.likeness = alike;
    run.from = from;
    run.to = to;
  }
}

/** Whether a run of so many sounds in these groups may say the same as one word. */
export function mayBeRun(word: number, groups: number, length: number): boolean {
  const own = lengthOfTraits(word);
  const apart = length > own ? length / own : own / length;
  return apart <= LONGER_MAX && bitCount(groupsOfTraits(word ^ groups)) <= GROUPS_APART_MAX;
}

/** Finds the run of unused neighbours most like one word: `run`; false where there is none. */
function findRun(token: NameToken, word: number, several: PreparedName, used: Uint8Array): boolean {
  const { traits } = several;
  run.likeness = 0;
  for (let start = 0; start + 1 < traits.length; start++) {
    const end = Math.min(traits.length, start + PIECES_MAX);
    let length = 0;
    let groups = 0;
    for (let j = start; j < end && used[j] === 0; j++) {
      const next = traits[j] as number;
      length += lengthOfTraits(next);
      groups |= next;
      if (j === start) continue;
      // Without vowels lengths and groups say nothing; other readings may be of another length.
      const unvowelled = ((word | groups) & IS_UNVOWELLED) !== 0;
      const open = unvowelled || token.words.length > 1;
      if (open || mayBeRun(word, groups, length)) tryRun(token, several, start, j, unvowelled);
    }
  }
  return run.likeness > 0;
}

/**
 * Every telling word of one name with every run of the other that says the same, whatever else is
 * paired: `note` is told the word, the run as bits, and how alike they are.
 */
export function eachRun(
  single: PreparedName,
  several: PreparedName,
  note: (word: number, run: number, alike: number) => void,
): void {
  const { traits } = several;
  for (let i = 0; i < single.traits.length; i++) {
    const own = single.traits[i] as number;
    if ((own & SIGNIFICANT) === 0) continue;
    const token = single.tokens[i] as NameToken;
    for (let start = 0; start + 1 < traits.length; start++) {
      let length = lengthOfTraits(traits[start] as number);
      let groups = traits[start] as number;
      for (let j = start + 1; j < traits.length && j < start + PIECES_MAX; j++) {
        length += lengthOfTraits(traits[j] as number);
        groups |= traits[j] as number;
        const unvowelled = ((own | groups) & IS_UNVOWELLED) !== 0;
        if (!unvowelled && token.words.length === 1 && !mayBeRun(own, groups, length)) continue;
        run.likeness = 0;
        tryRun(token, several, start, j, unvowelled);
        if (run.likeness > 0) note(i, ((1 << (j - start + 1)) - 1) << start, run.likeness);
      }
    }
  }
}

/** Whether two words next to each other are left. */
function hasNeighbours(count: number, used: Uint8Array): boolean {
  for (let i = 1; i < count; i++) if (used[i - 1] === 0 && used[i] === 0) return true;
  return false;
}

/** Pairs single words with runs and counts them: ABDULRAHMAN against ABDUL RAHMAN. */
export function pairJoined(
  single: PreparedName,
  usedSingle: Uint8Array,
  several: PreparedName,
  usedSeveral: Uint8Array,
): void {
  if (!hasNeighbours(several.tokens.length, usedSeveral)) return;
  for (let i = 0; i < single.traits.length; i++) {
    const own = single.traits[i] as number;
    if ((own & SIGNIFICANT) === 0 || usedSingle[i] === 1) continue;
    const token = single.tokens[i] as NameToken;
    if (!findRun(token, own, several, usedSeveral)) continue;
    usedSingle[i] = 1;
    let weight = 0;
    let known = 0;
    for (let j = run.from; j <= run.to; j++) {
      usedSeveral[j] = 1;
      weight += several.tokens[j]?.weight ?? 0;
      known += several.tokens[j]?.information ?? 0;
    }
    take(Math.max(1, weight), run.likeness, Math.max(token.information, known));
  }
}
