/**
 * Cases for and against the rule in document-odd.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { documentOdd } from '../../../../src/gate/screening/rules/document-odd.js';
import { about, asked, listed } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(documentOdd, {
  finds: [
    [
      'a short number',
      asked(about({ documents: [{ number: 'A1', issuer: 'SWE', type: 'P' }] })),
      [['/person/documents/0', /short/]],
    ],
    [
      'one sign repeated',
      asked(about({ documents: [{ number: '0000000', issuer: 'SWE', type: 'P' }] })),
      [['/person/documents/0', /repeated/]],
    ],
    [
      'a document of a country that is no nationality',
      asked(about({ documents: [{ number: 'AB123456', issuer: 'BRA', type: 'P' }] })),
      [['/person/documents/0', /nationalities/]],
    ],
    [
      'a document that is listed twice',
      asked(
        about({
          documents: [
            { number: 'AB123456', issuer: 'SWE', type: 'P' },
            { number: 'AB123456', issuer: 'SWE', type: 'P' },
          ],
        }),
      ),
      [['/person/documents/1', /twice/]],
    ],
    [
      'one number under two issuers',
      asked(
        about({
          nationalities: [],
          documents: [
            { number: 'AB123456', issuer: 'SWE', type: 'P' },
            { number: 'AB123456', issuer: 'BRA', type: 'P' },
          ],
        }),
      ),
      [['/person/documents/1', /another issuer/]],
    ],
    [
      'a specimen',
      asked(
        about({ nationalities: [], documents: [{ number: 'AB123456', issuer: 'UTO', type: 'P' }] }),
      ),
      [['/person/documents/0', /specimen/]],
    ],
  ],
  passes: [
    ['a document of the nationality', asked()],
    [
      'a class of papers of the nationality',
      asked(
        about({
          nationalities: ['GBR'],
          documents: [{ number: 'AB123456', issuer: 'GBD', type: 'P' }],
        }),
      ),
    ],
    ['a person of no stated nationality', asked(about({ nationalities: [] }))],
    ['a person without documents', asked(about({ documents: [] }))],
    ['a lost document', asked(listed({ number: 'A1' }))],
  ],
});
