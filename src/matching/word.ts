/**
 * One Latin word of a name with everything its comparison and filing need, made once and kept.
 * It must never hold more than a bounded number of words.
 */
import { cheapestBeside } from './edit-costs.js';
import { givenForms, namesOfGroup, type GivenForm } from './given-names.js';
import { isCommon, wordKind, type WordKind } from './name-words.js';
import { soundCodes } from './phonetic.js';
import { skeletonOf } from './skeleton.js';
import { MASK_BIT } from './sound-codes.js';

export interface Word {
  /** Of no other word of this process: by it likenesses are remembered. */
  readonly id: number;
  /** `A-Z0-9`. */
  readonly text: string;
  readonly codes: Uint8Array;
  /** The groups of sounds that occur, one bit each. */
  readonly mask: number;
  /** What each sound costs at least beside this word (`edit-costs.ts`). */
  readonly cheapest: Uint8Array;
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
let made = 0;

function make(text: string): Word {
  const codes = soundCodes(text);
  const skeleton = skeletonOf(codes);
  let mask = 0;
  for (const code of codes) mask |= MASK_BIT[code] ?? 0;
  const kind = wordKind(text);
  made += 1;
  return {
    id: made,
    text,
    codes,
    mask,
    cheapest: cheapestBeside(codes),
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

/** How many other forms of one name are looked for. */
const EQUALS_MAX = 4;
const wordsOfGroups = new Map<number, readonly Word[]>();

/** One word for each skeleton of a group, that of most forms first: it reaches most records. */
function wordsOfGroup(group: number): readonly Word[] {
  let known = wordsOfGroups.get(group);
  if (known === undefined) {
    const found = new Map<string, { word: Word; forms: number }>();
    for (const name of namesOfGroup(group)) {
      const word = wordOf(name);
      const entry = found.get(word.skeleton);
      if (entry === undefined) found.set(word.skeleton, { word, forms: 1 });
      else entry.forms += 1;
    }
    known = [...found.values()].sort((a, b) => b.forms - a.forms).map(({ word }) => word);
    wordsOfGroups.set(group, known);
  }
  return known;
}

const NONE: readonly Word[] = [];
const equals = new WeakMap<Word, readonly Word[]>();

function collectEquals(word: Word): Word[] {
  const found: Word[] = [];
  for (const { group } of word.forms) {
    for (const other of wordsOfGroup(group)) {
      if (found.length === EQUALS_MAX) return found;
      if (other.skeleton !== word.skeleton && !found.includes(other)) found.push(other);
    }
  }
  return found;
}

/** The same name in other languages, one word for each other skeleton; most frequent first. */
export function equalWords(word: Word): readonly Word[] {
  if (word.forms.length === 0) return NONE;
  let known = equals.get(word);
  if (known === undefined) {
    known = collectEquals(word);
    equals.set(word, known);
  }
  return known;
}
