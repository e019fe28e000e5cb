/**
 * Cases for and against the rule in changed-birth.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { changedBirth } from '../../../../src/gate/screening/rules/changed-birth.js';
import { about, asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(changedBirth, {
  finds: [
    [
      'a date that no published one allows',
      asked(about({ datesOfBirth: ['1990', '1991-01-01'] }), { published: content() }),
      [['/person/datesOfBirth', '1981-02-27']],
    ],
  ],
  passes: [
    ['the same date', asked(content(), { published: content() })],
    [
      'a date told more exactly',
      asked(content(), { published: about({ datesOfBirth: ['1981'] }) }),
    ],
    [
      'one date among new ones',
      asked(about({ datesOfBirth: ['1990', '1981-02-27'] }), { published: content() }),
    ],
    ['a date where there was none', asked(content(), { published: about({ datesOfBirth: [] }) })],
    ['a record of which nothing is published', asked()],
  ],
});
