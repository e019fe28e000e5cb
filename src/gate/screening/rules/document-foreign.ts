/**
 * Rule: a lost or stolen document is listed by the member that issued it.
 * It must never make an exception: the classes of one member's papers are one issuer.
 */
import { canonicalIssuer } from '../../../record/countries.js';
import type { ScreeningRule } from '../rule.js';

export const documentForeign: ScreeningRule = {
  id: 'document.foreign',
  version: 1,
  severity: 'serious',
  reason: 'The document was not issued by the member that lists it.',
  source: 'https://www.interpol.int/en/INTERPOL-expertise/Border-management/SLTD-Database',
  find: ({ owner, content: { index, document } }) => {
    if (index !== 'documents' || document === null) return [];
    const own = canonicalIssuer(document.issuer) === owner;
    return own ? [] : [{ path: '/document/issuer' }];
  },
};
