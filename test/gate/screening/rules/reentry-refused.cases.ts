/**
 * Cases for and against the rule in reentry-refused.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { reentryRefused } from '../../../../src/gate/screening/rules/reentry-refused.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(reentryRefused, {
  finds: [
    [
      'a refused record of the same owner',
      asked(content(), {
        lookalikes: [
          { recordId: 'SWE-2020-9', owner: 'SWE', score: 0.93, reason: 'a family matter' },
        ],
      }),
      [[null, /SWE-2020-9 .*0\.93.*\na family matter/]],
    ],
    [
      'a refused record of another owner',
      asked(content(), {
        lookalikes: [{ recordId: 'BRA-1', owner: 'BRA', score: 0.8, reason: 'incomplete' }],
      }),
      [[null, /BRA-1/]],
    ],
    [
      'a version of the same record that was refused',
      asked(content(), {
        lookalikes: [{ recordId: 'SWE-2026-1', owner: 'SWE', score: 1, reason: 'incomplete' }],
      }),
      [[null, /version of this record/]],
    ],
    [
      'each of several',
      asked(content(), {
        lookalikes: [
          { recordId: 'BRA-1', owner: 'BRA', score: 0.8, reason: 'a' },
          { recordId: 'BRA-2', owner: 'BRA', score: 0.9, reason: 'b' },
        ],
      }),
      [null, null],
    ],
  ],
  passes: [
    ['a record that resembles none', asked()],
    [
      'a record that resembles too little',
      asked(content(), {
        lookalikes: [{ recordId: 'BRA-1', owner: 'BRA', score: 0.79, reason: 'incomplete' }],
      }),
    ],
  ],
});
