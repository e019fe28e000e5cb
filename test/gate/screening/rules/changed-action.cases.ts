/**
 * Cases for and against the rule in changed-action.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { changedAction } from '../../../../src/gate/screening/rules/changed-action.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(changedAction, {
  finds: [
    [
      'an arrest where a person was to be found',
      asked(content(), { published: content({ action: 'locate' }) }),
      [['/action', 'locate → arrest']],
    ],
  ],
  passes: [
    ['an arrest as before', asked(content(), { published: content() })],
    ['less than before', asked(content({ action: 'inform' }), { published: content() })],
    [
      'something else that is no arrest',
      asked(content({ action: 'inform' }), { published: content({ action: 'locate' }) }),
    ],
    ['a record of which nothing is published', asked()],
  ],
});
