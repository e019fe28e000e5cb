/**
 * Rule: papers of a person that look mistyped: listed twice, of a specimen, or of a country not theirs.
 * It must never be more than a note: residents and refugees carry papers of countries not theirs.
 */
import { canonicalIssuer, SPECIMEN } from '../../../record/countries.js';
import type { ScreeningRule } from '../rule.js';

/** Shorter numbers exist, but more of them are typed wrongly. */
const NUMBER_CHARACTERS_MIN = 5;
const ONE_SIGN = /^(.)\1*$/;

export const documentOdd: ScreeningRule = {
  id: 'document.odd',
  version: 1,
  severity: 'note',
  reason: 'A document of the person looks mistyped.',
  source: 'Policy: internal consistency',
  find: ({ content: { person } }) => {
    if (person === null) return [];
    const nationalities = new Set(person.nationalities.map(canonicalIssuer));
    const seen = new Map<string, string>();
    return person.documents.flatMap(({ number, issuer: written }, at) => {
      const path = `/person/documents/${at}`;
      const issuer = canonicalIssuer(written);
      const earlier = seen.get(number);
      if (earlier === undefined) seen.set(number, issuer);
      const reasons = [
        issuer === SPECIMEN ? 'The issuer is that of specimens.' : '',
        number.length < NUMBER_CHARACTERS_MIN || ONE_SIGN.test(number)
          ? 'The number is short, or one sign repeated.'
          : '',
        earlier === issuer ? 'The same document is listed twice.' : '',
        earlier !== undefined && earlier !== issuer
          ? 'The same number is listed under another issuer too.'
          : '',
        nationalities.size > 0 && !nationalities.has(issuer)
          ? 'The issuer is none of the nationalities.'
          : '',
      ].filter((reason) => reason !== '');
      return reasons.length === 0 ? [] : [{ path, reason: reasons.join(' ') }];
    });
  },
};
