/**
 * Cases for and against the rule in inconsistent-sentence.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentSentence } from '../../../../src/gate/screening/rules/inconsistent-sentence.js';
import { asked, content, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentSentence, {
  finds: [
    [
      'a sentence over the maximum',
      asked(content({ warrant: { ...WARRANT, sentenceMonths: 73 } })),
      ['/warrant/sentenceMonths'],
    ],
  ],
  passes: [
    ['a sentence at the maximum', asked(content({ warrant: { ...WARRANT, sentenceMonths: 72 } }))],
    [
      'a sentence without a maximum',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: null, sentenceMonths: 73 } })),
    ],
    ['a maximum without a sentence', asked()],
    ['a record without a warrant', asked(content({ warrant: null }))],
  ],
});
