/**
 * Whether a worker's answer may be believed, and the answer given in its place where it may not.
 * It must never mend an answer: what is odd in any part is refused whole, and then everything is referred.
 */
import {
  isSupervised,
  VERDICTS,
  type GateAnswer,
  type GateQuestion,
  type GateVerdict,
} from './question.js';

/** More questions waiting than the gate holds. */
export const GATE_FULL = 'gate.full';
/** No verdict within the deadline. */
export const GATE_LATE = 'gate.late';
/** The worker died or threw, or its answer made no sense. */
export const GATE_BROKEN = 'gate.broken';
/** A supervised asker's recent lookups were not known in time. */
export const GATE_CONTEXT = 'gate.context';

const FAILURE_REASONS: ReadonlyMap<string, string> = new Map([
  [GATE_FULL, 'The gate had more to judge than it holds.'],
  [GATE_LATE, 'The gate did not judge in time.'],
  [GATE_BROKEN, 'The gate failed.'],
  [GATE_CONTEXT, 'The recent lookups of the member were not known in time.'],
]);
/** What a failure of the gate is in words; `null` for what is none. */
export const failureReason = (rule: string): string | null => FAILURE_REASONS.get(rule) ?? null;

const NO_POLICY = '-';

/** The cautious answer: every match goes to a person, and so does the check itself. */
export function referAll({ id, matches }: GateQuestion, rule: string): GateAnswer {
  const rules = [rule];
  return {
    id,
    policyVersion: NO_POLICY,
    whole: 'refer',
    wholeRules: rules,
    verdicts: matches.map(({ recordId }) => ({ recordId, verdict: 'refer', rules })),
  };
}

const isRules = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((rule) => typeof rule === 'string');

function isVerdict(value: unknown): value is GateVerdict {
  if (typeof value !== 'object' || value === null) return false;
  const { recordId, verdict, rules } = value as { [Key in keyof GateVerdict]?: unknown };
  return (
    typeof recordId === 'string' && VERDICTS.some((known) => known === verdict) && isRules(rules)
  );
}

/**
 * A worker's answer, or `null` where it is for another question, leaves out a supervised match, judges a
 * record twice or one that was not asked about, refers the check without a rule, or says anything unknown.
 */
export function checkedAnswer(question: GateQuestion, answer: unknown): GateAnswer | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const said = answer as { [Key in keyof GateAnswer]?: unknown };
  const { id, policyVersion, whole, wholeRules, verdicts } = said;
  if (id !== question.id || typeof policyVersion !== 'string') return null;
  if (whole !== 'release' && whole !== 'refer') return null;
  if (!isRules(wholeRules) || (whole === 'refer') !== wholeRules.length > 0) return null;
  if (!Array.isArray(verdicts) || !verdicts.every(isVerdict)) return null;
  const unjudged = new Set(question.matches.map(({ recordId }) => recordId));
  // A second verdict on a record could undo the first, so it is as bad as one on a stranger.
  if (!verdicts.every(({ recordId }) => unjudged.delete(recordId))) return null;
  const complete = question.matches.every(
    (match) => !isSupervised(match, question) || !unjudged.has(match.recordId),
  );
  return complete ? { id, policyVersion, whole, wholeRules, verdicts } : null;
}
