/**
 * Rule: a warrant is not older than the person.
 * It must never speak where one of the dates of birth allows for the warrant.
 */
import { birthsOf, dayNumber } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentWarrantBeforeBirth: ScreeningRule = {
  id: 'inconsistent.warrant-before-birth',
  version: 1,
  severity: 'serious',
  reason: 'The warrant is older than the person.',
  source: 'Policy: internal consistency',
  find: ({ content: { person, warrant } }) => {
    const births = birthsOf(person);
    const date = warrant?.date ?? null;
    if (date === null || births.length === 0) return [];
    const before = births.every(({ span }) => dayNumber(date) < span.earliest);
    return before ? [{ path: '/warrant/date' }] : [];
  },
};
