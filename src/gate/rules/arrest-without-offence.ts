/**
 * Refers matches that ask for an arrest and do not say what for.
 * It must never judge the offence itself: that is screening's and the reviewers'.
 */
import type { MatchRule } from '../rule.js';

export const arrestWithoutOffence: MatchRule = {
  id: 'arrest-without-offence',
  version: 1,
  reason: 'The record asks for an arrest and states no offence.',
  source: 'Rules on the Processing of Data, Article 83: facts and charge are mandatory.',
  scope: 'hits',
  verdict: 'refer',
  finds: ({ score, action, offencesStated }, { threshold }) =>
    score >= threshold && action === 'arrest' && !offencesStated,
};
