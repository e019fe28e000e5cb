/**
 * The shape of a name in forty-eight bits: for up to three words the groups of sounds they hold, so
 * that a misspelt word keeps most of its bits. It must never be used to decide, only to order.
 */
import { bitCount } from './bits.js';
import { equalWords, type Word } from './word.js';
import type { NameToken } from './name-token.js';
import { VOWEL_MASK } from './sound-codes.js';

/** Words of a record's name with bits of their own; the third takes in all that follow. */
export const SHAPE_WORDS = 3;
/** Bit of a word whose script leaves vowels out: then consonants alone are compared. */
export const UNVOWELLED = 1 << 15;

const ALL = UNVOWELLED - 1;
const CONSONANTS = ALL & ~VOWEL_MASK;

/** Words of a check that are compared, and masks of one word. */
const ASKED_WORDS_MAX = 5;
const ASKED_MASKS_MAX = 4;

/** A record's name: one mask a word, 0 where there is none. */
export type Shape = readonly [number, number, number];
/** A name asked: masks of its words, of their other readings and of the same name elsewhere. */
export interface AskedShape {
  readonly words: number;
  readonly masks: Uint16Array;
  /** Groups in each mask. */
  readonly sizes: Uint8Array;
  /** To which word each mask belongs; words in order. */
  readonly owners: Uint8Array;
}

const maskOf = (word: Word, token: NameToken): number =>
  token.unvowelled ? word.mask | UNVOWELLED : word.mask;

/** The words that tell; all of them where none does. */
function tellingWords(tokens: readonly NameToken[]): readonly NameToken[] {
  const telling = tokens.filter((token) => token.significant);
  return telling.length === 0 ? tokens : telling;
}

export function shapeOf(tokens: readonly NameToken[]): Shape {
  const telling = tellingWords(tokens);
  const masks: [number, number, number] = [0, 0, 0];
  // The last word is the family name, or may be: it keeps its own bits.
  const first = telling[0];
  const last = telling.length > 1 ? telling.at(-1) : undefined;
  if (first !== undefined) masks[0] = maskOf(first.word, first);
  if (last !== undefined) masks[1] = maskOf(last.word, last);
  for (const token of telling.slice(1, -1)) masks[2] |= maskOf(token.word, token);
  return masks;
}

function makeAskedShape(tokens: readonly NameToken[]): AskedShape {
  const telling = tellingWords(tokens);
  const last = telling.at(-1);
  const words = telling.slice(0, ASKED_WORDS_MAX);
  if (words.length < telling.length && last !== undefined) words[ASKED_WORDS_MAX - 1] = last;
  const masks: number[] = [];
  const owners: number[] = [];
  words.forEach((token, owner) => {
    const own = new Set(token.words.map((word) => maskOf(word, token)));
    for (const word of equalWords(token.word)) {
      if (own.size < ASKED_MASKS_MAX) own.add(word.mask);
    }
    for (const mask of own) {
      masks.push(mask);
      owners.push(owner);
    }
  });
  return {
    words: words.length,
    masks: Uint16Array.from(masks),
    sizes: Uint8Array.from(masks, (mask) => bitCount(mask & ALL)),
    owners: Uint8Array.from(owners),
  };
}

/** Made once for a name, though asked for with every candidate. */
const askedShapes = new WeakMap<readonly NameToken[], AskedShape>();

/** The shape of a name asked. */
export function askedShape(tokens: readonly NameToken[]): AskedShape {
  let shape = askedShapes.get(tokens);
  if (shape === undefined) {
    shape = makeAskedShape(tokens);
    askedShapes.set(tokens, shape);
  }
  return shape;
}

/** How far two sets are the same counts more than how much of the smaller is in the larger. */
const SAME = 0.85;
const SCALE = 250;
/** A mask of that many groups is of several words: then it is enough to be among them. */
const SEVERAL = 8;
const AMONG = 0.9;

function likenessOfSets(shared: number, left: number, right: number): number {
  const same = shared / (left + right - shared);
  const alike = SAME * same + (1 - SAME) * (shared / Math.min(left, right));
  const among = right >= SEVERAL && right - left > 2 ? (AMONG * shared) / left : 0;
  return Math.round(SCALE * Math.max(alike, among));
}

/** `[shared, left, right]`, four bits each: likeness of two sets by their sizes. */
const LIKENESS = new Uint8Array(16 * 16 * 16);
for (let left = 1; left < 16; left++) {
  for (let right = 1; right < 16; right++) {
    for (let shared = 0; shared <= Math.min(left, right); shared++) {
      LIKENESS[(shared << 8) | (left << 4) | right] = likenessOfSets(shared, left, right);
    }
  }
}

function consonantsAlike(asked: number, listed: number): number {
  const left = bitCount(asked & CONSONANTS);
  const right = bitCount(listed & CONSONANTS);
  const shared = bitCount(asked & listed & CONSONANTS);
  return LIKENESS[(shared << 8) | (left << 4) | right] as number;
}

function alike(asked: number, left: number, listed: number, right: number): number {
  if (((asked | listed) & UNVOWELLED) !== 0) return consonantsAlike(asked, listed);
  return LIKENESS[(bitCount(asked & listed) << 8) | (left << 4) | right] as number;
}

/** By the words of the shorter name: one word of several is weak, two of three are nearly as good. */
const LESS = Float64Array.of(0, 0.85, 0.97, 1, 1, 1);

/**
 * Likeness of a name asked and three masks of a record, 0 to 1: the mean over the words of the shorter
 * name of the best counterpart of each. Allocates nothing.
 */
export function shapeLikeness(
  asked: AskedShape,
  first: number,
  second: number,
  third: number,
): number {
  const { masks, sizes, owners, words } = asked;
  const firstSize = bitCount(first & ALL);
  const secondSize = bitCount(second & ALL);
  const thirdSize = bitCount(third & ALL);
  let sum = 0;
  let best = 0;
  let owner = 0;
  let bestFirst = 0;
  let bestSecond = 0;
  let bestThird = 0;
  for (let i = 0; i < masks.length; i++) {
    if (owners[i] !== owner) {
      owner = owners[i] as number;
      sum += best;
      best = 0;
    }
    const mask = masks[i] as number;
    const size = sizes[i] as number;
    let found = alike(mask, size, first, firstSize);
    if (found > bestFirst) bestFirst = found;
    if (found > best) best = found;
    if (second === 0) continue;
    found = alike(mask, size, second, secondSize);
    if (found > bestSecond) bestSecond = found;
    if (found > best) best = found;
    if (third === 0) continue;
    found = alike(mask, size, third, thirdSize);
    if (found > bestThird) bestThird = found;
    if (found > best) best = found;
  }
  sum += best;
  const listed = second === 0 ? 1 : third === 0 ? 2 : SHAPE_WORDS;
  const fewer = words < listed ? words : listed;
  if (words > listed) sum = bestFirst + bestSecond + bestThird;
  if (fewer === 0) return 0;
  const mean = sum / (fewer * SCALE);
  return words === listed ? mean : mean * (LESS[fewer] as number);
}
