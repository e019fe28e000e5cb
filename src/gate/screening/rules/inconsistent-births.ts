/**
 * Rule: the dates of birth can all be of one person.
 * It must never be more than a note: who uses several names often uses several dates.
 */
import { birthsOf, widened } from '../persons.js';
import type { ScreeningRule } from '../rule.js';
import { excerpt } from '../words.js';

export const inconsistentBirths: ScreeningRule = {
  id: 'inconsistent.births',
  version: 1,
  severity: 'note',
  reason: 'The dates of birth exclude one another.',
  source: 'Policy: internal consistency',
  find: ({ content: { person } }, { approximateYears }) => {
    const births = birthsOf(person);
    const spans = births.map((birth) => widened(birth, approximateYears));
    const disjoint = spans.some((a) =>
      spans.some((b) => a.latest < b.earliest || b.latest < a.earliest),
    );
    const context = excerpt(births.map(({ text }) => text).join('; '));
    return disjoint ? [{ path: '/person/datesOfBirth', context }] : [];
  },
};
