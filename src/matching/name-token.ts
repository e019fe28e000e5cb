/**
 * One Latin word of a name with everything its comparison and filing need, made once and kept.
 * It must never hold more than a bounded number of words.
 */
import { givenForms, namesOfGroup, type GivenForm } from './given-names.js';
import { isCommon, wordKind, type WordKind } from './name-words.js';
import { soundCodes } from './phonetic.js';
import { skeletonOf } from './skeleton.js';
import { MASK_BIT } from './sound-codes.js';

export interface Word {
  /** `A-Z0-9`. */
  readonly text: string;
  readonly codes: Uint8Array;
  /** The groups of sounds that occur, one bit each. */
  readonly mask: number;
  readonly skeleton: string;
  readonly kind: WordKind;
  readonly common: boolean;
  readonly forms: readonly GivenForm[];
  /** Two or three consonants that may be initials: JC. */
  readonly initials: boolean;
}

/** Names follow Zipf's law: this many words make nearly every check a hit. About 10 MB. */
const WORDS_KEPT = 32_768;
/** Longer words would let a sender fill the memory; they are made anew each time. */
const KEPT_LENGTH_MAX = 24;
const INITIALS_MAX = 3;
/** Letters of a word that are looked at; the sound codes stop earlier. */
const WORD_LETTERS_MAX = 64;

let words = new Map<string, Word>();

function make(text: string): Word {
  const codes = soundCodes(text);
  const skeleton = skeletonOf(codes);
  let mask = 0;
  for (const code of codes) mask |= MASK_BIT[code] ?? 0;
  const kind = wordKind(text);
  return {
    text,
    codes,
    mask,
    skeleton,
    kind,
    common: isCommon(skeleton),
    forms: givenForms(text),
    initials: text.length > 1 && text.length <= INITIALS_MAX && !/[AEIOUY0-9]/.test(text),
  };
}

/** The word of a text of `A-Z0-9`. */
export function wordOf(text: string): Word {
  const known = words.get(text);
  if (known !== undefined) return known;
  const word = make(text.length > WORD_LETTERS_MAX ? text.slice(0, WORD_LETTERS_MAX) : text);
  if (text.length <= KEPT_LENGTH_MAX) {
    if (words.size >= WORDS_KEPT) words = new Map();
    words.set(text, word);
  }
  return word;
}

/** How many other skeletons of one name are asked for. */
const EQUAL_SKELETONS_MAX = 4;
const equals = new Map<number, readonly string[]>();

function skeletonsOfGroup(group: number): readonly string[] {
  let known = equals.get(group);
  if (known === undefined) {
    const counts = new Map<string, number>();
    for (const name of namesOfGroup(group)) {
      const { skeleton } = wordOf(name);
      counts.set(skeleton, (counts.get(skeleton) ?? 0) + 1);
    }
    // The skeleton of most forms first: it reaches most records.
    known = [...counts].sort((left, right) => right[1] - left[1]).map(([skeleton]) => skeleton);
    equals.set(group, known);
  }
  return known;
}

const NONE: readonly string[] = [];
const equalsOfWord = new WeakMap<Word, readonly string[]>();

/** Skeletons of the same name in other languages, without the word's own; most frequent first. */
export function equalSkeletons(word: Word): readonly string[] {
  if (word.forms.length === 0) return NONE;
  let known = equalsOfWord.get(word);
  if (known === undefined) {
    known = collectEquals(word);
    equalsOfWord.set(word, known);
  }
  return known;
}

function collectEquals(word: Word): string[] {
  const found: string[] = [];
  for (const { group } of word.forms) {
    for (const skeleton of skeletonsOfGroup(group)) {
      if (found.length === EQUAL_SKELETONS_MAX) return found;
      if (skeleton !== word.skeleton && !found.includes(skeleton)) found.push(skeleton);
    }
  }
  return found;
}
