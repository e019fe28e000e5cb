/**
 * Rule: an offence is worded like one of racial or ethnic character.
 * It must never be taken for proof: inciting hatred is worded with the same terms.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like one of racial or ethnic character.';

export const article3Racial: ScreeningRule = {
  id: 'article-3.racial',
  version: 2,
  severity: 'serious',
  reason: MEANS,
  source: 'Constitution of INTERPOL, Article 3; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'racial', MEANS),
};
