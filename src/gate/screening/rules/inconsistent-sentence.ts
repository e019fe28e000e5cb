/**
 * Rule: a sentence is not longer than the longest that the law allows.
 * It must never speak where one of the two is not stated.
 */
import type { ScreeningRule } from '../rule.js';

const MONTHS_A_YEAR = 12;

export const inconsistentSentence: ScreeningRule = {
  id: 'inconsistent.sentence',
  version: 1,
  severity: 'serious',
  reason: 'The sentence is longer than the maximum penalty.',
  source: 'Policy: internal consistency',
  find: ({ content: { warrant } }) => {
    const { sentenceMonths = null, maximumPenaltyYears = null } = warrant ?? {};
    if (sentenceMonths === null || maximumPenaltyYears === null) return [];
    const over = sentenceMonths > maximumPenaltyYears * MONTHS_A_YEAR;
    return over ? [{ path: '/warrant/sentenceMonths' }] : [];
  },
};
