/**
 * A remembered name in a few dozen bytes, and the most that a name asked can be like it: told from the
 * sounds of each word, in whatever order, without a look at the person.
 * It must never say less than `quick-look.ts` would; what it cannot tell it leaves to that.
 *
 *   0      the number of words; bit 7: as long as the name field of a zone, so that a word may be cut
 * then of each word: its traits (4, little endian), whether it may end a zone, the length of its text,
 * the number of its sounds, then both
 */
import { CUT_LIKENESS, mayEndZone } from './align.js';
import { SAME_NAME } from './alike.js';
import { clearPairs, likenessAtMost, notePair, noteRun, type Surroundings } from './best-pairs.js';
import { ALIKE_MIN, codesAlike, slipLikeness } from './distance.js';
import { CHEAPEST_GAP } from './edit-costs.js';
import { ALIKE_ENOUGH, PIECES_MAX, mayBeRun } from './joined-words.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import { WORD_CODES_MAX } from './phonetic.js';
import type { Prepared } from './prepare.js';
import { agreement } from './tally.js';
import { HAS_FORMS, MAY_BE_INITIALS, SIGNIFICANT, lengthOfTraits, mayAgree } from './traits.js';
import type { Word } from './word.js';

export type Sketch = Uint8Array;

const CUT = 128;
const WORD_HEAD = 7;
const WORDS_MAX = 16;
/** What agrees but a little is a pair all the same, and parts nobody. */
const LITTLE = 1e-9;

/** The sketch of a person's one name; `null` where it is not one of plain words. */
export function sketchOf({ names }: Prepared): Sketch | null {
  const [name] = names;
  if (names.length !== 1 || name === undefined) return null;
  const bytes = [name.tokens.length | (name.mayBeCut ? CUT : 0)];
  for (const [nth, { plain, word }] of name.tokens.entries()) {
    if (!plain || word.initials) return null;
    const traits = name.traits[nth] as number;
    bytes.push(traits & 255, (traits >> 8) & 255, (traits >> 16) & 255, traits >>> 24);
    bytes.push(Number(mayEndZone(name, nth)), word.text.length, word.codes.length);
    for (let at = 0; at < word.text.length; at++) bytes.push(word.text.charCodeAt(at));
    bytes.push(...word.codes);
  }
  return Uint8Array.from(bytes);
}

/** The sketch that is looked at: of each word where it lies, and its numbers. */
const listed = {
  words: 0,
  cut: false,
  traits: new Int32Array(WORDS_MAX),
  ends: new Uint8Array(WORDS_MAX),
  texts: new Uint16Array(WORDS_MAX),
  letters: new Uint8Array(WORDS_MAX),
  sounds: new Uint8Array(WORDS_MAX),
};

function read(sketch: Sketch): void {
  const [head = 0] = sketch;
  listed.words = head & ~CUT;
  listed.cut = head >= CUT;
  let at = 1;
  for (let j = 0; j < listed.words; j++) {
    listed.traits[j] =
      (sketch[at] as number) |
      ((sketch[at + 1] as number) << 8) |
      ((sketch[at + 2] as number) << 16) |
      ((sketch[at + 3] as number) << 24);
    listed.ends[j] = sketch[at + 4] as number;
    listed.letters[j] = sketch[at + 5] as number;
    listed.sounds[j] = sketch[at + 6] as number;
    listed.texts[j] = at + WORD_HEAD;
    at += WORD_HEAD + (sketch[at + 5] as number) + (sketch[at + 6] as number);
  }
}

const codes = new Uint8Array(WORD_CODES_MAX);

/** Puts the sounds of the words `from` to `to` into `codes`, as `joined-words.ts` joins them; gives how many. */
function join(sketch: Sketch, from: number, to: number): number {
  let length = 0;
  for (let j = from; j <= to; j++) {
    const start = (listed.texts[j] as number) + (listed.letters[j] as number);
    for (let i = 0; i < (listed.sounds[j] as number) && length < WORD_CODES_MAX; i++) {
      const code = sketch[start + i] as number;
      if (from === to || length === 0 || codes[length - 1] !== code) codes[length++] = code;
    }
  }
  return length;
}

