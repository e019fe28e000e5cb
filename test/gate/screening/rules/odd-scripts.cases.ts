/**
 * Cases for and against the rule in odd-scripts.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { oddScripts } from '../../../../src/gate/screening/rules/odd-scripts.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(oddScripts, {
  finds: [
    [
      'a Latin letter in a Cyrillic word',
      asked(content({ offences: ['мошенничество', 'экcтремизм'] })),
      [['/offences/1', 'экcтремизм']],
    ],
    [
      'a Cyrillic letter in a Latin word',
      asked(content({ offences: ['ехtremism abroad'] })),
      ['/offences/0'],
    ],
  ],
  passes: [
    [
      'words of several scripts beside one another',
      asked(content({ offences: ['fraud, мошенничество, απάτη, 诈骗'] })),
    ],
    ['letters with marks', asked(content({ offences: ['détournement, Körperverletzung'] }))],
  ],
});
