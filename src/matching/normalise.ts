/**
 * The one normaliser of names, for records and checks alike: a written name becomes Latin words with
 * their weights. It must never throw, and must give a word for every name that has any sign at all.
 */
import type { PersonName } from '../record/record.js';
import { ordinaryOfZone } from './arabic.js';
import { wordOf, type Word } from './name-token.js';
import { LATIN } from './scripts.js';
import { shapeOf, type Shape } from './shape.js';
import { traitsOf } from './traits.js';
import { transliterate, type Place, type Spelling } from './transliterate.js';
import { writtenWords, type WrittenWord } from './written-words.js';

/** Raised whenever the same name would be filed under other keys: then the index must be rebuilt. */
export const NORMALISER_VERSION = 1;

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

export interface PreparedName {
  /** The first readings with a blank between: what is shown. */
  readonly text: string;
  /** Given names first where the parts are known, else as written. */
  readonly tokens: readonly NameToken[];
  /** `traitsOf` each token. */
  readonly traits: readonly number[];
  readonly hasRoles: boolean;
  /** A weak alias. */
  readonly low: boolean;
  /** As long as the name field of a machine readable zone: the last word may be cut. */
  readonly mayBeCut: boolean;
  readonly shape: Shape;
}

/** Ten words are more than any passport shows; each more costs a row of comparisons. */
const TOKENS_MAX = 10;
/** Alternatives of one word; scripts have at most three. */
const WORDS_PER_TOKEN_MAX = 4;

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

function tokenOf(spelling: Spelling, role: Role): NameToken | null {
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

function addWord(word: WrittenWord, place: Place, role: Role, tokens: NameToken[]): void {
  if (word.script === LATIN && isPlain(word.text)) {
    const token = tokenOf(plainSpelling(word.text), role);
    if (token !== null) tokens.push(token);
    return;
  }
  for (const spelling of transliterate(word.text, word.script, place)) {
    const token = tokenOf(spelling, role);
    if (token !== null) tokens.push(token);
  }
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 65 || code > 90) return false;
  }
  return true;
}

const plainSpelling = (text: string): Spelling => ({
  readings: [text],
  unvowelled: false,
  syllabic: false,
  role: ROLE_NONE,
});

function partTokens(text: string, role: Role): NameToken[] {
  const written = writtenWords(text);
  const alone = role === ROLE_NONE && written.length === 1;
  const part: Place = role === ROLE_FAMILY ? 'family' : role === ROLE_GIVEN ? 'given' : 'among';
  const tokens: NameToken[] = [];
  for (const [index, word] of written.entries()) {
    // Of an undivided name in several words the first is the surname in Hangul and Han.
    const place = alone ? 'alone' : part === 'among' && index === 0 ? 'family' : part;
    addWord(word, place, role, tokens);
  }
  if (tokens.length === 0 && text.trim() !== '') tokens.push(signsToken(text, role));
  return tokens;
}

/** A name of signs alone (no letter in any script) stays findable by its code points. */
function signsToken(text: string, role: Role): NameToken {
  let digits = '';
  for (const char of text.normalize('NFKC')) {
    if (char.trim() !== '') digits += (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  }
  const word = wordOf(digits === '' ? '0' : digits);
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
function promote(tokens: NameToken[], atLeast: number): NameToken[] {
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

/** At most `TOKENS_MAX`; what says least goes first. */
function bounded(tokens: NameToken[]): NameToken[] {
  if (tokens.length <= TOKENS_MAX) return tokens;
  const named = tokens.filter((token) => token.significant);
  return (named.length === 0 ? tokens : named).slice(0, TOKENS_MAX);
}

/** Name fields of a machine readable zone hold 30, 31 or 39 characters, fillers included. */
function mayBeCut(tokens: readonly NameToken[]): boolean {
  let length = tokens.length;
  for (const token of tokens) length += token.word.text.length;
  return (length >= 29 && length <= 32) || (length >= 38 && length <= 40);
}

function parts(name: PersonName): { family: string; given: string; full: string } {
  let family = name.family ?? '';
  let given = name.given ?? '';
  let full = name.fullName ?? '';
  if (full !== '' && family === '' && given === '') {
    const comma = full.search(/[,\uff0c\u060c]/);
    if (comma > 0 && full.slice(comma + 1).trim() !== '') {
      family = full.slice(0, comma);
      given = full.slice(comma + 1);
      full = '';
    }
  }
  return { family, given, full };
}

function textOf(tokens: readonly NameToken[]): string {
  let text = '';
  for (const { word } of tokens) text += text === '' ? word.text : ` ${word.text}`;
  return text;
}

/** A name ready to be compared and filed, or `null` for one that is empty. */
export function normaliseName(name: PersonName): PreparedName | null {
  const { family, given, full } = parts(name);
  const divided = family.trim() !== '' && given.trim() !== '';
  let tokens: NameToken[];
  if (divided) {
    const givenTokens = promote(partTokens(given, ROLE_GIVEN), 1);
    const familyTokens = promote(partTokens(family, ROLE_FAMILY), 1);
    tokens = [...givenTokens, ...familyTokens];
  } else {
    const whole = full.trim() !== '' ? full : `${given} ${family}`;
    tokens = promote(partTokens(whole, ROLE_NONE), 2);
  }
  tokens = bounded(tokens);
  if (tokens.length === 0) return null;
  return {
    text: textOf(tokens),
    tokens,
    traits: tokens.map(traitsOf),
    hasRoles: tokens.some((token) => token.role !== ROLE_NONE),
    low: name.quality === 'low',
    mayBeCut: mayBeCut(tokens),
    shape: shapeOf(tokens),
  };
}
