/**
 * Rule: no date of birth of the record can be one of the version that is published.
 * It must never speak of a date that is only told more exactly.
 */
import { birthsOf } from '../persons.js';
import type { ScreeningRule } from '../rule.js';
import { excerpt } from '../words.js';

export const changedBirth: ScreeningRule = {
  id: 'changed.birth',
  version: 1,
  severity: 'serious',
  reason: 'No date of birth is one of the published version.',
  source: 'Policy: what was reviewed was about another person',
  find: ({ content, published }) => {
    const now = birthsOf(content.person);
    const before = birthsOf(published?.person ?? null);
    if (now.length === 0 || before.length === 0) return [];
    const kept = now.some(({ span: a }) =>
      before.some(({ span: b }) => a.earliest <= b.latest && b.earliest <= a.latest),
    );
    const context = excerpt(before.map(({ text }) => text).join('; '));
    return kept ? [] : [{ path: '/person/datesOfBirth', context }];
  },
};
