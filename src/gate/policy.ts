/**
 * The policy of the gate: which rules judge what is supervised, and how their findings become verdicts.
 * It must never name a member; whom it concerns is said by measures, and measures are data.
 */
import {
  isSupervised,
  type GateAnswer,
  type GateQuestion,
  type GateVerdict,
  type QuestionedMatch,
} from './question.js';

/** What a rule found against releasing a match. */
export interface Finding {
  /** A reason for the reviewer. */
  readonly reason: string;
  readonly verdict: 'withhold' | 'refer';
}

/** One rule: pure, in a file of its own, with its tests. */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly judge: (match: QuestionedMatch, question: GateQuestion) => Finding | null;
}

export interface Policy {
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** Until there are measures nothing is supervised, so there is nothing for a rule to find. */
export const POLICY: Policy = { version: 'rules-0', rules: [] };

const REFER_ALL = 'measure.refer-all';

function judgeMatch(match: QuestionedMatch, question: GateQuestion, policy: Policy): GateVerdict {
  const { recordId } = match;
  if (question.policy === 'refer-all') return { recordId, verdict: 'refer', rules: [REFER_ALL] };
  const found = policy.rules.flatMap((rule) => {
    const finding = rule.judge(match, question);
    return finding === null ? [] : [{ id: `${rule.id}@${rule.version}`, verdict: finding.verdict }];
  });
  const rules = found.map(({ id }) => id);
  // A rule that wants a person to look outweighs one that would keep silent.
  if (found.some(({ verdict }) => verdict === 'refer'))
    return { recordId, verdict: 'refer', rules };
  if (found.length > 0) return { recordId, verdict: 'withhold', rules };
  return { recordId, verdict: 'release', rules };
}

/** Judges one question under a policy; pure. */
export function judge(question: GateQuestion, policy: Policy): GateAnswer {
  const verdicts = question.matches
    .filter((match) => isSupervised(match, question))
    .map((match) => judgeMatch(match, question, policy));
  return { id: question.id, policyVersion: policy.version, whole: 'release', verdicts };
}
