/**
 * Cases for and against the rule in inconsistent-births.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentBirths } from '../../../../src/gate/screening/rules/inconsistent-births.js';
import { about, asked } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentBirths, {
  finds: [
    [
      'two years',
      asked(about({ datesOfBirth: ['1974', '1981'] })),
      [['/person/datesOfBirth', '1974; 1981']],
    ],
    [
      'two days',
      asked(about({ datesOfBirth: ['1974-08-12', '1974-12-08'] })),
      ['/person/datesOfBirth'],
    ],
    [
      'two approximate dates too far apart',
      asked(about({ datesOfBirth: ['1970~', '1980~'] })),
      ['/person/datesOfBirth'],
    ],
  ],
  passes: [
    ['one date', asked()],
    ['a date and its year', asked(about({ datesOfBirth: ['1974-08-12', '1974'] }))],
    ['approximate dates near each other', asked(about({ datesOfBirth: ['1970~', '1972'] }))],
    ['no date', asked(about({ datesOfBirth: [] }))],
  ],
});
