/** What confirms a name and what contradicts it: dates, sex, nationality, documents. */
import { describe, expect, it } from 'vitest';
import type { Sex } from '../../src/record/record.js';
import type { PersonDescription } from '../../src/matching/prepare.js';
import { scorePerson } from '../../src/matching/score.js';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { Shortlist } from '../../src/matching/shortlist.js';
import { bornOn, explained, personOf } from './people.js';

const NAME = 'Teixeiro, Rocio';
const scoreOf = (asked: string, listed: string): number =>
  scorePerson(bornOn(NAME, asked), bornOn(NAME, listed)).score;
const dateOf = (asked: string, listed: string): number | undefined =>
  explained(bornOn(NAME, asked), bornOn(NAME, listed), 'dateOfBirth');
const unknown = scorePerson(personOf(NAME), personOf(NAME)).score;

describe('dates of birth', () => {
  it('confirm where they are the same', () => {
    expect(dateOf('1974-08-12', '1974-08-12')).toBe(1);
    expect(scoreOf('1974-08-12', '1974-08-12')).toBeGreaterThan(unknown);
  });

  it('say nothing where one side has none', () => {
    const { score, explanation } = scorePerson(bornOn(NAME, '1974-08-12'), personOf(NAME));
    expect(score).toBe(unknown);
    expect(explanation.map(({ field }) => field)).toEqual(['name']);
  });

  it('still confirm with day and month exchanged, but less', () => {
    expect(scoreOf('1974-08-12', '1974-12-08')).toBeGreaterThan(unknown);
    expect(scoreOf('1974-08-12', '1974-12-08')).toBeLessThan(scoreOf('1974-08-12', '1974-08-12'));
  });

  it.each([
    ['1974-12-31', '1975-01-01'],
    ['1975-01-01', '1974-12-31'],
    ['1999-12-31', '2000-01-01'],
  ])('confirm as well a day apart over New Year as within a month: %s, %s', (asked, listed) => {
    expect(dateOf(asked, listed)).toBe(dateOf('1974-08-12', '1974-08-13'));
    const query = bornOn(NAME, asked);
    const [posting] = recordPostings(bornOn(NAME, listed), 'wanted');
    const shortlist = new Shortlist(query, THRESHOLDS.border);
    if (posting !== undefined) shortlist.consider(1, posting.features, 0);
    expect(shortlist.ids()).toEqual([1]);
    // Met by a word and the year as well, should one word of the name be wrong.
    const filed = recordPostings(bornOn(NAME, listed), 'wanted').map(({ key }) => key);
    const byYear = filed.filter((key) => key.startsWith('Y'));
    expect(byYear).not.toEqual([]);
    expect(lookupKeys(query)).toEqual(expect.arrayContaining(byYear));
  });

  it.each([
    ['1974-08-12', '1974-08'],
    ['1974-08-12', '1974'],
    ['1974-08-12', '1974-08-XX'],
    ['1974-08-12', '1973/1975'],
    ['1974-08-12', '1974-03/1974-09'],
    ['1974-08', '1974-08-12'],
    ['1974', '1974-08-12'],
    ['1974', '1974'],
    ['1974', '1975~'],
    ['1974-08-12', '1976~'],
  ])('confirm as far as they are known: %s and %s', (asked, listed) => {
    expect(scoreOf(asked, listed)).toBeGreaterThan(unknown);
    expect(scoreOf(asked, listed)).toBeLessThanOrEqual(scoreOf('1974-08-12', '1974-08-12'));
  });

  it('confirm the less the longer the span is', () => {
    const spans = ['1974-08-12', '1974-08', '1974', '1973/1975', '197X'];
    const agreements = spans.map((span) => dateOf('1974-08-12', span) ?? 0);
    expect(agreements).toEqual([...agreements].sort((left, right) => right - left));
    expect(new Set(agreements).size).toBe(spans.length);
  });

  it('neither confirm nor contradict within a span of decades', () => {
    expect(scoreOf('1974-08-12', '19XX')).toBe(unknown);
  });

  it.each([
    ['1974-08-12', '1974-08-13'],
    ['1974-08-12', '1974-08-22'],
    ['1974-08-12', '1975-08-12'],
    ['1974-08-12', '1947-08-12'],
    ['1974-08-12', '1974-09-12'],
  ])('forgive a slip of the pen: %s and %s', (asked, listed) => {
    expect(scoreOf(asked, listed)).toBeGreaterThanOrEqual(unknown);
    expect(scoreOf(asked, listed)).toBeLessThan(scoreOf('1974-08-12', '1974-08-12'));
  });

  it.each([
    ['1974-08-12', '1951-02-27'],
    ['1974-08-12', '1974-02-27'],
    ['1974-08-12', '1980'],
    ['1974-08-12', '1980~'],
    ['1974', '1960/1965'],
  ])('contradict where nothing agrees: %s and %s', (asked, listed) => {
    expect(scoreOf(asked, listed)).toBeLessThan(unknown);
  });

  it('decades apart bring the same name below every threshold', () => {
    const lowest = Math.min(...Object.values(THRESHOLDS).filter((value) => value >= 0.7));
    expect(scoreOf('1974-08-12', '1951-02-27')).toBeLessThan(lowest);
  });

  it('count by the best of several', () => {
    const listed = bornOn(NAME, '1951-02-27', '1974-08-12');
    expect(explained(bornOn(NAME, '1974-08-12'), listed, 'dateOfBirth')).toBe(1);
  });
});

