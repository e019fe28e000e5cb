/**
 * The policy of the gate: which rules judge what is supervised, and how their findings become verdicts.
 * It must never name a member; whom it concerns is said by measures, and measures are data.
 */
import { failureReason, GATE_CONTEXT } from './answer.js';
import {
  isSupervised,
  type GateAnswer,
  type GateQuestion,
  type GateVerdict,
  type QuestionedMatch,
} from './question.js';
import { nameOf, type CheckRule, type MatchRule } from './rule.js';
import { arrestWithoutOffence } from './rules/arrest-without-offence.js';
import { concentration } from './rules/concentration.js';
import { matchedConcentration } from './rules/matched-concentration.js';
import { notReviewed } from './rules/not-reviewed.js';
import { purposeMix } from './rules/purpose-mix.js';
import { repetition } from './rules/repetition.js';
import { volume } from './rules/volume.js';
import { weakCandidate } from './rules/weak-candidate.js';
import { weakMatch } from './rules/weak-match.js';
import { THRESHOLDS, validated, type Thresholds } from './thresholds.js';

export interface Policy {
  readonly version: string;
  readonly checkRules: readonly CheckRule[];
  readonly matchRules: readonly MatchRule[];
}

/** Every rule, comparing with these thresholds. Throws where they make no sense. */
export function policyOf(version: string, thresholds: Thresholds): Policy {
  const t = validated(thresholds);
  return {
    version,
    checkRules: [
      volume(t.volume),
      repetition(t.repetition),
      concentration(t.concentration),
      purposeMix(t.purposeMix),
    ],
    matchRules: [
      matchedConcentration(t.matchedConcentration),
      notReviewed,
      arrestWithoutOffence,
      weakMatch(t.weakMargin),
      weakCandidate,
    ],
  };
}

/** Another version for every change of rules or thresholds: the audit names it beside the verdicts. */
export const POLICY: Policy = policyOf('rules-1', THRESHOLDS);

export const REFER_ALL = 'measure.refer-all';

/** Rules that refer the check itself, whatever it found. Pure: an asker who is not supervised has none. */
function findingsOnCheck({ asking, context, supervisedAsker }: GateQuestion, policy: Policy) {
  if (!supervisedAsker) return [];
  if (context === null) return [GATE_CONTEXT];
  const { matched: _matched, ...known } = context;
  return policy.checkRules.filter((rule) => rule.refers(asking, known)).map(nameOf);
}

function judgeMatch(match: QuestionedMatch, question: GateQuestion, policy: Policy): GateVerdict {
  const { recordId } = match;
  if (match.policy === 'refer-all') return { recordId, verdict: 'refer', rules: [REFER_ALL] };
  const gates = { checks: question.supervisedAsker, hits: match.supervisedOwner };
  const found = policy.matchRules.filter(
    (rule) => gates[rule.scope] && rule.finds(match, question),
  );
  const rules = found.map(nameOf);
  // A rule that wants a person to look outweighs one that would keep silent.
  if (found.some(({ verdict }) => verdict === 'refer'))
    return { recordId, verdict: 'refer', rules };
  if (found.length > 0) return { recordId, verdict: 'withhold', rules };
  return { recordId, verdict: 'release', rules };
}

/** Judges one question under a policy; pure. */
export function judge(question: GateQuestion, policy: Policy): GateAnswer {
  const wholeRules = findingsOnCheck(question, policy);
  const verdicts = question.matches
    .filter((match) => isSupervised(match, question))
    .map((match) => judgeMatch(match, question, policy));
  const whole = wholeRules.length > 0 ? 'refer' : 'release';
  return { id: question.id, policyVersion: policy.version, whole, wholeRules, verdicts };
}

/** What a verdict's rule found, in words for the reviewer; `null` for what no rule here is called. */
export function reasonOf(rule: string): string | null {
  const { checkRules, matchRules } = POLICY;
  const known = [...checkRules, ...matchRules].find((each) => nameOf(each) === rule);
  if (known !== undefined) return known.reason;
  return rule === REFER_ALL ? 'A measure sends every match to a reviewer.' : failureReason(rule);
}
