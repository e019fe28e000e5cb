/**
 * Names and persons of every odd kind, for tests of what must hold for all of them.
 * It must never hold anybody from a real list.
 */
import fc from 'fast-check';
import type { PersonDescription } from '../../src/matching/prepare.js';
import { SEXES, type PersonName } from '../../src/record/record.js';

/** Letters of many scripts, marks, separators, disguises and what no name holds. */
const CHARACTERS = [
  ...'abcmxyzABCIJLNRSTXYZ0139 \t-\'.,@$"äößñçžŁÞđ',
  ...'абвгдежзийюяїґљћΑβγδουμπντςأبتةحشصضظعلمنوىيّـَאבגדהוישםץ',
  ...'李王欧阳田中佐藤김이박남궁あアキャーン々कखगतสชაბგԱԲԳ',
  '\u0301',
  '\u0308',
  '\u0316',
  '\u200B',
  '\u200F',
  '\u00AD',
  '\uD800',
  '\uFFFD',
  '\u0000',
  '☃',
  '🙂',
  '½',
  'Ⅳ',
  'ﷺ',
];
export const odd = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 40 })
  .map((chars) => chars.join(''));
const syllable = fc.constantFrom('AN', 'BRO', 'KHA', 'DI', 'LE', 'MOR', 'SCH', 'TEI', 'XI', 'ZU');
export const word = fc
  .array(syllable, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const text = fc.oneof(odd, words, fc.string({ unit: 'binary', maxLength: 30 }));
const textOrNull = fc.option(text, { nil: null });

export const name: fc.Arbitrary<PersonName> = fc.record({
  family: textOrNull,
  given: textOrNull,
  fullName: textOrNull,
  kind: fc.constant('primary' as const),
  quality: fc.constantFrom('good' as const, 'low' as const),
});
export const date = fc.oneof(
  fc.constantFrom('1974', '197X', '19XX', '1974-08', '1974-08-XX', '1970/1975', '1974~', 'never'),
  fc
    .record({ year: fc.integer({ min: 1930, max: 2010 }), day: fc.integer({ min: 10, max: 28 }) })
    .map(({ year, day }) => `${year}-0${(day % 9) + 1}-${day}`),
);
const paper = fc.record({
  number: fc.constantFrom('A1', 'B 2', 'AB123456'),
  issuer: fc.constantFrom('D', 'DEU', 'FRA'),
  type: fc.constant(null),
});
export const person: fc.Arbitrary<PersonDescription> = fc.record({
  names: fc.array(name, { maxLength: 4 }),
  datesOfBirth: fc.array(date, { maxLength: 3 }),
  sex: fc.constantFrom(null, ...SEXES),
  nationalities: fc.array(fc.constantFrom('D', 'DEU', 'FRA', '???'), { maxLength: 2 }),
  documents: fc.array(paper, { maxLength: 2 }),
});

export const whole = (fullName: string): PersonName => ({
  family: null,
  given: null,
  fullName,
  kind: 'primary',
  quality: 'good',
});
export const named = (
  own: PersonName,
  datesOfBirth: readonly string[] = [],
): PersonDescription => ({
  names: [own],
  datesOfBirth,
  sex: null,
  nationalities: [],
  documents: [],
});
