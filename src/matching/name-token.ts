/**
 * One word of a name in its place: its readings, its part in the score and what it tells.
 * It must never know its neighbours, save where too few words are left to name anybody.
 */
import { ordinaryOfZone } from './arabic.js';
import type { Spelling } from './transliterate.js';
import { wordOf, type Word } from './word.js';

export const ROLE_NONE = 0;
export const ROLE_FAMILY = 1;
export const ROLE_GIVEN = 2;
export type Role = 0 | 1 | 2;

export interface NameToken {
  /** The first reading. */
  readonly word: Word;
  /** The first reading and its alternatives. */
  readonly words: readonly [Word, ...Word[]];
  readonly role: Role;
  /** Names a person, unlike an article, a title or an initial. */
  readonly significant: boolean;
  /** Its part in the score. */
  readonly weight: number;
  /** How much it tells of who is meant: 1 for a name that few bear. */
  readonly information: number;
  readonly unvowelled: boolean;
  readonly syllabic: boolean;
  /** A name read in one way, from a script that writes its sounds: most words. */
  readonly plain: boolean;
}

/** Readings of one word; scripts have at most five. */
const WORDS_PER_TOKEN_MAX = 5;

const WEIGHT = {
  name: 1,
  servant: 0.4,
  particle: 0.15,
  article: 0.1,
  title: 0.05,
  initial: 0.5,
} as const;
const WEIGHT_COMMON = 0.8;
const WEIGHT_SHORT = 0.85;
const INFORMATION_COMMON = 0.6;
const INFORMATION_PROMOTED = 0.4;
const INFORMATION_INITIAL = 0.2;

/** Readings of a Latin word beside its letters: zone codes for umlauts and Arabic letters. */
function latinReadings(readings: readonly string[]): { readings: string[]; zone: boolean } {
  const all = [...readings];
  let zone = false;
  for (const text of readings) {
    if (!text.includes('X')) continue;
    if (text.includes('XX')) all.push(text.replaceAll('UXX', 'U').replaceAll('NXX', 'N'));
    const plain = ordinaryOfZone(text);
    if (plain !== null) {
      all.push(plain);
      zone = true;
    }
  }
  return { readings: all, zone };
}

/** The token of a spelling, or `null` where nothing of it can be written. */
export function tokenOf(spelling: Spelling, role: Role): NameToken | null {
  const { readings, zone } = latinReadings(spelling.readings);
  const words: Word[] = [];
  for (const text of readings) {
    if (text === '' || words.length === WORDS_PER_TOKEN_MAX) continue;
    const word = wordOf(text);
    if (!words.includes(word)) words.push(word);
  }
  const [first, ...others] = words;
  if (first === undefined) return null;
  const named = first.kind === 'name';
  const unvowelled = spelling.unvowelled || zone;
  let weight: number = WEIGHT[first.kind];
  if (named && first.common) weight = WEIGHT_COMMON;
  else if (named && first.text.length <= 2) weight = WEIGHT_SHORT;
  const information = named
    ? first.common
      ? INFORMATION_COMMON
      : 1
    : first.kind === 'initial'
      ? INFORMATION_INITIAL
      : 0;
  return {
    word: first,
    words: [first, ...others],
    role: spelling.role === ROLE_NONE ? role : spelling.role,
    significant: named,
    weight,
    information,
    unvowelled,
    syllabic: spelling.syllabic,
    plain: named && others.length === 0 && !unvowelled && !spelling.syllabic,
  };
}

/** `A` to `P` for the sixteen digits of a code point. */
function lettersOf(codePoint: number): string {
  let letters = '';
  for (const digit of codePoint.toString(16)) {
    letters += String.fromCharCode(65 + Number.parseInt(digit, 16));
  }
  return letters;
}

/** A name of signs alone (no letter in any script) stays findable by its code points. */
export function signsToken(text: string, role: Role): NameToken {
  let letters = '';
  for (const char of text.normalize('NFKC')) {
    if (char.trim() !== '') letters += lettersOf(char.codePointAt(0) ?? 0);
  }
  const word = wordOf(letters === '' ? 'O' : letters);
  return {
    word,
    words: [word],
    role,
    significant: true,
    weight: 1,
    information: INFORMATION_PROMOTED,
    unvowelled: false,
    syllabic: false,
    plain: false,
  };
}

const raise = (token: NameToken): NameToken => ({
  ...token,
  significant: true,
  weight: WEIGHT_SHORT,
  information: INFORMATION_PROMOTED,
});

/** Where too few real names are left, particles, then titles, are names: LE DUAN, BEN AMAR, MAJOR. */
export function promote(tokens: NameToken[], atLeast: number): NameToken[] {
  let named = 0;
  for (const token of tokens) named += Number(token.significant);
  if (named >= atLeast) return tokens;
  const raised = tokens.map((token) => {
    const { kind, text } = token.word;
    return (kind === 'servant' || kind === 'particle') && text.length > 1 ? raise(token) : token;
  });
  if (raised.some((token) => token.significant)) return raised;
  return tokens.map(raise);
}
