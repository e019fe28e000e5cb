/**
 * From which score on a candidate is reported as a match, for each purpose of a check.
 * It must never depend on who asks or who owns a record.
 */
import type { Purpose } from '../record/record.js';

/**
 * Policy defaults. A full name agreeing exactly scores 0.89 to 0.95 without a date of birth, one with
 * a wrong letter 0.8 to 0.9, two names of which one word differs 0.4 to 0.65: so 0.7 parts them.
 */
export const THRESHOLDS: Readonly<Record<Purpose, number>> = {
  /** A traveller with a document in hand: full name and date are known, so slips stand out. */
  border: 0.7,
  /** The same evidence, often told by mouth. */
  police: 0.7,
  /** Somebody unknown, perhaps one name and an age: a person reads the list, so it may be longer. */
  identification: 0.6,
  /** Whole lists of applicants or guests are checked: a false alarm costs an uninvolved person. */
  security: 0.78,
};

/**
 * From this score on a record counts as considered, and its owner's statistics say so (decision 14). It is
 * where most purposes report a match; whatever a check lists is considered too, however low it asks.
 */
export const CONSIDERED_FROM = 0.7;

/** What scores less changes neither the answer of a check nor the statistics of an owner. */
export const consideredFrom = (listedFrom: number): number => Math.min(CONSIDERED_FROM, listedFrom);
