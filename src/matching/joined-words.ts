/**
 * One word of a name against neighbouring words of another that say the same when written together.
 * It must never use a word twice.
 */
import { codesAlike, mayBeAlike } from './distance.js';
import type { NameToken } from './normalise.js';
import { WORD_CODES_MAX } from './phonetic.js';

/** `ABD AL RAHMAN`, `PLAT ONO VICH`: more pieces are a different name. */
const PIECES_MAX = 4;
/** Lengths further apart than this cannot be alike enough. */
const LONGER_MAX = 1.35;
/** Pieces must agree better than single words do: there are many runs to choose from. */
const ALIKE_ENOUGH = 0.74;

const joined = new Uint8Array(WORD_CODES_MAX);

/** The best run found by the last call. */
export const run = { likeness: 0, from: 0, to: 0 };

function join(several: readonly NameToken[], from: number, to: number): number {
  let length = 0;
  for (let j = from; j <= to; j++) {
    const codes = several[j]?.words[0].codes;
    if (codes === undefined) break;
    for (let i = 0; i < codes.length && length < WORD_CODES_MAX; i++) {
      const code = codes[i] as number;
      // A sound doubled by the joint counts once, as within a word.
      if (length === 0 || joined[length - 1] !== code) joined[length++] = code;
    }
  }
  return length;
}

/** What is known of a run before it is written together. */
interface Outline {
  from: number;
  to: number;
  length: number;
  mask: number;
  unvowelled: boolean;
}

const outline: Outline = { from: 0, to: 0, length: 0, mask: 0, unvowelled: false };

function compare(token: NameToken, several: readonly NameToken[]): void {
  const { from, to, mask, unvowelled } = outline;
  for (const { codes, mask: own } of token.words) {
    const apart =
      outline.length > codes.length ? outline.length / codes.length : codes.length / outline.length;
    if (!unvowelled && (apart > LONGER_MAX || !mayBeAlike(own, mask))) continue;
    const length = join(several, from, to);
    const alike = codesAlike(codes, codes.length, joined, length, unvowelled, token.syllabic);
    if (alike < ALIKE_ENOUGH || alike <= run.likeness) continue;
    run.likeness = alike;
    run.from = from;
    run.to = to;
  }
}

/** Finds the run of unused neighbours most like one word: `run`; false where there is none. */
export function findRun(
  token: NameToken,
  several: readonly NameToken[],
  used: Uint8Array,
): boolean {
  run.likeness = 0;
  for (let start = 0; start + 1 < several.length; start++) {
    outline.from = start;
    outline.length = 0;
    outline.mask = 0;
    outline.unvowelled = token.unvowelled;
    const end = Math.min(several.length, start + PIECES_MAX);
    for (let j = start; j < end && used[j] === 0; j++) {
      const next = several[j];
      if (next === undefined) break;
      const [word] = next.words;
      outline.length += word.codes.length;
      outline.mask |= word.mask;
      outline.unvowelled ||= next.unvowelled;
      outline.to = j;
      if (j > start) compare(token, several);
    }
  }
  return run.likeness > 0;
}
