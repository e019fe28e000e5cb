/**
 * Cases for and against the rule in penalty-threshold.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { penaltyThreshold } from '../../../../src/gate/screening/rules/penalty-threshold.js';
import { asked, content, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(penaltyThreshold, {
  finds: [
    [
      'a maximum penalty below the least',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: 1.5 } })),
      [['/warrant/maximumPenaltyYears', '1.5']],
    ],
    [
      'a sentence below the least',
      asked(content({ warrant: { ...WARRANT, sentenceMonths: 5 } })),
      [['/warrant/sentenceMonths', '5 months']],
    ],
    [
      'neither a penalty nor a sentence',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: null } })),
      [['/warrant', /stated/]],
    ],
    ['no warrant at all', asked(content({ warrant: null })), ['/warrant']],
    [
      'no penalty at all',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: 0 } })),
      ['/warrant/maximumPenaltyYears'],
    ],
  ],
  passes: [
    [
      'a maximum penalty at the least',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: 2 } })),
    ],
    [
      'a sentence at the least',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: null, sentenceMonths: 6 } })),
    ],
    [
      'a sentence at the least, whatever might have been imposed',
      asked(content({ warrant: { ...WARRANT, maximumPenaltyYears: 1, sentenceMonths: 7 } })),
    ],
    ['a blue record', asked(content({ colour: 'blue', warrant: null }))],
  ],
});
