/**
 * Twenty-three bytes beside each posting: enough to tell, without the record, how well it could answer.
 * It must never say of a person what the record does not say for certain; then it says nothing.
 *
 *   0       year of birth less 1880; 0 where unknown, or where several lie more than a year apart
 *   1       bit 0 index (0 wanted, 1 missing), bits 1-2 sex (0 unknown, 1 F, 2 M, 3 X), bits 3-7 the day
 *           of birth
 *   2       bits 0-3 the month of birth (0 not known to the day, 15 several days), bits 4-7 `FLAG`s
 *   3       the one nationality, hashed; 0 where unknown or where there are several
 *   4 - 15  six words of the name in their order, each a mask of the groups of sounds it holds, least
 *           significant byte first; `TELLS` marks what names a person. Of a longer name the fifth is
 *           all words but the first four and the last.
 *   16 - 18 the number of sounds in each of the six, four bits each, at most 15; 0 where the script
 *           leaves vowels out
 *   19 - 22 the mark of the person (`mark.ts`), big endian
 */
import { bitCount } from './bits.js';
import { yearsOf } from './date-score.js';
import { MARK_BYTES } from './mark.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';

export const FEATURE_BYTES = 23;
const LENGTHS_OFFSET = 16;
/** Of words so long, and longer, the length is not known. */
export const LENGTH_MAX = 15;
export const MARK_OFFSET = 19;
export const WORDS_OFFSET = 4;
export const FILED_MASKS = 6;
/** In a longer name this one stands for several words. */
export const SEVERAL_AT = 4;
/** Bits of a mask that are groups of sounds. */
export const GROUPS = (1 << 15) - 1;
export const TELLS = 1 << 15;

export const FLAG = {
  /** Masks cannot tell what this name may answer. */
  open: 1 << 4,
  /** Other readings of a word hold one group more or less. */
  loose: 1 << 5,
  /** As long as a name field of a machine readable zone: a word may be the beginning of a longer one. */
  cut: 1 << 6,
  longer: 1 << 7,
} as const;

/** Days of birth that are not one. */
export const NO_DAY = 0;
export const SEVERAL_DAYS = 15;

const FIRST_YEAR = 1880;
const YEARS = 255;
const SEX_BITS = { F: 1, M: 2, X: 3 } as const;
const MISSING = 1;

export const yearOfFeature = (year: number): number => FIRST_YEAR + year;
export const sexBits = (sex: Prepared['sex']): number => (sex === null ? 0 : SEX_BITS[sex]);

/** A person born in one year, or in two that follow each other; 0 where that is not known. */
function birthYear(person: Prepared): number {
  let first = Infinity;
  let last = -Infinity;
  for (const span of person.spans) {
    const years = yearsOf(span);
    first = Math.min(first, years.first);
    last = Math.max(last, years.last);
  }
  if (!(last - first <= 1)) return 0;
  const offset = first - FIRST_YEAR;
  return offset > 0 && offset <= YEARS ? offset : 0;
}

/** Month and day of birth, `mmdd`; the month may be `NO_DAY` or `SEVERAL_DAYS`. */
function birthDay({ spans }: Prepared): number {
  const [only] = spans;
  if (!spans.some(({ precision }) => precision === 'day')) return NO_DAY;
  return spans.length > 1 || only === undefined ? SEVERAL_DAYS * 100 : only.earliest % 10_000;
}

/** 1 to 255: different numbers are certainly different countries. */
export function nationalityMark(code: string): number {
  let mark = 0;
  for (let at = 0; at < code.length; at++) mark = (mark * 31 + code.charCodeAt(at)) % 255;
  return mark + 1;
}

/** The most groups by which another reading of a word differs from the first. */
function readingsApart(tokens: readonly NameToken[]): number {
  let most = 0;
  for (const { word, words } of tokens) {
    for (const other of words) most = Math.max(most, bitCount((word.mask ^ other.mask) & GROUPS));
  }
  return most;
}

const isOpen = (token: NameToken): boolean =>
  (token.word.mask & GROUPS) === 0 ||
  token.unvowelled ||
  token.syllabic ||
  (token.significant && (token.word.kind !== 'name' || token.word.initials));

function flagsOf(person: Prepared, name: PreparedName): number {
  const { tokens } = name;
  // Another name of the same record may answer better, by keys that the check has not asked for.
  const apart = person.names.length > 1 || tokens.some(isOpen) ? GROUPS : readingsApart(tokens);
  let flags = apart > 1 ? FLAG.open : apart === 1 ? FLAG.loose : 0;
  if (name.mayBeCut) flags |= FLAG.cut;
  return tokens.length > FILED_MASKS ? flags | FLAG.longer : flags;
}

function filedMasks(tokens: readonly NameToken[]): number[] {
  const masks = tokens.map(
    ({ word, significant }) => (word.mask & GROUPS) | (significant ? TELLS : 0),
  );
  const last = masks.at(-1);
  if (masks.length <= FILED_MASKS || last === undefined) return masks;
  const middle = masks.slice(SEVERAL_AT, -1).reduce((all, mask) => all | mask, 0);
  return [...masks.slice(0, SEVERAL_AT), middle, last];
}

export function lengthOfWord(entry: Uint8Array, offset: number, word: number): number {
  const lengths = entry[offset + LENGTHS_OFFSET + (word >> 1)] as number;
  return (word & 1) === 0 ? lengths & 15 : lengths >> 4;
}

function filedLengths(tokens: readonly NameToken[]): number[] {
  const lengths = tokens.map(({ word, unvowelled }) =>
    unvowelled ? 0 : Math.min(word.codes.length, LENGTH_MAX),
  );
  const last = lengths.at(-1);
  if (lengths.length <= FILED_MASKS || last === undefined) return lengths;
  return [...lengths.slice(0, SEVERAL_AT), LENGTH_MAX, last];
}

/** Writes the features of one name of a record. */
export function featuresOf(
  person: Prepared,
  name: PreparedName,
  index: 'wanted' | 'missing',
  mark: number,
): Uint8Array {
  const features = new Uint8Array(FEATURE_BYTES);
  const day = birthDay(person);
  const { nationalities } = person;
  features[0] = birthYear(person);
  features[1] =
    (index === 'missing' ? MISSING : 0) | (sexBits(person.sex) << 1) | ((day % 100) << 3);
  features[2] = Math.floor(day / 100) | flagsOf(person, name);
  features[3] = nationalities.length === 1 ? nationalityMark(nationalities[0] ?? '') : 0;
  filedMasks(name.tokens).forEach((mask, word) => {
    features[WORDS_OFFSET + 2 * word] = mask & 0xff;
    features[WORDS_OFFSET + 1 + 2 * word] = mask >>> 8;
  });
  filedLengths(name.tokens).forEach((length, word) => {
    const at = LENGTHS_OFFSET + (word >> 1);
    features[at] = (features[at] ?? 0) | ((word & 1) === 0 ? length : length << 4);
  });
  for (let byte = 0; byte < MARK_BYTES; byte++) {
    features[MARK_OFFSET + byte] = mark >>> (24 - 8 * byte);
  }
  return features;
}

export function indexOfFeatures(entry: Uint8Array, offset: number): 'wanted' | 'missing' {
  return ((entry[offset + 1] ?? 0) & MISSING) === 0 ? 'wanted' : 'missing';
}

export function markOfFeatures(entry: Uint8Array, offset: number): number {
  let mark = 0;
  for (let byte = 0; byte < MARK_BYTES; byte++) {
    mark = (mark << 8) | (entry[offset + MARK_OFFSET + byte] as number);
  }
  return mark >>> 0;
}
