/**
 * Cases for and against the rule in complete-offence.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { completeOffence } from '../../../../src/gate/screening/rules/complete-offence.js';
import { asked, content, listed, missing } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(completeOffence, {
  finds: [
    ['a red record without an offence', asked(content({ offences: [] })), ['/offences']],
    [
      'an offence that says nothing',
      asked(content({ offences: ['n/a', '--', 'see warrant'] })),
      ['/offences'],
    ],
    [
      'a green record without an offence',
      asked(content({ colour: 'green', offences: [] })),
      ['/offences'],
    ],
    [
      'a blue record without an offence',
      asked(content({ colour: 'blue', offences: [] })),
      ['/offences'],
    ],
  ],
  passes: [
    ['one stated offence among others', asked(content({ offences: ['n/a', 'fraud'] }))],
    ['an offence in another script', asked(content({ offences: ['诈骗'] }))],
    ['a missing person', asked(missing())],
    ['a lost document', asked(listed())],
  ],
});
