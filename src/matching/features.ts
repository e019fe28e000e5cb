/**
 * Eight bytes beside each posting, enough to choose among thousands which records to fetch.
 * It must never exclude by date of birth or sex: they only move an entry down.
 *
 *   0      year of birth less 1880; 0 where unknown, or where several lie more than a year apart
 *   1      bit 0 index (0 wanted, 1 missing), bits 1-2 sex (0 unknown, 1 F, 2 M, 3 X)
 *   2 - 7  the name's shape: three masks, least significant byte first
 */
import { yearsOf } from './date-score.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { askedShape, SHAPE_WORDS, shapeLikeness, type AskedShape } from './shape.js';

export const FEATURE_BYTES = 8;

const FIRST_YEAR = 1880;
const YEARS = 255;
const SEX_BITS = { F: 1, M: 2, X: 3 } as const;
const MISSING = 1;

/** A person born in one year, as the features know it; 0 where that is not known. */
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

/** Writes the features of one name of a record. */
export function featuresOf(
  person: Prepared,
  name: PreparedName,
  index: 'wanted' | 'missing',
): Uint8Array {
  const features = new Uint8Array(FEATURE_BYTES);
  const sex = person.sex === null ? 0 : SEX_BITS[person.sex];
  features[0] = birthYear(person);
  features[1] = (index === 'missing' ? MISSING : 0) | (sex << 1);
  for (let word = 0; word < SHAPE_WORDS; word++) {
    const mask = name.shape[word] ?? 0;
    features[2 + 2 * word] = mask & 0xff;
    features[3 + 2 * word] = mask >>> 8;
  }
  return features;
}

export function indexOfFeatures(entry: Uint8Array, offset: number): 'wanted' | 'missing' {
  return ((entry[offset + 1] ?? 0) & MISSING) === 0 ? 'wanted' : 'missing';
}

export interface QueryFeatures {
  /** One shape per name asked. */
  readonly shapes: readonly AskedShape[];
  readonly year: number;
  readonly sex: number;
}

export function queryFeatures(person: Prepared): QueryFeatures {
  return {
    shapes: person.names.map((name) => askedShape(name.tokens)),
    year: birthYear(person),
    sex: person.sex === null ? 0 : SEX_BITS[person.sex],
  };
}

/** Years apart, up to six, to what they cost; one apart is a slip. */
const YEAR_COST = Float64Array.of(0, 0.05, 0.1, 0.12, 0.14, 0.16, 0.2);
const SAME_YEAR = 0.1;
const SEX_COST = 0.05;
const HIGHEST = 1 + SAME_YEAR;
const LOWEST = 0.001;

/**
 * How near a posting is to the person asked: 0 to 1, higher is nearer. 0 says that not one sound is
 * shared. Allocates nothing.
 */
export function nearness(query: QueryFeatures, entry: Uint8Array, offset: number): number {
  const first = (entry[offset + 2] as number) | ((entry[offset + 3] as number) << 8);
  const second = (entry[offset + 4] as number) | ((entry[offset + 5] as number) << 8);
  const third = (entry[offset + 6] as number) | ((entry[offset + 7] as number) << 8);
  const { shapes } = query;
  let near = 0;
  for (let i = 0; i < shapes.length; i++) {
    const alike = shapeLikeness(shapes[i] as AskedShape, first, second, third);
    if (alike > near) near = alike;
  }
  if (near === 0) return 0;
  const year = entry[offset] as number;
  if (query.year !== 0 && year !== 0) {
    const apart = year > query.year ? year - query.year : query.year - year;
    near += apart === 0 ? SAME_YEAR : -(YEAR_COST[apart < 6 ? apart : 6] as number);
  }
  const sex = ((entry[offset + 1] as number) >> 1) & 3;
  if (query.sex !== 0 && sex !== 0 && sex !== query.sex) near -= SEX_COST;
  return near <= 0 ? LOWEST : near / HIGHEST;
}
