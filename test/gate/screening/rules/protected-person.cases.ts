/**
 * Cases for and against the rule in protected-person.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { protectedPerson } from '../../../../src/gate/screening/rules/protected-person.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(protectedPerson, {
  finds: [
    [
      'a person whose protection was granted',
      asked(content(), { protections: [{ score: 0.9, status: 'granted' }] }),
      [['/person', /has been granted/]],
    ],
    [
      'a person whose protection was asked for',
      asked(content(), { protections: [{ score: 0.7, status: 'asked' }] }),
      [['/person', /has been asked for/]],
    ],
    [
      'one finding for several, the stronger status',
      asked(content(), {
        protections: [
          { score: 0.9, status: 'asked' },
          { score: 0.8, status: 'granted' },
        ],
      }),
      [['/person', /has been granted/]],
    ],
  ],
  passes: [
    ['a person whom nobody protects', asked()],
    [
      'a person who resembles too little',
      asked(content(), { protections: [{ score: 0.69, status: 'granted' }] }),
    ],
  ],
});
