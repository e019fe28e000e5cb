/**
 * The policy of screening: which rules read a held record, with which settings, and under which version.
 * It must never decide about a record, and never name a member; a reviewer reads what it found.
 */
import { createHash } from 'node:crypto';
import { LIMITS } from '../../limits.js';
import {
  SEVERITIES,
  type ScreeningAnswer,
  type ScreeningFinding,
  type ScreeningQuestion,
} from './question.js';
import type { ScreeningRule } from './rule.js';
import { SCREENING_RULES } from './rules.js';
import { SCREENING_SETTINGS, type ScreeningSettings } from './settings.js';
import { TERMS_DIGEST } from './terms.js';

export interface ScreeningPolicy {
  /** Another one whenever rules, settings or terms are others. */
  readonly version: string;
  readonly settings: ScreeningSettings;
  readonly rules: readonly ScreeningRule[];
}

/** Enough that two policies do not share a version by chance. */
const DIGEST_CHARACTERS = 12;

/** A policy of these settings and rules; `terms` names the lists of terms as they are. */
export function policyOf(
  settings: ScreeningSettings,
  rules: readonly ScreeningRule[] = SCREENING_RULES,
  terms: string = TERMS_DIGEST,
): ScreeningPolicy {
  const named = rules.map(({ id, version, severity }) => [id, version, severity]);
  const text = JSON.stringify([named, settings, terms]);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_CHARACTERS);
  return { version: `screening-${digest}`, settings, rules };
}

/** With the default settings. */
export const SCREENING_POLICY: ScreeningPolicy = policyOf(SCREENING_SETTINGS);

/** Said in place of findings that are left out. */
const MORE = 'screening.more';

const gravity = ({ severity }: ScreeningFinding): number => SEVERITIES.indexOf(severity);

/** The gravest `LIMITS.screeningFindingsMax`, in the order of the rules among equals. */
function bounded(findings: readonly ScreeningFinding[]): ScreeningFinding[] {
  const sorted = [...findings].sort((a, b) => gravity(b) - gravity(a));
  if (sorted.length <= LIMITS.screeningFindingsMax) return sorted;
  const kept = sorted.slice(0, LIMITS.screeningFindingsMax - 1);
  const more: ScreeningFinding = {
    rule: MORE,
    version: 1,
    severity: 'note',
    reason: `There are ${sorted.length - kept.length} more findings, none of them graver.`,
    path: null,
    context: null,
    source: 'Policy: a bound on what one record may cost',
  };
  return [...kept, more];
}

/** What the rules of a policy find on a held record; pure. */
export function screenRecord(
  question: ScreeningQuestion,
  policy: ScreeningPolicy,
): ScreeningAnswer {
  const findings = policy.rules.flatMap((rule) => {
    const { id, version, severity, source } = rule;
    return rule
      .find(question, policy.settings)
      .map(({ path, context = null, reason = rule.reason }) => ({
        ...{ rule: id, version, severity },
        ...{ reason, path, source, context: context === '' ? null : context },
      }));
  });
  return { id: question.id, policyVersion: policy.version, findings: bounded(findings) };
}

/** A question on its way to a thread, with the settings that it is to be read under. */
export interface ScreeningTask {
  readonly id: string;
  readonly question: ScreeningQuestion;
  readonly settings: ScreeningSettings;
}

function screened(question: ScreeningQuestion, policy: ScreeningPolicy): ScreeningAnswer | null {
  try {
    return screenRecord(question, policy);
  } catch {
    // One record that a rule fails on must not cost its neighbours their screening.
    return null;
  }
}

/**
 * Screens a batch; the tasks of one batch share their settings, and so their policy. `null`, which
 * nobody believes, stands for a record that a rule failed on.
 */
export function screenBatch(tasks: readonly ScreeningTask[]): (ScreeningAnswer | null)[] {
  let policy: ScreeningPolicy = SCREENING_POLICY;
  return tasks.map(({ question, settings }) => {
    if (settings !== policy.settings) policy = policyOf(settings);
    return screened(question, policy);
  });
}
