/**
 * Cases for and against the rule in inconsistent-warrant-issuer.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentWarrantIssuer } from '../../../../src/gate/screening/rules/inconsistent-warrant-issuer.js';
import { asked, content, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentWarrantIssuer, {
  finds: [
    [
      'a warrant of another member',
      asked(content({ warrant: { ...WARRANT, issuer: 'BRA' } })),
      ['/warrant/issuer'],
    ],
  ],
  passes: [
    ['a warrant of the owner', asked()],
    [
      'the short code of the owner',
      asked(content({ warrant: { ...WARRANT, issuer: 'D' } }), { owner: 'DEU' }),
    ],
    ['a warrant without an issuer', asked(content({ warrant: { ...WARRANT, issuer: null } }))],
    ['a record without a warrant', asked(content({ warrant: null }))],
  ],
});
