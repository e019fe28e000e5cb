/**
 * Rule: the record is of another index than the version that is published.
 * It must never speak where nothing is published.
 */
import type { ScreeningRule } from '../rule.js';

export const changedIndex: ScreeningRule = {
  id: 'changed.index',
  version: 1,
  severity: 'serious',
  reason: 'The published version is of another index.',
  source: 'Policy: what was reviewed was another record',
  find: ({ content, published }) =>
    published === null || published.index === content.index
      ? []
      : [{ path: '/index', context: `${published.index} → ${content.index}` }],
};
