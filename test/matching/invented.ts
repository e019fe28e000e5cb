/** Invented persons of several countries, by number, and how somebody might ask for them. It must never use a real name. */
import { Faker, de, en, es, pl, pt_BR, sv, tr } from '@faker-js/faker';
import type { PersonDescription } from '../../src/matching/prepare.js';

const faker = new Faker({ locale: [en] });
faker.seed(20_260_301);
export const locales = [en, de, es, pl, pt_BR, sv, tr].map((locale) => {
  const own = new Faker({ locale: [locale, en] });
  own.seed(7);
  return own;
});

export function invented(nth: number): PersonDescription {
  const own = locales[nth % locales.length] ?? faker;
  const sex = nth % 2 === 0 ? 'female' : 'male';
  const given = nth % 3 === 0 ? ` ${own.person.firstName(sex)}` : '';
  return {
    names: [
      {
        family: own.person.lastName(sex),
        given: own.person.firstName(sex) + given,
        fullName: null,
        kind: 'primary',
        quality: 'good',
      },
    ],
    datesOfBirth: [own.date.birthdate({ refDate: '2026-01-01' }).toISOString().slice(0, 10)],
    sex: nth % 2 === 0 ? 'F' : 'M',
    nationalities: [['FRA', 'DEU', 'ESP'][nth % 3] ?? 'FRA'],
    documents: [],
  };
}

/** One slip of the pen. */
function slipped(text: string): string {
  const letters = [...text];
  const at = faker.number.int(Math.max(0, letters.length - 2));
  const letter = faker.string.alpha({ casing: 'upper' });
  switch (faker.number.int(3)) {
    case 0:
      return letters.with(at, letter).join('');
    case 1:
      return letters.toSpliced(at, 1).join('');
    case 2:
      return letters.toSpliced(at, 0, letter).join('');
    default:
      return letters.toSpliced(at, 2, ...letters.slice(at, at + 2).reverse()).join('');
  }
}

/** How somebody might be asked for: slips, words left out, joined, exchanged, without a date. */
export function asAsked(own: PersonDescription): PersonDescription {
  const [name] = own.names;
  let family = name?.family ?? '';
  let given = name?.given ?? '';
  switch (faker.number.int(6)) {
    case 0:
      family = slipped(family);
      break;
    case 1:
      given = slipped(given);
      break;
    case 2:
      [family, given] = [slipped(family), slipped(given)];
      break;
    case 3:
      given = given.split(' ')[0] ?? given;
      break;
    case 4:
      given = given.replaceAll(' ', '');
      break;
    case 5:
      [family, given] = [given, family];
      break;
    default:
      given = `${given.charAt(0)}.`;
  }
  const names = [{ family, given, fullName: null, kind: 'primary', quality: 'good' } as const];
  const date = own.datesOfBirth[0] ?? '';
  const dates = [
    [date],
    [],
    [date.slice(0, 4)],
    [`${Number(date.slice(0, 4)) + 10}${date.slice(4)}`],
  ];
  return { ...own, names, datesOfBirth: dates[faker.number.int(3)] ?? [] };
}