/** How many letters the beginnings of a text and of a filed word have in common. */
function sameLetters(text: string, sketch: Sketch, j: number): number {
  const start = listed.texts[j] as number;
  const most = Math.min(text.length, listed.letters[j] as number);
  let same = 0;
  while (same < most && text.charCodeAt(same) === sketch[start + same]) same += 1;
  return same;
}

const isText = (text: string, sketch: Sketch, j: number): boolean =>
  text.length === listed.letters[j] && sameLetters(text, sketch, j) === text.length;

/** Likeness at most where one slip of the pen may part two texts. */
function slipAtMost(text: string, sketch: Sketch, j: number): number {
  const letters = listed.letters[j] as number;
  const more = Math.abs(letters - text.length);
  if (more > 1) return 0;
  const end = (listed.texts[j] as number) + letters;
  const from = sameLetters(text, sketch, j);
  const most = Math.min(text.length, letters) - from;
  let back = 1;
  while (back <= most && text.charCodeAt(text.length - back) === sketch[end - back]) back += 1;
  const apart = Math.max(text.length, letters) - from - back + 1;
  return apart <= 2 - more ? slipLikeness(text.length, letters) : 0;
}

/** Likeness of two names of plain words, or a little more. */
function wordAlike(word: Word, traits: number, sketch: Sketch, j: number): number {
  if (!mayAgree(traits, listed.traits[j] as number)) return 0;
  if (isText(word.text, sketch, j)) return 1;
  const sound = codesAlike(word, codes, join(sketch, j, j), false, false, ALIKE_MIN);
  const alike = Math.max(sound, slipAtMost(word.text, sketch, j));
  const bothHaveForms = (traits & (listed.traits[j] as number) & HAS_FORMS) !== 0;
  return bothHaveForms ? Math.max(alike, SAME_NAME) : alike;
}

const around: Surroundings = { asked: 0, listed: 0, initials: 0, besides: 0, single: true };

/** A word that names nobody and is compared by its text alone; of others a sketch cannot tell. */
const isBeside = ({ significant, word, words, unvowelled, syllabic }: NameToken): boolean =>
  !significant &&
  words.length === 1 &&
  !unvowelled &&
  !syllabic &&
  word.kind !== 'initial' &&
  word.kind !== 'servant';

function noteWords(asked: PreparedName, sketch: Sketch): void {
  for (let i = 0; i < asked.tokens.length; i++) {
    const { word, significant } = asked.tokens[i] as NameToken;
    const traits = asked.traits[i] as number;
    for (let j = 0; j < listed.words; j++) {
      if (significant) {
        const alike = wordAlike(word, traits, sketch, j);
        if (alike > 0) notePair(i, j, Math.max(LITTLE, agreement(alike)));
      } else if (isText(word.text, sketch, j)) {
        notePair(i, j, 1);
        around.initials += 1;
      }
    }
  }
}

/** The word that may be cut, with every word that begins like it. */
function noteCut(asked: PreparedName, sketch: Sketch): void {
  if (!asked.mayBeCut && !listed.cut) return;
  for (let i = 0; i < asked.tokens.length; i++) {
    const { significant, word } = asked.tokens[i] as NameToken;
    const { text } = word;
    const askedCut = asked.mayBeCut && mayEndZone(asked, i);
    for (let j = 0; j < listed.words; j++) {
      const same = sameLetters(text, sketch, j);
      const begins = askedCut && same === text.length;
      if (begins || (listed.cut && listed.ends[j] === 1 && same === listed.letters[j])) {
        notePair(i, j, CUT_LIKENESS);
        if (!significant) around.initials += 1;
      }
    }
  }
}

