/**
 * Rule: an offence is worded like a breach of custom or of private morals, on which the laws of members differ.
 * It must never judge the custom.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like one of custom or private life, on which laws differ.';

export const excludedContestedNorms: ScreeningRule = {
  id: 'excluded.contested-norms',
  version: 1,
  severity: 'serious',
  reason: MEANS,
  source:
    'https://nrivision.com/how-to-remove-an-interpol-red-notice/7862; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'norms', MEANS),
};
