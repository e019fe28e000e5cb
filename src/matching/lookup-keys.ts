/**
 * Which keys a check asks for a person, best first.
 * It must never ask for more than the limit, and never for a very common name alone.
 */
import { LIMITS } from '../limits.js';
import type { DateSpan } from '../record/edtf.js';
import {
  birthdayKey,
  dayKey,
  filedDays,
  filedWords,
  filedYears,
  initialKey,
  pairKey,
  shortenedPairs,
  shortenedWholeKeys,
  singleKey,
  wholeKey,
  wholeKeys,
  yearKey,
  type Filed,
} from './filing.js';
import { equalWords } from './word.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { skeletonOfText } from './skeleton.js';

/** An article grown onto its word, in a word long enough to be more than a given name. */
const GROWN_ARTICLE = /^(?:AL|EL|UL)[^AEIOU]/;
const GROWN_LENGTH_MIN = 6;

/** With so many keys a name is long, and what is misspelt in one of its words is met by the others. */
const ENOUGH = 48;

const full = (keys: ReadonlySet<string>): boolean => keys.size >= ENOUGH;

function askPairs(words: readonly Filed[], keys: Set<string>): void {
  words.forEach((filed, i) => {
    for (let j = i + 1; j < words.length; j++) {
      for (const left of filed.skeletons) {
        for (const right of words[j]?.skeletons ?? []) keys.add(pairKey(left, right));
      }
    }
  });
}

function askDates(
  words: readonly Filed[],
  years: readonly number[],
  days: readonly number[],
  keys: Set<string>,
): void {
  for (const day of days) {
    for (const { skeleton } of words) {
      keys.add(dayKey(day, skeleton));
      keys.add(birthdayKey(day, skeleton));
    }
  }
  for (const { skeleton } of words) for (const year of years) keys.add(yearKey(skeleton, year));
}

/** A word with an initial, and a word alone. */
function askFew(name: PreparedName, words: readonly Filed[], keys: Set<string>): void {
  for (const { words: readings } of name.tokens) {
    const [initial] = readings;
    if (initial.kind !== 'initial' && !initial.initials) continue;
    for (const { skeleton, word } of words) {
      if (word !== initial) keys.add(initialKey(skeleton, initial.skeleton));
    }
  }
  const telling = words.filter(({ token }) => token.information > 0.5);
  const [only] = telling;
  if (only === undefined || telling.length > 1) return;
  if (!only.word.common) for (const skeleton of only.skeletons) keys.add(singleKey(skeleton));
  for (const { skeleton } of equalWords(only.word)) {
    keys.add(name.tokens.length === 1 ? wholeKey(skeleton) : singleKey(skeleton));
  }
}

function askWith(
  skeleton: string,
  words: readonly Filed[],
  but: NameToken,
  other: NameToken,
  keys: Set<string>,
): void {
  for (const filed of words) {
    if (filed.token !== but && filed.token !== other) keys.add(pairKey(skeleton, filed.skeleton));
  }
}

/** Neighbouring words written together, and a word without the article grown onto it. */
function askRejoined(name: PreparedName, words: readonly Filed[], keys: Set<string>): void {
  const { tokens } = name;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || full(keys)) return;
    const { text } = token.word;
    // Two words written together leave another only in a name of three, or before a particle.
    if (next !== undefined && tokens.length > 2 && (token.significant || next.significant)) {
      askWith(skeletonOfText(text + next.word.text), words, token, next, keys);
    }
    if (token.significant && text.length >= GROWN_LENGTH_MIN && GROWN_ARTICLE.test(text)) {
      askWith(skeletonOfText(text.slice(2)), words, token, token, keys);
    }
  }
}

/** The same given name in other languages. */
function askEquals(words: readonly Filed[], keys: Set<string>): void {
  for (const filed of words) {
    for (const { skeleton } of equalWords(filed.word)) {
      for (const other of words) {
        if (other !== filed) keys.add(pairKey(skeleton, other.skeleton));
      }
    }
  }
}

function askShortened(words: readonly Filed[], keys: Set<string>): void {
  for (let i = 0; i < words.length; i++) {
    for (let j = i + 1; j < words.length && !full(keys); j++) {
      const left = words[i];
      const right = words[j];
      if (left === undefined || right === undefined) continue;
      for (const key of shortenedPairs(left, right)) keys.add(key);
    }
  }
}

/**
 * A word of two with the first sound of the other, however the rest of it is written. Only two words
 * need it (of three, two others still meet), and a very common one would ask for too many.
 */
function askInitials(words: readonly Filed[], keys: Set<string>): void {
  const [first, second] = words;
  if (first === undefined || second === undefined || words.length > 2) return;
  if (!first.word.common) keys.add(initialKey(first.skeleton, second.skeleton));
  if (!second.word.common) keys.add(initialKey(second.skeleton, first.skeleton));
}

/** The year on the other side of New Year's Eve or New Year's Day, a day off; 0 for other days. */
function yearBeside({ earliest }: DateSpan): number {
  const year = Math.floor(earliest / 10_000);
  const day = earliest % 10_000;
  return day === 101 ? year - 1 : day === 1231 ? year + 1 : 0;
}

/**
 * A single year may be off by one; a span already covers its neighbours. Of a day the year is found
 * by `birthdayKey` whichever digit of it is wrong, but for the day beside it over New Year.
 */
function askedYears(spans: readonly DateSpan[]): number[] {
  const years = filedYears(spans);
  const [year] = years;
  if (year === undefined || years.length > 1) return years;
  if (spans.some(({ precision }) => precision !== 'day')) return [year, year - 1, year + 1];
  return [year, ...spans.map(yearBeside).filter((beside) => beside > 0)];
}

/**
 * The keys to ask for a person, most selective first, at most `LIMITS.lookupKeysMax`, none twice. Whole names, days
 * and pairs of words as they are written are all asked; what else there is, while there are less than `ENOUGH`.
 */
export function lookupKeys(person: Prepared): string[] {
  const keys = new Set<string>();
  const years = askedYears(person.spans);
  const days = filedDays(person.spans);
  const names = person.names.map((name) => ({ name, words: filedWords(name) }));
  for (const { name } of names) for (const key of wholeKeys(name)) keys.add(key);
  // Days are few and tell much; the pairs of a long name with several readings may be hundreds.
  for (const { words } of names) askDates(words, years, days, keys);
  for (const { words } of names) askPairs(words, keys);
  const most = Math.max(ENOUGH, keys.size);
  for (const { name, words } of names) {
    if (full(keys)) break;
    askFew(name, words, keys);
    askRejoined(name, words, keys);
    askEquals(words, keys);
  }
  for (const { words } of names) askInitials(words, keys);
  for (const { name, words } of names) {
    for (const key of shortenedWholeKeys(name)) keys.add(key);
    if (!full(keys)) askShortened(words, keys);
  }
  return [...keys].slice(0, Math.min(most, LIMITS.lookupKeysMax));
}
