/**
 * Rule: an offence is worded like one against a state, its organs or its order, or like the use of a freedom.
 * It must never be taken for proof: sabotage and espionage are ordinary crimes in some cases.
 */
import { offencesAbout } from '../offence-words.js';
import type { ScreeningRule } from '../rule.js';

const MEANS = 'The offence is worded like one of political character.';

export const article3Political: ScreeningRule = {
  id: 'article-3.political',
  version: 2,
  severity: 'serious',
  reason: MEANS,
  source: 'Constitution of INTERPOL, Article 3; list of terms maintained as policy',
  find: (question) => offencesAbout(question, 'political', MEANS),
};
