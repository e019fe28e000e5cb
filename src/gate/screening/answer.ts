/**
 * Whether a worker's findings may be believed, and the finding given in their place where they may not.
 * It must never mend an answer, and never let a record that was not screened look as if nothing was found.
 */
import { LIMITS } from '../../limits.js';
import type { Failure } from '../batches.js';
import {
  SEVERITIES,
  type ScreeningAnswer,
  type ScreeningFinding,
  type ScreeningQuestion,
} from './question.js';

/** The record was not screened. */
export const SCREENING_UNAVAILABLE = 'screening.unavailable';

const NO_POLICY = '-';

const WHY: Readonly<Record<Failure, string>> = {
  full: 'too much was waiting to be screened',
  late: 'it was not done in time',
  incomplete: 'the record did not come whole',
  broken: 'it failed',
};

/** The answer where screening gave none: one finding, that it has to be done by hand or again. */
export function unscreened(
  { id }: Pick<ScreeningQuestion, 'id'>,
  failure: Failure,
): ScreeningAnswer {
  return {
    id,
    policyVersion: NO_POLICY,
    findings: [
      {
        rule: SCREENING_UNAVAILABLE,
        version: 1,
        severity: 'serious',
        reason: `The record was not screened, since ${WHY[failure]}: screen it by hand, or again.`,
        path: null,
        context: null,
        source: 'Policy: what was not screened never passes for clean',
      },
    ],
  };
}

/** A pointer of RFC 6901 that leads somewhere. */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= max;

function isFinding(value: unknown): value is ScreeningFinding {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, version, severity, reason, path, context, source } = value as {
    [Key in keyof ScreeningFinding]?: unknown;
  };
  return (
    isText(rule, LIMITS.textCharactersMax) &&
    Number.isSafeInteger(version) &&
    SEVERITIES.some((known) => known === severity) &&
    isText(reason, LIMITS.reasonCharactersMax) &&
    (path === null || (isText(path, LIMITS.textCharactersMax) && POINTER.test(path))) &&
    (context === null || isText(context, LIMITS.textCharactersMax)) &&
    isText(source, LIMITS.textCharactersMax)
  );
}

/** A worker's answer, or `null` where it is for another question or says anything unknown. */
export function checkedScreening(
  question: Pick<ScreeningQuestion, 'id'>,
  answer: unknown,
): ScreeningAnswer | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { id, policyVersion, findings } = answer as { [Key in keyof ScreeningAnswer]?: unknown };
  if (id !== question.id || typeof policyVersion !== 'string') return null;
  if (!Array.isArray(findings) || findings.length > LIMITS.screeningFindingsMax) return null;
  return findings.every(isFinding) ? { id, policyVersion, findings } : null;
}
