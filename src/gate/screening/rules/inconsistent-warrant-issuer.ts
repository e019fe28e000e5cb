/**
 * Rule: a warrant is of the member that asks for the arrest.
 * It must never be more than a note: territories and courts of several members issue warrants too.
 */
import { canonicalIssuer } from '../../../record/countries.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentWarrantIssuer: ScreeningRule = {
  id: 'inconsistent.warrant-issuer',
  version: 1,
  severity: 'note',
  reason: 'The warrant was issued by somebody other than the owner of the record.',
  source: 'Policy: internal consistency',
  find: ({ owner, content: { warrant } }) =>
    warrant?.issuer != null && canonicalIssuer(warrant.issuer) !== owner
      ? [{ path: '/warrant/issuer' }]
      : [],
};
