/**
 * Under which keys a record is filed. It must never leave one out: whom it would have found reads clear. A record
 * that needs more than `LIMITS.recordKeysMax` is refused when it is sent.
 */
import { featuresOf } from './features.js';
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
  wholeKeys,
  yearKey,
  type Filed,
} from './filing.js';
import { markOf } from './mark.js';
import { ROLE_FAMILY, ROLE_GIVEN } from './name-token.js';
import { type PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';

export interface Posting {
  /** ASCII, a few characters. */
  readonly key: string;
  /** `FEATURE_BYTES` long. */
  readonly features: Uint8Array;
}

/**
 * The pairs that are filed with sounds left out: the first given name with each family name. Three
 * words need no more: with one of them wrong the other two still meet.
 */
function mainPairs(words: readonly Filed[]): (readonly [Filed, Filed])[] {
  const [first, second] = words;
  const last = words.at(-1);
  if (first === undefined || second === undefined || last === undefined) return [];
  const families = words.filter((filed) => filed.token.role === ROLE_FAMILY);
  if (families.length > 0) {
    const given = words.find((filed) => filed.token.role === ROLE_GIVEN) ?? first;
    return families.filter((family) => family !== given).map((family) => [given, family] as const);
  }
  // Without roles the second word may be the given name as well.
  return last === second
    ? [[first, last]]
    : [
        [first, last],
        [first, second],
      ];
}

function initialKeys(words: readonly Filed[]): string[] {
  const first = words.find((filed) => filed.token.role !== ROLE_FAMILY) ?? words[0];
  const last = words.at(-1);
  const keys: string[] = [];
  for (const filed of words) {
    const other = filed === first ? last : first;
    if (other === undefined || other === filed) continue;
    for (const skeleton of filed.skeletons) keys.push(initialKey(skeleton, other.skeleton));
  }
  return keys;
}

function pairKeys(words: readonly Filed[]): string[] {
  const keys: string[] = [];
  words.forEach((filed, i) => {
    for (let j = i + 1; j < words.length; j++) {
      for (const left of filed.skeletons) {
        for (const right of words[j]?.skeletons ?? []) keys.push(pairKey(left, right));
      }
    }
  });
  return keys;
}

/** Keys of one name. */
function keysOf(
  name: PreparedName,
  years: readonly number[],
  days: readonly number[],
): readonly string[] {
  const words = filedWords(name);
  const single: string[] = [];
  const dated: string[] = [];
  for (const { word, skeletons } of words) {
    for (const skeleton of skeletons) {
      if (!word.common) single.push(singleKey(skeleton));
      for (const year of years) dated.push(yearKey(skeleton, year));
      for (const day of days) dated.push(dayKey(day, skeleton), birthdayKey(day, skeleton));
    }
  }
  const short = mainPairs(words).flatMap(([a, b]) => shortenedPairs(a, b));
  return [
    ...wholeKeys(name),
    ...pairKeys(words),
    ...single,
    ...dated,
    ...shortenedWholeKeys(name),
    ...short,
    ...initialKeys(words),
  ];
}

/** Every key under which a record is filed, each with the features of the name that made it; no pair of them twice. */
export function recordPostings(person: Prepared, index: 'wanted' | 'missing'): Posting[] {
  const years = filedYears(person.spans);
  const days = filedDays(person.spans);
  const mark = markOf(person);
  const postings: Posting[] = [];
  const seen = new Set<string>();
  for (const name of person.names) {
    const features = featuresOf(person, name, index, mark);
    const own = String.fromCharCode(...features);
    for (const key of keysOf(name, years, days)) {
      const identity = key + own;
      if (seen.has(identity)) continue;
      seen.add(identity);
      postings.push({ key, features });
    }
  }
  return postings;
}
