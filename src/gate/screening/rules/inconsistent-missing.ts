/**
 * Rule: the missing are looked for, not arrested, and have no warrant.
 * It must never speak of records of other indexes.
 */
import type { Found, ScreeningRule } from '../rule.js';

export const inconsistentMissing: ScreeningRule = {
  id: 'inconsistent.missing',
  version: 1,
  severity: 'serious',
  reason: 'The person is called missing, and treated as wanted.',
  source: 'https://euextraditionlaw.com/interpol/',
  find: ({ content: { index, action, warrant } }) => {
    if (index !== 'missing') return [];
    const found: Found[] = [];
    if (action === 'arrest') {
      found.push({ path: '/action', reason: 'The arrest of a missing person is asked for.' });
    }
    if (warrant !== null) {
      found.push({ path: '/warrant', reason: 'There is a warrant against a missing person.' });
    }
    return found;
  },
};
