/**
 * Cases for and against the rule in inconsistent-red.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentRed } from '../../../../src/gate/screening/rules/inconsistent-red.js';
import { asked, content, listed, missing } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentRed, {
  finds: [
    [
      'a red record that asks for facts',
      asked(content({ action: 'inform' })),
      [['/action', 'inform']],
    ],
    [
      'a red record that asks where somebody is',
      asked(content({ action: 'locate' })),
      [['/action', 'locate']],
    ],
    [
      'a red record that asks for a discreet check',
      asked(content({ action: 'discreet-check' })),
      [['/action', 'discreet-check']],
    ],
    [
      'a red record that asks for a document',
      asked(content({ action: 'seize-document' })),
      [['/action', 'seize-document']],
    ],
    [
      'a red diffusion that asks for less than an arrest',
      asked(content({ kind: 'diffusion', action: 'locate' })),
      ['/action'],
    ],
  ],
  passes: [
    ['a red record that asks for an arrest', asked()],
    ['a blue record that asks for facts', asked(content({ colour: 'blue', action: 'inform' }))],
    ['a green record that asks for facts', asked(content({ colour: 'green', action: 'inform' }))],
    ['a blue record that asks for an arrest', asked(content({ colour: 'blue' }))],
    ['a yellow record that asks where somebody is', asked(missing())],
    ['a lost document without a colour', asked(listed())],
  ],
});
