/**
 * Cases for and against the rule in document-foreign.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { documentForeign } from '../../../../src/gate/screening/rules/document-foreign.js';
import { about, asked, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(documentForeign, {
  finds: [
    ['a document of another member', asked(listed({ issuer: 'BRA' })), ['/document/issuer']],
    ['a document of an organisation', asked(listed({ issuer: 'UNO' })), ['/document/issuer']],
  ],
  passes: [
    ['a document of the owner', asked(listed())],
    ['a class of the papers of one member', asked(listed({ issuer: 'GBN' }), { owner: 'GBR' })],
    ['the short code of an issuer', asked(listed({ issuer: 'D' }), { owner: 'DEU' })],
    [
      'a foreign document of a person',
      asked(about({ documents: [{ number: 'AB123456', issuer: 'BRA', type: 'P' }] })),
    ],
  ],
});
