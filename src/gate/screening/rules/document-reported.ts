/**
 * Rule: a lost document says when it was reported, and not a day that is still to come.
 * It must never ask for the reason of the loss: a record has none.
 */
import { dayNumber } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const documentReported: ScreeningRule = {
  id: 'document.reported',
  version: 1,
  severity: 'note',
  reason: 'The document does not say when it was reported, or names a day to come.',
  source: 'Policy: internal consistency',
  find: ({ content: { document }, today }) => {
    if (document === null) return [];
    const path = '/document/reportedOn';
    const { reportedOn } = document;
    if (reportedOn === null) return [{ path, reason: 'The day of the report is not stated.' }];
    if (dayNumber(reportedOn) <= dayNumber(today)) return [];
    return [{ path, reason: 'The day of the report is still to come.' }];
  },
};
