/**
 * Cases for and against the rule in inconsistent-expiry.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentExpiry } from '../../../../src/gate/screening/rules/inconsistent-expiry.js';
import { asked, content, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentExpiry, {
  finds: [
    [
      'a person kept a day too long',
      asked(content({ expiresOn: '2031-03-02' })),
      [['/expiresOn', '2031-03-02']],
    ],
    [
      'a document kept a day too long',
      asked({ ...listed(), expiresOn: '2036-03-02' }),
      ['/expiresOn'],
    ],
  ],
  passes: [
    ['a person kept to the last day', asked()],
    ['a document kept to the last day', asked(listed())],
    [
      'the default of a leap day',
      asked(content({ expiresOn: '2033-02-28' }), { today: '2028-02-29' }),
    ],
  ],
});
