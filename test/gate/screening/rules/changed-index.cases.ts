/**
 * Cases for and against the rule in changed-index.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { changedIndex } from '../../../../src/gate/screening/rules/changed-index.js';
import { asked, content, listed, missing } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(changedIndex, {
  finds: [
    [
      'a missing person who is wanted now',
      asked(content(), { published: missing() }),
      [['/index', 'missing → wanted']],
    ],
    ['a document that is a person now', asked(content(), { published: listed() }), ['/index']],
  ],
  passes: [
    ['the same index', asked(content({ colour: 'blue' }), { published: content() })],
    ['a record of which nothing is published', asked()],
  ],
});
