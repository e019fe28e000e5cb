/**
 * Rule: an offence is worded like one against a faith, or like the practice of one.
 * It must never name a faith as suspect: it looks for offences worded so, whichever faith is meant.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like one of religious character.';

export const article3Religious: ScreeningRule = {
  id: 'article-3.religious',
  version: 2,
  severity: 'serious',
  reason: MEANS,
  source: 'Constitution of INTERPOL, Article 3; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'religious', MEANS),
};
