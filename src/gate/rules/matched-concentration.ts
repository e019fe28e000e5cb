/**
 * Refers matches that belong to a preponderance of matches of nationals of one other country.
 * It must never refer a check as a whole: what was matched may tell only on matches.
 */
import type { MatchRule } from '../rule.js';
import type { Thresholds } from '../thresholds.js';
import { preponderates } from './concentration.js';

export const matchedConcentration = (bound: Thresholds['matchedConcentration']): MatchRule => ({
  id: 'matched-concentration',
  version: 1,
  reason: 'Most of those whom the member finds are nationals of one other country.',
  source:
    'Constitution, Article 3: no activity of a political or racial character; policy default.',
  scope: 'checks',
  verdict: 'refer',
  finds: ({ nationalities }, { asking, context }) =>
    context !== null &&
    nationalities.some(
      (code) => code !== asking.member && preponderates(code, context.matched, bound),
    ),
});
