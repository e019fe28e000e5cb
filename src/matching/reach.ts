/**
 * The highest score that a record may reach for a check, from the features beside its posting; what
 * cannot reach the lowest score that matters need not be fetched.
 * It must never be lower than the score; where the features leave something open it is the highest.
 */
import { askedMasks, type AskedMasks } from './asked-masks.js';
import { daysAgreement, yearsAgreement, yearsOf } from './date-score.js';
import { UNDATED, likenessFor, type Evidence } from './evidence.js';
import { NO_DAY, SEVERAL_DAYS, nationalityMark, sexBits, yearOfFeature } from './features.js';
import { CEILING_TOP } from './name-score.js';
import { nameReach } from './name-reach.js';
import type { Prepared } from './prepare.js';
import type { DateSpan } from '../record/edtf.js';

interface AskedSpan {
  /** `yyyymmdd`; 0 where the day is not known. */
  readonly day: number;
  readonly first: number;
  readonly last: number;
}

/** Everything of a check that features are laid against. */
export interface AskedFeatures {
  readonly masks: readonly AskedMasks[];
  readonly spans: readonly AskedSpan[];
  readonly sex: number;
  readonly nationalities: readonly number[];
}

const SEX_OPEN = 3;
const ANY = 1;

const askedSpan = (span: DateSpan): AskedSpan => ({
  day: span.precision === 'day' ? span.earliest : 0,
  ...yearsOf(span),
});

export function askedFeatures(person: Prepared): AskedFeatures {
  return {
    masks: person.names.map(askedMasks),
    spans: person.spans.map(askedSpan),
    sex: sexBits(person.sex),
    nationalities: person.nationalities.map(nationalityMark),
  };
}

function spanReach({ day, first, last }: AskedSpan, year: number, monthDay: number): number {
  const isDay = monthDay > NO_DAY && monthDay < SEVERAL_DAYS * 100;
  if (day !== 0 && monthDay !== NO_DAY) {
    return isDay ? daysAgreement(day, year * 10_000 + monthDay) : ANY;
  }
  // The features hold the first of two years that may follow each other.
  const apart = Math.max(first - (isDay ? year : year + 1), year - last, 0);
  return apart === 0 ? ANY : yearsAgreement(apart);
}

function dateReach(asked: AskedFeatures, entry: Uint8Array, offset: number): number {
  if (asked.spans.length === 0) return UNDATED;
  const year = entry[offset] as number;
  if (year === 0) return ANY;
  const monthDay =
    ((entry[offset + 2] as number) & 15) * 100 + ((entry[offset + 1] as number) >> 3);
  let most = 0;
  for (const span of asked.spans) {
    const reach = spanReach(span, yearOfFeature(year), monthDay);
    if (reach > most) most = reach;
  }
  return most;
}

const evidence: Evidence = {
  date: 0,
  sexAgrees: true,
  sexDiffers: false,
  nationalityAgrees: true,
  nationalityDiffers: false,
  // Whoever has the same document is found by it.
  sameDocument: false,
};

function fillEvidence(asked: AskedFeatures, entry: Uint8Array, offset: number): void {
  const sex = ((entry[offset + 1] as number) >> 1) & 3;
  const nationality = entry[offset + 3] as number;
  evidence.date = dateReach(asked, entry, offset);
  evidence.sexDiffers =
    sex !== 0 && asked.sex !== 0 && sex !== asked.sex && sex !== SEX_OPEN && asked.sex !== SEX_OPEN;
  evidence.sexAgrees = sex !== 0 && sex === asked.sex;
  evidence.nationalityDiffers =
    nationality !== 0 &&
    asked.nationalities.length > 0 &&
    !asked.nationalities.includes(nationality);
  evidence.nationalityAgrees = !evidence.nationalityDiffers && asked.nationalities.length > 0;
}

/** Scores are rounded to four decimals. */
const ROUNDED = 0.000_1;

/** No likeness of names is enough. */
export const UNREACHABLE = 2;

/**
 * The least likeness of names by which the record of a posting may reach a score; `UNREACHABLE` where
 * none does, or where it has no name so like. Allocates nothing.
 */
export function likenessNeeded(
  asked: AskedFeatures,
  entry: Uint8Array,
  offset: number,
  lowest: number,
): number {
  fillEvidence(asked, entry, offset);
  const enough = likenessFor(lowest - ROUNDED, CEILING_TOP, evidence);
  if (enough > 1) return UNREACHABLE;
  for (const masks of asked.masks)
    if (nameReach(masks, entry, offset, enough) >= enough) return enough;
  return UNREACHABLE;
}
