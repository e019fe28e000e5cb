/**
 * Rule: an arrest is asked for by red records alone.
 * It must never speak of what a red record asks for.
 */
import type { ScreeningRule } from '../rule.js';

export const inconsistentArrest: ScreeningRule = {
  id: 'inconsistent.arrest',
  version: 1,
  severity: 'serious',
  reason: 'An arrest is asked for, but the record is not red.',
  source: 'https://euextraditionlaw.com/interpol/',
  find: ({ content: { action, colour } }) =>
    action === 'arrest' && colour !== 'red' ? [{ path: '/action' }] : [],
};
