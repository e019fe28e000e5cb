/**
 * Rule: the record itself calls the person a refugee or stateless, by the codes that papers carry.
 * It must never name the issuer of such papers in its words: that may be who protects.
 */
import type { Found, ScreeningRule } from '../rule.js';

/** Stateless, refugee under the Convention of 1951, other refugee (ICAO Doc 9303 part 3 section 5). */
const CODES = new Set(['XXA', 'XXB', 'XXC']);

const marked = (codes: readonly string[], pathOf: (at: number) => string): Found[] =>
  codes.flatMap((code, at) => (CODES.has(code) ? [{ path: pathOf(at) }] : []));

export const protectedPapers: ScreeningRule = {
  id: 'protected.papers',
  version: 1,
  severity: 'serious',
  reason: 'The code is one of refugees or stateless persons: ask whether the person is protected.',
  source: 'ICAO Doc 9303 part 3 section 5; resolution GA-2017-86-RES-09',
  find: ({ content: { person } }) =>
    person === null
      ? []
      : [
          ...marked(person.nationalities, (at) => `/person/nationalities/${at}`),
          ...marked(
            person.documents.map(({ issuer }) => issuer),
            (at) => `/person/documents/${at}/issuer`,
          ),
        ],
};
