/**
 * Rule: a warrant is not of a day that is still to come.
 * It must never doubt a warrant of today.
 */
import { dayNumber } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentWarrantToCome: ScreeningRule = {
  id: 'inconsistent.warrant-to-come',
  version: 1,
  severity: 'serious',
  reason: 'The day of the warrant is still to come.',
  source: 'Policy: internal consistency',
  find: ({ content: { warrant }, today }) =>
    warrant?.date != null && dayNumber(warrant.date) > dayNumber(today)
      ? [{ path: '/warrant/date' }]
      : [],
};
