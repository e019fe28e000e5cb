/**
 * Cases for and against the rule in changed-colour.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { changedColour } from '../../../../src/gate/screening/rules/changed-colour.js';
import { asked, content, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(changedColour, {
  finds: [
    [
      'another colour',
      asked(content(), { published: content({ colour: 'blue' }) }),
      [['/colour', 'blue → red']],
    ],
    [
      'a colour where there was none',
      asked(content(), { published: listed() }),
      [['/colour', '- → red']],
    ],
  ],
  passes: [
    ['the same colour', asked(content({ offences: ['theft'] }), { published: content() })],
    ['a record of which nothing is published', asked()],
  ],
});
