/**
 * Cases for and against the rule in inconsistent-warrant-to-come.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentWarrantToCome } from '../../../../src/gate/screening/rules/inconsistent-warrant-to-come.js';
import { asked, content, WARRANT, TODAY } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentWarrantToCome, {
  finds: [
    [
      'a warrant of tomorrow',
      asked(content({ warrant: { ...WARRANT, date: '2026-03-02' } })),
      ['/warrant/date'],
    ],
  ],
  passes: [
    ['a warrant of today', asked(content({ warrant: { ...WARRANT, date: TODAY } }))],
    ['a warrant without a day', asked(content({ warrant: { ...WARRANT, date: null } }))],
    ['a record without a warrant', asked(content({ warrant: null }))],
  ],
});
