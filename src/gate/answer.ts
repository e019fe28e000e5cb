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

const NO_POLICY = '-';

/** The cautious answer: every match goes to a person, and so does the check itself. */
export function referAll({ id, matches }: GateQuestion, rule: string): GateAnswer {
  const rules = [rule];
  return {
    id,
    policyVersion: NO_POLICY,
    whole: 'refer',
    verdicts: matches.map(({ recordId }) => ({ recordId, verdict: 'refer', rules })),
  };
}

function isVerdict(value: unknown): value is GateVerdict {
  if (typeof value !== 'object' || value === null) return false;
  const { recordId, verdict, rules } = value as { [Key in keyof GateVerdict]?: unknown };
  return (
    typeof recordId === 'string' &&
    VERDICTS.some((known) => known === verdict) &&
    Array.isArray(rules) &&
    rules.every((rule) => typeof rule === 'string')
  );
}

/**
 * A worker's answer, or `null` where it is for another question, leaves out a supervised match, judges a
 * record twice or one that was not asked about, or says anything unknown.
 */
export function checkedAnswer(question: GateQuestion, answer: unknown): GateAnswer | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { id, policyVersion, whole, verdicts } = answer as { [Key in keyof GateAnswer]?: unknown };
  if (id !== question.id || typeof policyVersion !== 'string') return null;
  if (whole !== 'release' && whole !== 'refer') return null;
  if (!Array.isArray(verdicts) || !verdicts.every(isVerdict)) return null;
  const unjudged = new Set(question.matches.map(({ recordId }) => recordId));
  // A second verdict on a record could undo the first, so it is as bad as one on a stranger.
  if (!verdicts.every(({ recordId }) => unjudged.delete(recordId))) return null;
  const complete = question.matches.every(
    (match) => !isSupervised(match, question) || !unjudged.has(match.recordId),
  );
  return complete ? { id, policyVersion, whole, verdicts } : null;
}
