/**
 * Cases for and against the rule in inconsistent-colour.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentColour } from '../../../../src/gate/screening/rules/inconsistent-colour.js';
import { asked, content, listed, missing } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentColour, {
  finds: [
    [
      'a red record of a missing person',
      asked(missing({ colour: 'red' })),
      [['/colour', 'missing, red']],
    ],
    ['a yellow record of a wanted person', asked(content({ colour: 'yellow' })), ['/colour']],
    ['a lost document with a colour', asked({ ...listed(), colour: 'red' }), ['/colour']],
  ],
  passes: [
    ['a red record of a wanted person', asked()],
    ['a yellow record of a missing person', asked(missing())],
    ['a lost document without a colour', asked(listed())],
  ],
});
