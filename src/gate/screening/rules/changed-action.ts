/**
 * Rule: the record asks for an arrest where the published version asked for less.
 * It must never speak where a record asks for less than before.
 */
import type { ScreeningRule } from '../rule.js';

export const changedAction: ScreeningRule = {
  id: 'changed.action',
  version: 1,
  severity: 'serious',
  reason: 'The published version did not ask for an arrest.',
  source: 'Policy: what was reviewed asked for less',
  find: ({ content, published }) =>
    published === null || published.action === 'arrest' || content.action !== 'arrest'
      ? []
      : [{ path: '/action', context: `${published.action} → ${content.action}` }],
};
