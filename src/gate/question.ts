/**
 * What the compliance gate is asked, and what it answers: small values that cross to a worker thread.
 * It must never hold more of a person than the rules need.
 */
import type { LookupContext } from '../record/lookup.js';
import type { Action, Colour, IndexName, Kind, Purpose, ReviewStatus } from '../record/record.js';

export const VERDICTS = ['release', 'withhold', 'refer'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface QuestionedMatch {
  readonly recordId: string;
  readonly owner: string;
  readonly index: IndexName;
  readonly colour: Colour | null;
  readonly kind: Kind;
  readonly action: Action;
  readonly reviewStatus: ReviewStatus;
  /** Whether the owner says what the person is wanted for. */
  readonly offencesStated: boolean;
  /** Canonical codes. */
  readonly nationalities: readonly string[];
  readonly score: number;
  /** Whether a measure of scope `hits` is in force on its owner. */
  readonly supervisedOwner: boolean;
  /** `refer-all` where a measure that gates this very match says so. */
  readonly policy: 'rules' | 'refer-all';
}

/** One check that a measure touches, on either side. */
export interface GateQuestion {
  /** The check's id. */
  readonly id: string;
  readonly asking: {
    readonly member: string;
    readonly agency: string | null;
    readonly purpose: Purpose;
  };
  /** Whether a measure of scope `checks` is in force on the asking member. */
  readonly supervisedAsker: boolean;
  /** From this score on a candidate is a match; those below were asked for with `minScore`. */
  readonly threshold: number;
  /** Recent lookups of a supervised asker; `null` for every other, of whom nothing is counted. */
  readonly context: LookupContext | null;
  readonly matches: readonly QuestionedMatch[];
}

export interface GateVerdict {
  readonly recordId: string;
  readonly verdict: Verdict;
  /** Identifiers of the rules that led to it. */
  readonly rules: readonly string[];
}

export interface GateAnswer {
  /** The question's, so that no check can get the verdicts of another. */
  readonly id: string;
  readonly policyVersion: string;
  /** The check as a whole: `refer` where a person has to look at it even without matches. */
  readonly whole: 'release' | 'refer';
  /** Identifiers of the rules that refer the check as a whole. */
  readonly wholeRules: readonly string[];
  readonly verdicts: readonly GateVerdict[];
}

/** Whether a match of the question needs a verdict: the asker or the owner is under a measure. */
export function isSupervised(match: QuestionedMatch, question: GateQuestion): boolean {
  return match.supervisedOwner || question.supervisedAsker;
}
