/**
 * Rule: a record holds something beyond the name that tells one person from another.
 * It must never ask for more than a record can hold: pictures and prints are not in it.
 */
import { isStated } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const completeIdentifyingData: ScreeningRule = {
  id: 'complete.identifying-data',
  version: 1,
  severity: 'note',
  reason: 'No document, place of birth or nationality tells this person from others of the name.',
  source: 'Policy, after RPD Article 83(2) (unverified)',
  find: ({ content: { colour, person } }, { demands }) => {
    if (colour === null || person === null) return [];
    if (!demands[colour].includes('identifying-data')) return [];
    const { documents, nationalities, placeOfBirth } = person;
    const told = documents.length > 0 || nationalities.length > 0 || isStated(placeOfBirth);
    return told ? [] : [{ path: '/person' }];
  },
};
