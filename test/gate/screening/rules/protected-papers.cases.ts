/**
 * Cases for and against the rule in protected-papers.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { protectedPapers } from '../../../../src/gate/screening/rules/protected-papers.js';
import { about, asked, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(protectedPapers, {
  finds: [
    [
      'a refugee by nationality',
      asked(about({ nationalities: ['SWE', 'XXB'] })),
      ['/person/nationalities/1'],
    ],
    ['a stateless person', asked(about({ nationalities: ['XXA'] })), ['/person/nationalities/0']],
    [
      'a document of a refugee',
      asked(about({ documents: [{ number: 'AB123456', issuer: 'XXC', type: 'P' }] })),
      ['/person/documents/0/issuer'],
    ],
  ],
  passes: [
    ['other nationalities', asked()],
    ['a nationality not stated', asked(about({ nationalities: ['XXX'] }))],
    ['a lost document', asked(listed())],
  ],
});
