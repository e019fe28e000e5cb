/**
 * Cases for and against the rule in inconsistent-birth-to-come.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentBirthToCome } from '../../../../src/gate/screening/rules/inconsistent-birth-to-come.js';
import { about, asked, listed, TODAY } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentBirthToCome, {
  finds: [
    [
      'a birth of tomorrow',
      asked(about({ datesOfBirth: ['1981', '2026-03-02'] })),
      [['/person/datesOfBirth/1', '2026-03-02']],
    ],
    ['a birth of next year', asked(about({ datesOfBirth: ['2027~'] })), ['/person/datesOfBirth/0']],
  ],
  passes: [
    ['a birth of today', asked(about({ datesOfBirth: [TODAY] }))],
    ['a birth of this year', asked(about({ datesOfBirth: ['2026'] }))],
    ['a lost document', asked(listed())],
  ],
});
