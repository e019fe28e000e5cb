/**
 * Rule: no word of an offence mixes letters of scripts that look alike, as words do that hide from lists.
 * It must never speak of text in several languages: each word is looked at alone.
 */
import type { ScreeningRule } from '../rule.js';
import { contextOf, wordsOf } from '../words.js';

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

const isMixed = (word: string): boolean => SCRIPTS.filter((script) => script.test(word)).length > 1;

export const oddScripts: ScreeningRule = {
  id: 'odd.scripts',
  version: 1,
  severity: 'note',
  reason: 'A word mixes letters of scripts that look alike; lists of terms do not find it.',
  source: 'Unicode Technical Standard 39, section 5.1; policy',
  find: ({ content: { offences } }) =>
    offences.flatMap((offence, at) => {
      const mixed = wordsOf(offence).find(({ start, end }) => isMixed(offence.slice(start, end)));
      if (mixed === undefined) return [];
      return [{ path: `/offences/${at}`, context: contextOf(offence, mixed.start, mixed.end) }];
    }),
};
