/**
 * Cases for and against the rule in inconsistent-age.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentAge } from '../../../../src/gate/screening/rules/inconsistent-age.js';
import { about, asked, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentAge, {
  finds: [
    [
      'a birth of long ago',
      asked(about({ datesOfBirth: ['1981', '1914-12-31'] })),
      [['/person/datesOfBirth/1', '1914']],
    ],
  ],
  passes: [
    ['a birth that is just possible', asked(about({ datesOfBirth: ['1915-03-02'] }))],
    ['a span that reaches into our time', asked(about({ datesOfBirth: ['19XX'] }))],
    ['a birth of long ago that may be off', asked(about({ datesOfBirth: ['1914~'] }))],
    ['a lost document', asked(listed())],
  ],
});
