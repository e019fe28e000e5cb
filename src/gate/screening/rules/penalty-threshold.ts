/**
 * Rule: the offence is serious enough: a least maximum penalty, or a least sentence where there is one.
 * It must never weigh the offence itself; it compares what the record says with the policy.
 */
import type { ScreeningRule } from '../rule.js';

export const penaltyThreshold: ScreeningRule = {
  id: 'penalty.threshold',
  version: 1,
  severity: 'serious',
  reason: 'The penalty is below what the policy asks for, or is not stated.',
  source:
    'https://nrivision.com/how-to-remove-an-interpol-red-notice/7862 (maximum penalty), ' +
    'https://extraditions.info/about-interpol/ (sentence); policy, after RPD Article 83(1)',
  find: ({ content: { colour, warrant } }, settings) => {
    if (colour === null || !settings.demands[colour].includes('penalty')) return [];
    const { maximumPenaltyYearsMin, sentenceMonthsMin } = settings;
    const sentenceMonths = warrant?.sentenceMonths ?? null;
    const maximumPenaltyYears = warrant?.maximumPenaltyYears ?? null;
    // Who is sentenced is sought to serve it, so that what might have been imposed no longer counts.
    if (sentenceMonths !== null) {
      if (sentenceMonths >= sentenceMonthsMin) return [];
      const reason = `The sentence of ${sentenceMonths} months is below ${sentenceMonthsMin}.`;
      return [{ path: '/warrant/sentenceMonths', reason }];
    }
    if (maximumPenaltyYears === null) {
      const reason = 'Neither a maximum penalty nor a sentence is stated.';
      return [{ path: '/warrant', reason }];
    }
    if (maximumPenaltyYears >= maximumPenaltyYearsMin) return [];
    const reason = `The maximum penalty of ${maximumPenaltyYears} years is below ${maximumPenaltyYearsMin}.`;
    return [{ path: '/warrant/maximumPenaltyYears', reason }];
  },
};
