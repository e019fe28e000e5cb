/**
 * Cases for and against the rule in document-reported.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { documentReported } from '../../../../src/gate/screening/rules/document-reported.js';
import { asked, listed, TODAY } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(documentReported, {
  finds: [
    [
      'a document without a day',
      asked(listed({ reportedOn: null })),
      [['/document/reportedOn', /not stated/]],
    ],
    [
      'a day to come',
      asked(listed({ reportedOn: '2026-03-02' })),
      [['/document/reportedOn', /to come/]],
    ],
  ],
  passes: [
    ['a day of the past', asked(listed())],
    ['today', asked(listed({ reportedOn: TODAY }))],
    ['a person', asked()],
  ],
});
