/**
 * Rule: the record has other names than the version that is published.
 * It must never take a new order or division of the same words for another name.
 */
import { nameKey, shownName } from '../persons.js';
import type { Found, ScreeningRule } from '../rule.js';
import { excerpt } from '../words.js';

export const changedNames: ScreeningRule = {
  id: 'changed.names',
  version: 1,
  severity: 'serious',
  reason: 'The published version has other names.',
  source: 'Policy: what was reviewed was about another name',
  find: ({ content, published }) => {
    if (published === null || published.person === null || content.person === null) return [];
    const { names } = content.person;
    const now = new Set(names.map(nameKey));
    const before = new Set(published.person.names.map(nameKey));
    const added = names.flatMap((name, at): Found[] => {
      if (before.has(nameKey(name))) return [];
      const path = `/person/names/${at}`;
      return [{ path, reason: 'The name is new.', context: excerpt(shownName(name)) }];
    });
    const removed = published.person.names.filter((name) => !now.has(nameKey(name)));
    if (removed.length === 0) return added;
    const reason = 'Names of the published version are gone.';
    const context = excerpt(removed.map(shownName).join('; '));
    return [...added, { path: '/person/names', reason, context }];
  },
};
