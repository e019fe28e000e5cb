/** Names written to cost time or memory. No test here is timed: a square of the length would hang. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson } from '../../src/matching/score.js';
import { personOf, wordNumbered } from './people.js';

const LONG = 100_000;

const HOSTILE: readonly (readonly [string, string])[] = [
  ['one letter', 'A'.repeat(LONG)],
  ['letters and blanks', 'A '.repeat(LONG / 2)],
  ['a word of many sounds', 'SCHTSCH'.repeat(LONG / 7)],
  ['commas', ','.repeat(LONG)],
  ['blanks before a comma', `${' '.repeat(LONG)},A`],
  ['zone codes', 'XXSXSHXKH'.repeat(LONG / 9)],
  ['marks in the wrong order', `a${'\u0316\u0301'.repeat(LONG / 2)}`],
  ['a ligature that unfolds to eighteen letters', 'ﷺ'.repeat(LONG)],
  ['letters of two scripts by turns', 'Аb'.repeat(LONG / 2)],
  ['Arabic with doubled letters', 'عّ'.repeat(LONG / 2)],
  ['Greek digraphs', 'μπντγκ'.repeat(LONG / 6)],
  ['Chinese characters', '李'.repeat(LONG)],
  ['Hangul syllables', '김'.repeat(LONG)],
  ['invisible characters', '\u200B'.repeat(LONG)],
  ['halves of surrogate pairs', '\uD83D'.repeat(LONG)],
  ['signs', '☃'.repeat(LONG)],
  ['initials', 'B.'.repeat(LONG / 2)],
  ['particles', 'DE LA '.repeat(LONG / 6)],
  ['titles', 'DR '.repeat(LONG / 3)],
];

describe('a name of a hundred thousand characters', () => {
  it.each(HOSTILE)('is bounded: %s', (_what, written) => {
    for (const person of [
      personOf(written),
      personOf(`Teixeiro, ${written.replaceAll(',', ';')}`),
      personOf(`${written.replaceAll(',', ';')}, Rocio`, { datesOfBirth: ['1974-08-12'] }),
    ]) {
      expect(lookupKeys(person).length).toBeLessThanOrEqual(LIMITS.lookupKeysMax);
      expect(recordPostings(person, 'wanted').length).toBeLessThanOrEqual(LIMITS.recordKeysMax);
      for (const { text, tokens } of person.names) {
        expect(tokens.length).toBeLessThanOrEqual(10);
        expect(text.length).toBeLessThan(1_000);
      }
      expect(scorePerson(person, person).score).toBeLessThanOrEqual(1);
    }
  });
});

describe('a record at every limit', () => {
  const names = Array.from({ length: LIMITS.namesPerRecordMax }, (_, nth) =>
    Array.from({ length: 12 }, (_nothing, place) => wordNumbered(nth * 12 + place)).join(' '),
  );
  const person = personOf(names, {
    datesOfBirth: Array.from(
      { length: LIMITS.datesPerRecordMax },
      (_, nth) => `19${50 + nth}-03-14`,
    ),
  });

  it('would need more keys than may be, none of which is left out', () => {
    const filed = new Set(recordPostings(person, 'wanted').map(({ key }) => key));
    expect(filed.size).toBeGreaterThan(LIMITS.recordKeysMax);
    for (const name of names) {
      const own = recordPostings(personOf(name), 'wanted').map(({ key }) => key);
      expect(own.filter((key) => !filed.has(key))).toEqual([]);
    }
  });

  it('is asked for by no more keys than may be', () => {
    const { length } = lookupKeys(person);
    expect(length).toBeGreaterThan(LIMITS.lookupKeysMax / 8);
    expect(length).toBeLessThanOrEqual(LIMITS.lookupKeysMax);
  });

  it('reads no more names than a record may have', () => {
    expect(personOf([...names, ...names]).names).toHaveLength(LIMITS.namesPerRecordMax);
  });
});
