/**
 * Refers matches that only just reach the threshold: on such data somebody else may be stopped.
 * It must never judge what is below the threshold, which is no match.
 */
import type { MatchRule } from '../rule.js';

export const weakMatch = (margin: number): MatchRule => ({
  id: 'weak-match',
  version: 1,
  reason: 'The person searched is only just similar enough to the one in the record.',
  source: 'Rules on the Processing of Data, Article 63: check before acting; policy default.',
  scope: 'hits',
  verdict: 'refer',
  finds: ({ score }, { threshold }) => score >= threshold && score < threshold + margin,
});
