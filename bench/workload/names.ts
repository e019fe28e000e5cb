/**
 * Name lists of several countries, drawn once from faker and then recombined.
 * It must never hold the name of a real listed person: every list is faker's.
 */
import type { Faker } from '@faker-js/faker';
import { faker as cs } from '@faker-js/faker/locale/cs_CZ';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as en } from '@faker-js/faker/locale/en';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as hr } from '@faker-js/faker/locale/hr';
import { faker as it } from '@faker-js/faker/locale/it';
import { faker as nl } from '@faker-js/faker/locale/nl';
import { faker as pl } from '@faker-js/faker/locale/pl';
import { faker as pt } from '@faker-js/faker/locale/pt_BR';
import { faker as sv } from '@faker-js/faker/locale/sv';
import { faker as tr } from '@faker-js/faker/locale/tr';

export interface NameList {
  /** ICAO alpha-3, for the nationality of those who bear the names. */
  readonly nationality: string;
  readonly family: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
}

const LOCALES: readonly (readonly [string, Faker])[] = [
  ...[['FRA', fr] as const, ['DEU', de] as const, ['ESP', es] as const, ['POL', pl] as const],
  ...[['BRA', pt] as const, ['ITA', it] as const, ['TUR', tr] as const, ['GBR', en] as const],
  ...[['NLD', nl] as const, ['CZE', cs] as const, ['SWE', sv] as const, ['HRV', hr] as const],
];

/** Draws per list; doubles are dropped, so most lists come out at a few hundred. */
const DRAWS = 1_500;

/** The lists for a seed, always in the same order. */
export function nameLists(seed: number): readonly NameList[] {
  return LOCALES.map(([nationality, faker]) => {
    faker.seed(seed);
    return {
      nationality,
      family: distinct(() => faker.person.lastName()),
      female: distinct(() => faker.person.firstName('female')),
      male: distinct(() => faker.person.firstName('male')),
    };
  });
}

function distinct(next: () => string): readonly string[] {
  return [...new Set(Array.from({ length: DRAWS }, next))];
}
