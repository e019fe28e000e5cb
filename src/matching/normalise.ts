/**
 * The one normaliser of names, for records and checks alike: a written name becomes Latin words with
 * their weights. It must never throw, and must give a word for every name that has any sign at all.
 */
import { LIMITS } from '../limits.js';
import type { PersonName } from '../record/record.js';
import {
  promote,
  ROLE_FAMILY,
  ROLE_GIVEN,
  ROLE_NONE,
  signsToken,
  tokenOf,
  type NameToken,
  type Role,
} from './name-token.js';
import { unmask } from './confusables.js';
import { LATIN } from './scripts.js';
import { shapeOf, type Shape } from './shape.js';
import { traitsOf } from './traits.js';
import { transliterate, type Place, type Spelling } from './transliterate.js';
import { writtenWords, type WrittenWord } from './written-words.js';

/** Raised whenever the same name would be filed under other keys: then the index must be rebuilt. */
export const NORMALISER_VERSION = 3;

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

/**
 * Records and checks hold no longer names, two places for a character beyond the first 65,536. The
 * bound is kept here too: ordering the marks of a letter takes time with the square of their number.
 */
const TEXT_MAX = 2 * LIMITS.nameCharactersMax;
/** Ten words are more than any passport shows; each more costs a row of comparisons. */
const TOKENS_MAX = 10;

/** Digits that a library wrote among letters are letters in disguise. */
const MIXED = /[A-Z][0-9]|[0-9][A-Z]/;

function addWord(word: WrittenWord, place: Place, role: Role, tokens: NameToken[]): void {
  if (word.script === LATIN && isPlain(word.text)) {
    const token = tokenOf(plainSpelling(word.text), role);
    if (token !== null) tokens.push(token);
    return;
  }
  for (const spelling of transliterate(word.text, word.script, place)) {
    const readings = spelling.readings.map((text) => (MIXED.test(text) ? unmask(text) : text));
    const token = tokenOf({ ...spelling, readings }, role);
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

/** At most `TOKENS_MAX`; what says least goes first. */
function bounded(tokens: NameToken[]): NameToken[] {
  if (tokens.length <= TOKENS_MAX) return tokens;
  const named = tokens.filter((token) => token.significant);
  const telling = named.length === 0 ? tokens : named;
  // The last word is the family name, or may be.
  return telling.length <= TOKENS_MAX
    ? telling
    : [...telling.slice(0, TOKENS_MAX - 1), ...telling.slice(-1)];
}

/** Name fields of a machine readable zone hold 30, 31 or 39 characters, fillers included. */
function mayBeCut(tokens: readonly NameToken[]): boolean {
  let length = tokens.length;
  for (const token of tokens) length += token.word.text.length;
  return (length >= 29 && length <= 32) || (length >= 38 && length <= 40);
}

function parts(name: PersonName): { family: string; given: string; full: string } {
  let family = (name.family ?? '').slice(0, TEXT_MAX);
  let given = (name.given ?? '').slice(0, TEXT_MAX);
  let full = (name.fullName ?? '').slice(0, TEXT_MAX);
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
