/**
 * Rule: nobody is born on a day that is still to come.
 * It must never doubt a span of days that began already.
 */
import { birthsOf, dayNumber } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentBirthToCome: ScreeningRule = {
  id: 'inconsistent.birth-to-come',
  version: 1,
  severity: 'serious',
  reason: 'The day of birth is still to come.',
  source: 'Policy: internal consistency',
  find: ({ content: { person }, today }) =>
    birthsOf(person)
      .filter(({ span }) => span.earliest > dayNumber(today))
      .map(({ path, text }) => ({ path, context: text })),
};
