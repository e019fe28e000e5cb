/**
 * Rule: an offence is worded like one against military duty, which only soldiers and conscripts can commit.
 * It must never be taken for proof: a soldier can commit ordinary crimes too.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like one against military duty.';

export const article3Military: ScreeningRule = {
  id: 'article-3.military',
  version: 2,
  severity: 'serious',
  reason: MEANS,
  source: 'Constitution of INTERPOL, Article 3; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'military', MEANS),
};
