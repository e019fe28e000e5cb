/**
 * Rule: a record says what the person is sought or warned of for.
 * It must never judge the offence; other rules read its words.
 */
import { isStated } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const completeOffence: ScreeningRule = {
  id: 'complete.offence',
  version: 1,
  severity: 'serious',
  reason: 'No offence is stated.',
  source: 'Policy, after RPD Articles 83(2), 88 and 89 (unverified)',
  find: ({ content: { colour, offences } }, { demands }) => {
    if (colour === null || !demands[colour].includes('offence')) return [];
    return offences.some(isStated) ? [] : [{ path: '/offences' }];
  },
};
