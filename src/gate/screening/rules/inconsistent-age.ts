/**
 * Rule: nobody sought is older than people become.
 * It must never doubt a span of days that reaches into our time.
 */
import { ageOn, birthsOf, dayNumber, widened } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentAge: ScreeningRule = {
  id: 'inconsistent.age',
  version: 1,
  severity: 'note',
  reason: 'The person would be older than people become.',
  source: 'Policy: internal consistency',
  find: ({ content: { person }, today }, { ageYearsMax, approximateYears }) =>
    birthsOf(person)
      .filter((birth) => {
        const { latest } = widened(birth, approximateYears);
        return ageOn(dayNumber(today), latest) > ageYearsMax;
      })
      .map(({ path, text }) => ({ path, context: text })),
};