/** Every telling word asked with every run of the listed name that sounds like it. */
function noteListedRuns(asked: PreparedName, sketch: Sketch): void {
  for (let i = 0; i < asked.tokens.length; i++) {
    const own = asked.traits[i] as number;
    if ((own & SIGNIFICANT) === 0) continue;
    const { word } = asked.tokens[i] as NameToken;
    for (let from = 0; from + 1 < listed.words; from++) {
      let groups = listed.traits[from] as number;
      let length = lengthOfTraits(groups);
      for (let to = from + 1; to < listed.words && to < from + PIECES_MAX; to++) {
        groups |= listed.traits[to] as number;
        length += lengthOfTraits(listed.traits[to] as number);
        if (!mayBeRun(own, groups, length)) continue;
        const alike = codesAlike(word, codes, join(sketch, from, to), false, false, ALIKE_ENOUGH);
        if (alike === 0) continue;
        around.single = false;
        noteRun(1 << i, ((1 << (to - from + 1)) - 1) << from, agreement(alike));
      }
    }
  }
}

/** How alike a run asked of so many sounds can be to a listed word at most, by sounds in any order. */
function runAtMost(
  tokens: readonly NameToken[],
  from: number,
  to: number,
  length: number,
  sketch: Sketch,
  j: number,
): number {
  const count = listed.sounds[j] as number;
  const start = (listed.texts[j] as number) + (listed.letters[j] as number);
  // A sound doubled by a joint counts once.
  const least = Math.min(WORD_CODES_MAX, length - (to - from));
  let cost = least > count ? (least - count) * CHEAPEST_GAP : 0;
  for (let i = start; i < start + count; i++) {
    const code = sketch[i] as number;
    let cheapest = 255;
    for (let nth = from; nth <= to; nth++) {
      const own = (tokens[nth] as NameToken).word.cheapest[code] as number;
      if (own < cheapest) cheapest = own;
    }
    cost += cheapest;
  }
  return 1 - cost / (100 * Math.max(count, length));
}

/** Every listed word with every run asked that may sound like it. */
function noteAskedRuns({ tokens, traits }: PreparedName, sketch: Sketch): void {
  for (let from = 0; from + 1 < tokens.length; from++) {
    let groups = traits[from] as number;
    let length = lengthOfTraits(groups);
    for (let to = from + 1; to < tokens.length && to < from + PIECES_MAX; to++) {
      groups |= traits[to] as number;
      length += lengthOfTraits(traits[to] as number);
      for (let j = 0; j < listed.words; j++) {
        if (!mayBeRun(listed.traits[j] as number, groups, length)) continue;
        const alike = runAtMost(tokens, from, to, length, sketch, j);
        if (alike < ALIKE_ENOUGH) continue;
        around.single = false;
        noteRun(((1 << (to - from + 1)) - 1) << from, 1 << j, agreement(alike));
      }
    }
  }
}

function isLike(asked: PreparedName, sketch: Sketch, enough: number): boolean {
  around.asked = 0;
  around.listed = (1 << listed.words) - 1;
  around.initials = 0;
  around.besides = 0;
  around.single = true;
  for (let i = 0; i < asked.tokens.length; i++) {
    const token = asked.tokens[i] as NameToken;
    if (token.plain && ((asked.traits[i] as number) & MAY_BE_INITIALS) === 0)
      around.asked |= 1 << i;
    else if (isBeside(token)) around.besides += token.weight;
    else return true;
  }
  clearPairs(asked.tokens.length, listed.words);
  noteWords(asked, sketch);
  noteCut(asked, sketch);
  if (likenessAtMost(around) >= enough) return true;
  noteListedRuns(asked, sketch);
  noteAskedRuns(asked, sketch);
  return !around.single && likenessAtMost(around) >= enough;
}

/** Sums of fractions are not exact. */
const ROUNDED = 0.000_1;

/** Whether the person of a sketch may answer any name asked that well. */
export function mayBeSketched(asked: Prepared, sketch: Sketch, enough: number): boolean {
  read(sketch);
  for (const name of asked.names) if (isLike(name, sketch, enough - ROUNDED)) return true;
  return false;
}
