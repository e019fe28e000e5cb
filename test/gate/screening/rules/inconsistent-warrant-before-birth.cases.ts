/**
 * Cases for and against the rule in inconsistent-warrant-before-birth.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentWarrantBeforeBirth } from '../../../../src/gate/screening/rules/inconsistent-warrant-before-birth.js';
import { about, asked, content, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentWarrantBeforeBirth, {
  finds: [
    [
      'a warrant older than the person',
      asked(about({}, { warrant: { ...WARRANT, date: '1981-02-26' } })),
      ['/warrant/date'],
    ],
    [
      'a warrant older than every date of birth',
      asked(
        about({ datesOfBirth: ['1981', '1983'] }, { warrant: { ...WARRANT, date: '1980-12-31' } }),
      ),
      ['/warrant/date'],
    ],
  ],
  passes: [
    ['a warrant of later', asked()],
    [
      'a warrant that one date of birth allows',
      asked(
        about(
          { datesOfBirth: ['1990', '1970/1974'] },
          { warrant: { ...WARRANT, date: '1972-01-01' } },
        ),
      ),
    ],
    ['a warrant without a day', asked(content({ warrant: { ...WARRANT, date: null } }))],
    ['a person without a date of birth', asked(about({ datesOfBirth: [] }))],
    ['a record without a warrant', asked(content({ warrant: null }))],
  ],
});