describe('sex', () => {
  const scored = (asked: Sex | null, listed: Sex): { score: number; said: number | undefined } => {
    const query = personOf(NAME, { sex: asked });
    const record = personOf(NAME, { sex: listed });
    return { score: scorePerson(query, record).score, said: explained(query, record, 'sex') };
  };

  it('is neutral and not mentioned where one side does not know it', () => {
    expect(scored('M', 'U')).toEqual({ score: unknown, said: undefined });
    expect(scored('U', 'M')).toEqual({ score: unknown, said: undefined });
    expect(scored(null, 'F')).toEqual({ score: unknown, said: undefined });
  });

  it('is neutral where one side is X', () => {
    expect(scored('X', 'F')).toEqual({ score: unknown, said: 0.5 });
  });

  it('confirms a little and contradicts more', () => {
    const same = scored('F', 'F');
    const other = scored('M', 'F');
    expect(same.said).toBe(1);
    expect(other.said).toBe(0);
    expect(same.score).toBeGreaterThan(unknown);
    expect(unknown - other.score).toBeGreaterThan(same.score - unknown);
  });

  it('alone never takes an equal name and date below the threshold', () => {
    const query = personOf(NAME, { sex: 'M', datesOfBirth: ['1974-08-12'] });
    const record = personOf(NAME, { sex: 'F', datesOfBirth: ['1974-08-12'] });
    expect(scorePerson(query, record).score).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });
});

describe('nationality', () => {
  const scored = (asked: readonly string[], listed: readonly string[]): number =>
    scorePerson(personOf(NAME, { nationalities: asked }), personOf(NAME, { nationalities: listed }))
      .score;

  it('confirms where one is in common', () => {
    expect(scored(['PRT', 'BRA'], ['BRA'])).toBeGreaterThan(unknown);
  });

  it('takes D and DEU for one', () => {
    expect(scored(['D'], ['DEU'])).toBe(scored(['DEU'], ['DEU']));
  });

  it('contradicts mildly where none is, and is silent where one side has none', () => {
    expect(scored(['PRT'], ['BRA'])).toBeLessThan(unknown);
    expect(scored(['PRT'], ['BRA'])).toBeGreaterThanOrEqual(THRESHOLDS.security);
    expect(scored(['PRT'], [])).toBe(unknown);
  });
});

describe('travel documents', () => {
  const paper = (number: string, issuer: string): Partial<PersonDescription> => ({
    documents: [{ number, issuer, type: 'P' }],
  });
  const same = paper('ab 12-3456', 'UTO');

  it('count with another name: the paper may be forged or borrowed', () => {
    const query = personOf('Monteverde, Ilse', same);
    const record = personOf(NAME, paper('AB123456', 'UTO'));
    expect(explained(query, record, 'document')).toBe(1);
    const { score } = scorePerson(query, record);
    for (const threshold of Object.values(THRESHOLDS)) {
      expect(score).toBeGreaterThanOrEqual(threshold);
    }
  });

  it('count without any name', () => {
    expect(scorePerson(personOf([], same), personOf([], same)).score).toBe(1);
  });

  it('are another document where the issuer differs, which contradicts nobody', () => {
    const query = personOf(NAME, same);
    const record = personOf(NAME, paper('AB123456', 'FRA'));
    expect(explained(query, record, 'document')).toBe(0);
    expect(scorePerson(query, record).score).toBe(unknown);
  });
});

describe('the explanation', () => {
  it('has a line for each field that both sides know, in order', () => {
    const all: Partial<PersonDescription> = {
      datesOfBirth: ['1974-08-12'],
      sex: 'F',
      nationalities: ['PRT'],
      documents: [{ number: 'AB123456', issuer: 'PRT', type: null }],
    };
    const { score, explanation } = scorePerson(personOf(NAME, all), personOf(NAME, all));
    expect(score).toBeGreaterThan(0.99);
    expect(explanation.map(({ field, score: value }) => [field, value])).toEqual([
      ['name', 1],
      ['dateOfBirth', 1],
      ['sex', 1],
      ['nationality', 1],
      ['document', 1],
    ]);
    for (const { detail } of explanation) expect(detail).toMatch(/^[A-Z].*\.$/);
  });
});
