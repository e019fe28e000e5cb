/**
 * Cases for and against the rule in complete-warrant.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { completeWarrant } from '../../../../src/gate/screening/rules/complete-warrant.js';
import { asked, content, missing, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(completeWarrant, {
  finds: [
    [
      'a red record without a warrant',
      asked(content({ warrant: null })),
      [['/warrant', /no reference/]],
    ],
    [
      'a warrant without a day',
      asked(content({ warrant: { ...WARRANT, date: null } })),
      [['/warrant/date', /when/]],
    ],
    [
      'a warrant without an issuer',
      asked(content({ warrant: { ...WARRANT, issuer: null } })),
      [['/warrant/issuer', /who/]],
    ],
  ],
  passes: [
    ['a warrant with issuer and day', asked()],
    ['a blue record without a warrant', asked(content({ colour: 'blue', warrant: null }))],
    ['a missing person', asked(missing())],
  ],
});
