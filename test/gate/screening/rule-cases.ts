/**
 * The cases of one rule, each a test: what it speaks against, and what it must let pass.
 * It must never test a rule that has no case for, or none against.
 */
import { describe, expect, it } from 'vitest';
import { policyOf, screenRecord } from '../../../src/gate/screening/policy.js';
import type { ScreeningFinding, ScreeningQuestion } from '../../../src/gate/screening/question.js';
import type { ScreeningRule } from '../../../src/gate/screening/rule.js';
import {
  SCREENING_SETTINGS,
  type ScreeningSettings,
} from '../../../src/gate/screening/settings.js';

/** Where it is found, or where and with which words in its reason or context. */
type Expected = string | null | readonly [path: string | null, words: string | RegExp];

export interface RuleCases {
  /** What is found: in words, the question, and each finding in its order. */
  readonly finds: readonly (readonly [string, ScreeningQuestion, readonly Expected[]])[];
  /** What passes. */
  readonly passes: readonly (readonly [string, ScreeningQuestion])[];
  readonly settings?: Partial<ScreeningSettings>;
}

/** What one rule alone finds. */
export function findingsOf(
  rule: ScreeningRule,
  question: ScreeningQuestion,
  settings: Partial<ScreeningSettings> = {},
): readonly ScreeningFinding[] {
  const policy = policyOf({ ...SCREENING_SETTINGS, ...settings }, [rule]);
  return screenRecord(question, policy).findings;
}

/** The ids of the rules that have been described. */
export const describedRules: string[] = [];

export function describeRule(rule: ScreeningRule, { finds, passes, settings }: RuleCases): void {
  describedRules.push(rule.id);
  describe(`the rule ${rule.id}`, () => {
    it('has cases for and against', () => {
      expect([finds.length > 0, passes.length > 0]).toEqual([true, true]);
    });

    it.each(finds)('finds %s', (_, question, expected) => {
      const found = findingsOf(rule, question, settings);
      expect(found.map(({ path }) => path)).toEqual(
        expected.map((one) => (Array.isArray(one) ? one[0] : one) as string | null),
      );
      for (const [at, one] of expected.entries()) {
        const finding = found[at];
        expect(finding).toMatchObject({
          ...{ rule: rule.id, version: rule.version, severity: rule.severity },
          source: rule.source,
        });
        if (Array.isArray(one)) {
          expect(`${finding?.reason ?? ''}\n${finding?.context ?? ''}`).toMatch(one[1] as RegExp);
        }
      }
    });

    it.each(passes)('lets %s pass', (_, question) => {
      expect(findingsOf(rule, question, settings)).toEqual([]);
    });
  });
}
