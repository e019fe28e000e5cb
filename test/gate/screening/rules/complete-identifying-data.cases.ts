/**
 * Cases for and against the rule in complete-identifying-data.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { completeIdentifyingData } from '../../../../src/gate/screening/rules/complete-identifying-data.js';
import { about, asked, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(completeIdentifyingData, {
  finds: [
    [
      'a red record with a name and a date alone',
      asked(about({ documents: [], nationalities: [], placeOfBirth: null })),
      [['/person', /nationality/]],
    ],
    [
      'a place of birth that says that it is unknown',
      asked(about({ documents: [], nationalities: [], placeOfBirth: 'unknown' })),
      ['/person'],
    ],
  ],
  passes: [
    ['a document', asked(about({ nationalities: [], placeOfBirth: null }))],
    ['a nationality', asked(about({ documents: [], placeOfBirth: null }))],
    ['a place of birth', asked(about({ documents: [], nationalities: [] }))],
    [
      'a green record, which is not asked for it',
      asked(about({ documents: [], nationalities: [], placeOfBirth: null }, { colour: 'green' })),
    ],
    ['a lost document', asked(listed())],
  ],
});
