/**
 * Refers matches on records of a supervised owner that no reviewer has found compliant.
 * It must never take the lifting of a measure, or time passed, for a review.
 */
import type { MatchRule } from '../rule.js';

export const notReviewed: MatchRule = {
  id: 'not-reviewed',
  version: 1,
  reason: 'No reviewer has found this record of a supervised owner compliant.',
  source: 'Statement of 10 March 2022: what is found compliant is passed on, nothing else.',
  scope: 'hits',
  verdict: 'refer',
  finds: ({ score, reviewStatus }, { threshold }) =>
    score >= threshold && reviewStatus !== 'compliant',
};
