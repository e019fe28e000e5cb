/**
 * What an operator may set about screening: demands and thresholds, with the defaults and where they come from.
 * It must never claim a default to be law: what could not be verified is policy and is called so here.
 */
import { LIMITS } from '../../limits.js';
import type { Colour, IndexName } from '../../record/record.js';

/** What a record of a colour may be asked to state. */
export const DEMANDS = [
  'family-name',
  'forename',
  'sex',
  /** At least the year, or a decade where a record says no more. */
  'date-of-birth',
  /** Something beyond the name that tells one person from another. */
  'identifying-data',
  'offence',
  'warrant',
  'penalty',
] as const;
export type Demand = (typeof DEMANDS)[number];

export interface ScreeningSettings {
  readonly demands: Readonly<Record<Colour, readonly Demand[]>>;
  /** The least maximum penalty of an offence for which somebody is prosecuted, in years. */
  readonly maximumPenaltyYearsMin: number;
  /** The least sentence for which somebody is sought to serve it, in months. */
  readonly sentenceMonthsMin: number;
  /** From which score of the matcher on a refused record counts as the same person. */
  readonly lookalikeScoreMin: number;
  /** From which score on a protected person does: lower, since a miss costs more. */
  readonly protectionScoreMin: number;
  /** Younger persons are minors. */
  readonly majorityYears: number;
  /** Older persons are hardly alive. */
  readonly ageYearsMax: number;
  /** How far a date of birth may be off that its owner calls approximate. */
  readonly approximateYears: number;
  readonly personRetentionYears: number;
  readonly documentRetentionYears: number;
  /** Which colours an index holds. */
  readonly colours: Readonly<Record<IndexName, readonly Colour[]>>;
}

/** The defaults. */
export const SCREENING_SETTINGS: ScreeningSettings = {
  demands: {
    // Policy, after RPD Article 83(2) (unverified): identity, judicial facts, warrant. Photographs and
    // biometrics cannot be in a record, so papers stand for them.
    red: [
      ...(['family-name', 'forename', 'sex', 'date-of-birth', 'identifying-data'] as const),
      ...(['offence', 'warrant', 'penalty'] as const),
    ],
    // Policy, after RPD Article 90 (unverified): identity; the circumstances cannot be in a record.
    yellow: ['family-name', 'forename', 'sex', 'date-of-birth', 'identifying-data'],
    // Policy: somebody about whom facts are collected may be known by little, but the case is known.
    blue: ['family-name', 'identifying-data', 'offence'],
    // Policy: a warning is of no use without knowing of whom and what for.
    green: ['family-name', 'forename', 'sex', 'date-of-birth', 'offence'],
    // Policy: the United Nations' lists say who; why is said in their resolutions.
    un: ['family-name', 'identifying-data'],
  },
  // https://nrivision.com/how-to-remove-an-interpol-red-notice/7862
  maximumPenaltyYearsMin: 2,
  // https://extraditions.info/about-interpol/
  sentenceMonthsMin: 6,
  // Policy: a full name that agrees exactly scores 0.89 to 0.95 without a date of birth.
  lookalikeScoreMin: 0.8,
  // Policy: where a check counts a candidate as a match.
  protectionScoreMin: 0.7,
  // Convention on the Rights of the Child, Article 1.
  majorityYears: 18,
  // Policy.
  ageYearsMax: 110,
  // Policy.
  approximateYears: 2,
  // https://ngm.com.au/interpol-data-retention
  personRetentionYears: LIMITS.personRetentionYears,
  documentRetentionYears: LIMITS.documentRetentionYears,
  // Policy: the missing are sought by yellow notices, everybody else is wanted for something.
  colours: { wanted: ['red', 'blue', 'green', 'un'], missing: ['yellow'], documents: [] },
};
