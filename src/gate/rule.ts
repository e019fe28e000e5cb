/**
 * What a rule of the gate is: a pure function in a file of its own, with its id, version, reason and source.
 * It must never name a member, and never look at anything but the question.
 */
import type { LookupContext } from '../record/lookup.js';
import type { GateQuestion, QuestionedMatch } from './question.js';

interface RuleText {
  readonly id: string;
  /** Raised with every change of what the rule finds. */
  readonly version: number;
  /** For the reviewer: what was found. */
  readonly reason: string;
  /** Where the rule comes from. */
  readonly source: string;
}

/**
 * Judges a check of a supervised asker as a whole. It is not shown the matches: a hit and a miss are treated
 * alike, so that being referred does not tell that somebody is listed.
 */
export interface CheckRule extends RuleText {
  /** Whether a person has to look at the check. */
  readonly refers: (
    asking: GateQuestion['asking'],
    context: Omit<LookupContext, 'matched'>,
  ) => boolean;
}

/** Judges one match: under scope `checks` for a supervised asker, under `hits` for a supervised owner. */
export interface MatchRule extends RuleText {
  readonly scope: 'checks' | 'hits';
  readonly verdict: 'refer' | 'withhold';
  /** Whether something speaks against releasing it. */
  readonly finds: (match: QuestionedMatch, question: GateQuestion) => boolean;
}

/** How a verdict names the rule that led to it, such as `volume@1`. */
export const nameOf = ({ id, version }: RuleText): string => `${id}@${version}`;
