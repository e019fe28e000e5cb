/**
 * Eight bytes beside each posting, enough to choose among thousands which records to fetch.
 * It must never exclude by date of birth or sex: they only move an entry down.
 *
 *   0      year of birth less 1880; 0 where unknown, or where several lie more than a year apart
 *   1      bit 0 index (0 wanted, 1 missing), bits 1-2 sex (0 unknown, 1 F, 2 M, 3 X), bit 3 low quality,
 *          bits 4-7 set bits of the signature, at most 15
 *   2 - 4  low half of the name's signature, least significant byte first
 *   5 - 7  high half
 */
import { yearsOf } from './date-score.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { bitCount } from './bits.js';
import { likenessOfBits, type Signature } from './signature.js';

export const FEATURE_BYTES = 8;

const FIRST_YEAR = 1880;
const YEARS = 255;
const SEX_BITS = { F: 1, M: 2, X: 3 } as const;
const MISSING = 1;
const LOW_QUALITY = 8;
const SIZE_MAX = 15;

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
  const { high, low, size } = name.signature;
  const sex = person.sex === null ? 0 : SEX_BITS[person.sex];
  features[0] = birthYear(person);
  features[1] =
    (index === 'missing' ? MISSING : 0) |
    (sex << 1) |
    (name.low ? LOW_QUALITY : 0) |
    (Math.min(size, SIZE_MAX) << 4);
  for (let i = 0; i < 3; i++) {
    features[2 + i] = (low >>> (8 * i)) & 0xff;
    features[5 + i] = (high >>> (8 * i)) & 0xff;
  }
  return features;
}

export function indexOfFeatures(entry: Uint8Array, offset: number): 'wanted' | 'missing' {
  return ((entry[offset + 1] ?? 0) & MISSING) === 0 ? 'wanted' : 'missing';
}

export interface QueryFeatures {
  /** One signature per name asked. */
  readonly signatures: readonly Signature[];
  readonly year: number;
  readonly sex: number;
}

export function queryFeatures(person: Prepared): QueryFeatures {
  return {
    signatures: person.names.map((name) => name.signature),
    year: birthYear(person),
    sex: person.sex === null ? 0 : SEX_BITS[person.sex],
  };
}

/** Years apart, up to six, to what they cost; one apart is a slip. */
const YEAR_COST = Float64Array.of(0, 0.04, 0.1, 0.12, 0.14, 0.16, 0.2);
const SAME_YEAR = 0.1;
const SEX_COST = 0.05;
const HIGHEST = 1.4 + SAME_YEAR;
const LOWEST = 0.001;

/**
 * How near a posting is to the person asked: 0 to 1, higher is nearer. 0 says that not one pair of
 * neighbouring sounds is shared. Allocates nothing.
 */
export function nearness(query: QueryFeatures, entry: Uint8Array, offset: number): number {
  const about = entry[offset + 1] as number;
  const low =
    (entry[offset + 2] as number) |
    ((entry[offset + 3] as number) << 8) |
    ((entry[offset + 4] as number) << 16);
  const high =
    (entry[offset + 5] as number) |
    ((entry[offset + 6] as number) << 8) |
    ((entry[offset + 7] as number) << 16);
  const size = about >> 4;
  const { signatures } = query;
  let near = 0;
  for (let i = 0; i < signatures.length; i++) {
    const signature = signatures[i] as Signature;
    const shared = bitCount(signature.low & low) + bitCount(signature.high & high);
    const alike = likenessOfBits(shared, signature.size, size);
    if (alike > near) near = alike;
  }
  if (near === 0) return 0;
  const year = entry[offset] as number;
  if (query.year !== 0 && year !== 0) {
    const apart = year > query.year ? year - query.year : query.year - year;
    near += apart === 0 ? SAME_YEAR : -(YEAR_COST[apart < 6 ? apart : 6] as number);
  }
  const sex = (about >> 1) & 3;
  if (query.sex !== 0 && sex !== 0 && sex !== query.sex) near -= SEX_COST;
  if (near >= HIGHEST) return 1;
  return near <= 0 ? LOWEST : near / HIGHEST;
}
