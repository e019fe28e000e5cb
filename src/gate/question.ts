/**
 * What the compliance gate is asked, and what it answers: small values that cross to a worker thread.
 * It must never hold more of a person than the rules need.
 */
import type { Colour, IndexName, Purpose } from '../record/record.js';

export const VERDICTS = ['release', 'withhold', 'refer'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface QuestionedMatch {
  readonly recordId: string;
  readonly owner: string;
  readonly index: IndexName;
  readonly colour: Colour | null;
  readonly score: number;
  /** Whether a measure of scope `hits` is in force on its owner. */
  readonly supervisedOwner: boolean;
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
  readonly matches: readonly QuestionedMatch[];
  readonly policy: 'rules' | 'refer-all';
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
  readonly verdicts: readonly GateVerdict[];
}

/** Whether a match of the question needs a verdict: the asker or the owner is under a measure. */
export function isSupervised(match: QuestionedMatch, question: GateQuestion): boolean {
  return match.supervisedOwner || question.supervisedAsker;
}
