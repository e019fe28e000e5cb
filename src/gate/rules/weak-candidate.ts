/**
 * Withholds candidates below the threshold where the record is a supervised owner's and not reviewed.
 * It must never withhold a match: a check would read clear that was not.
 *
 * Such a candidate is listed only because the caller asked for weaker ones, and it never makes the result a
 * `match`. Withheld, it changes nothing about the result; told, it would point at somebody on weak likeness and
 * on words that nobody has looked at; referred, every search for weaker candidates would go to a person.
 */
import type { MatchRule } from '../rule.js';

export const weakCandidate: MatchRule = {
  id: 'weak-candidate',
  version: 1,
  reason: 'Below the threshold, on a record of a supervised owner that is not reviewed.',
  source: 'Statement of 10 March 2022: what is found compliant is passed on; policy default.',
  scope: 'hits',
  verdict: 'withhold',
  finds: ({ score, reviewStatus }, { threshold }) =>
    score < threshold && reviewStatus !== 'compliant',
};
