/**
 * Rule: an offence is worded like a matter between private persons, or like one of administration.
 * It must never be more than a note: fraud and abduction are told with the same words.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like a family matter, a debt or an administrative matter.';

export const excludedPrivateDispute: ScreeningRule = {
  id: 'excluded.private-dispute',
  version: 1,
  severity: 'note',
  reason: MEANS,
  source:
    'https://nrivision.com/how-to-remove-an-interpol-red-notice/7862; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'private', MEANS),
};
