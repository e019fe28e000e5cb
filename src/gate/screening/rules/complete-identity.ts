/**
 * Rule: a record says who is meant, as far as its colour demands it.
 * It must never hold a single name against a person who has but one: a reviewer decides.
 */
import type { Person, PersonName } from '../../../record/record.js';
import { birthsOf, isStated } from '../persons.js';
import type { Found, ScreeningRule } from '../rule.js';
import type { Demand } from '../settings.js';
import { wordsOf } from '../words.js';

/** An undivided name of several words, or of several Han characters, holds both parts. */
const isWhole = ({ fullName }: PersonName): boolean =>
  isStated(fullName) && wordsOf(fullName ?? '').length > 1;

const GAPS: readonly (readonly [Demand, (person: Person) => Found | null])[] = [
  [
    'family-name',
    ({ names }) =>
      names.some((name) => isStated(name.family) || isStated(name.fullName))
        ? null
        : { path: '/person/names', reason: 'No family name is stated.' },
  ],
  [
    'forename',
    ({ names }) =>
      names.some((name) => isStated(name.given) || isWhole(name))
        ? null
        : { path: '/person/names', reason: 'No forename is stated; some persons have none.' },
  ],
  [
    'sex',
    ({ sex }) => (sex === 'U' ? { path: '/person/sex', reason: 'The sex is not stated.' } : null),
  ],
  [
    'date-of-birth',
    (person) =>
      birthsOf(person).length > 0
        ? null
        : { path: '/person/datesOfBirth', reason: 'Not even the year of birth is stated.' },
  ],
];

export const completeIdentity: ScreeningRule = {
  id: 'complete.identity',
  version: 1,
  severity: 'serious',
  reason: 'The record does not say who is meant as fully as its colour demands.',
  source: 'Policy, after RPD Articles 83(2) and 90 (unverified)',
  find: ({ content: { colour, person } }, { demands }) => {
    if (colour === null || person === null) return [];
    return GAPS.flatMap(([demand, gapIn]) => {
      const gap = demands[colour].includes(demand) ? gapIn(person) : null;
      return gap === null ? [] : [gap];
    });
  },
};
