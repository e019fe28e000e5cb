/**
 * The keys under which names are filed, and the words of a name that make them.
 * It must never give a record and a check different keys for the same name.
 *
 *   P a b   two words of a name, unordered; also with one sound of one word left out, so that a wrong
 *           letter on either side still meets
 *   C abc   the whole name written together; of a single word also with one sound left out
 *   Y a yy  a word and a year of birth            B ymd i  the day of birth and the first sound of a word
 *   D md a  a word and the day of birth in whichever year: a digit of the year is often misread
 *   I a i   a word and the first sound of another  S a      one word alone, unless very common
 */
import type { DateSpan } from '../record/edtf.js';
import { yearsOf } from './date-score.js';
import type { Word } from './word.js';
import { ROLE_FAMILY, type NameToken } from './name-token.js';
import { type PreparedName } from './normalise.js';
import { skeletonOfText } from './skeleton.js';

/** Words of a name by which it is filed: pairs grow with the square. */
const FILED_WORDS_MAX = 7;
/** A span of more years is not filed by year: too many persons share it. */
const FILED_YEARS_MAX = 6;

/** One word as it is filed. */
export interface Filed {
  readonly word: Word;
  readonly token: NameToken;
  readonly skeleton: string;
  /** All skeletons, those of other readings too; the first is `skeleton`. */
  readonly skeletons: readonly string[];
}

export const pairKey = (a: string, b: string): string => (a < b ? `P${a}.${b}` : `P${b}.${a}`);
export const wholeKey = (skeleton: string): string => `C${skeleton}`;
export const yearKey = (skeleton: string, year: number): string => `Y${skeleton}${year}`;
export const dayKey = (day: number, skeleton: string): string => `B${day}${skeleton.charAt(0)}`;
export const birthdayKey = (day: number, skeleton: string): string =>
  `D${day % 10_000}.${skeleton}`;
export const initialKey = (skeleton: string, other: string): string =>
  `I${skeleton}.${other.charAt(0)}`;
export const singleKey = (skeleton: string): string => `S${skeleton}`;

const VOWEL_CLASSES = ['a', 'i', 'u'] as const;

/** Short skeletons hold a vowel class; where the script has no vowels, all three are filed. */
function readings(token: NameToken): string[] {
  const found: string[] = [];
  for (const { skeleton } of token.words) {
    if (skeleton !== '' && !found.includes(skeleton)) found.push(skeleton);
    if (!token.unvowelled || skeleton.length > 3 || skeleton.startsWith('A')) continue;
    const bare = skeleton.replace(/[aiu]/, '');
    if (bare.length > 2) continue;
    for (const vowel of VOWEL_CLASSES) {
      const own = bare.charAt(0) + vowel + bare.slice(1);
      if (!found.includes(own)) found.push(own);
    }
  }
  return found;
}

/** The telling words of a name, in their order. */
export function filedWords(name: PreparedName): Filed[] {
  const found: Filed[] = [];
  for (const token of name.tokens) {
    if (!token.significant || found.length === FILED_WORDS_MAX) continue;
    const [word] = token.words;
    const single = token.words.length === 1 && !token.unvowelled;
    const skeletons = single ? [word.skeleton] : readings(token);
    found.push({ word, token, skeleton: word.skeleton, skeletons });
  }
  return found;
}

/** A skeleton with one sound left out, each place in turn, without doubles. */
export function shortened(skeleton: string): string[] {
  const found: string[] = [];
  if (skeleton.length < 2) return found;
  for (let i = 0; i < skeleton.length; i++) {
    if (i > 0 && skeleton.charAt(i) === skeleton.charAt(i - 1)) continue;
    found.push(skeleton.slice(0, i) + skeleton.slice(i + 1));
  }
  return found;
}

/** Pair keys of two words with one sound of either left out. */
export function shortenedPairs(a: Filed, b: Filed): string[] {
  return [
    ...shortened(a.skeleton).map((short) => pairKey(short, b.skeleton)),
    ...shortened(b.skeleton).map((short) => pairKey(a.skeleton, short)),
  ];
}

/** All words written together in one of their readings, particles too, from `start` around. */
function togetherFrom(tokens: readonly NameToken[], start: number, reading: number): string {
  let text = '';
  const count = tokens.length;
  for (let i = 0; i < count; i++) {
    const token = tokens[(start + i) % count];
    if (token !== undefined) text += (token.words[reading] ?? token.word).text;
  }
  return wholeKey(skeletonOfText(text));
}

/** Keys of the whole name: as it stands, and with the family name in front. */
export function wholeKeys(name: PreparedName): string[] {
  const { tokens } = name;
  const [only] = tokens;
  if (only === undefined) return [];
  if (tokens.length === 1) return readings(only).map(wholeKey);
  const last = tokens.length - 1;
  const family = tokens.findIndex((token) => token.role === ROLE_FAMILY);
  const keys = new Set<string>();
  const readingsMost = tokens.reduce((most, { words }) => Math.max(most, words.length), 1);
  for (let reading = 0; reading < readingsMost; reading++) {
    keys.add(togetherFrom(tokens, 0, reading));
    keys.add(togetherFrom(tokens, family > 0 ? family : last, reading));
    // Without roles the first word may be the family name.
    if (family < 0 && last > 1) keys.add(togetherFrom(tokens, 1, reading));
  }
  return [...keys];
}

/** A single word has no pair that would bear a wrong letter: it is filed with each sound left out. */
export function shortenedWholeKeys({ tokens }: PreparedName): string[] {
  const [only] = tokens;
  if (only === undefined || tokens.length > 1) return [];
  return [...new Set(readings(only).flatMap(shortened))].map(wholeKey);
}

/** The years under which a person is filed. */
export function filedYears(spans: readonly DateSpan[]): number[] {
  const years = new Set<number>();
  for (const span of spans) {
    const { first, last } = yearsOf(span);
    if (last - first >= FILED_YEARS_MAX) continue;
    for (let year = first; year <= last; year++) years.add(year);
  }
  return [...years];
}

/** The days of birth, `yyyymmdd`, under which a person is filed. */
export function filedDays(spans: readonly DateSpan[]): number[] {
  const days = spans.filter((span) => span.precision === 'day').map((span) => span.earliest);
  return [...new Set(days)];
}
