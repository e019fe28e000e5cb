/** What holds for every name and person, however odd. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { FEATURE_BYTES, indexOfFeatures } from '../../src/matching/features.js';
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import { wordsAlike } from '../../src/matching/distance.js';
import { normaliseName } from '../../src/matching/normalise.js';
import { prepare, type PersonDescription } from '../../src/matching/prepare.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson } from '../../src/matching/score.js';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import { wordOf } from '../../src/matching/word.js';
import { date, name, named, odd, person, whole, word } from './odd-persons.js';

describe('normalising', () => {
  it('never throws, and writes words of A-Z and 0-9 alone', () => {
    fc.assert(
      fc.property(name, (own) => {
        const prepared = normaliseName(own);
        expect(prepared === null || /^[A-Z0-9]+( [A-Z0-9]+)*$/.test(prepared.text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves its own output as it is', () => {
    fc.assert(
      fc.property(name, (own) => {
        const once = normaliseName(own);
        if (once === null) return;
        expect(normaliseName(whole(once.text))?.text).toBe(once.text);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a word for every name that shows anything', () => {
    fc.assert(
      fc.property(odd, (written) => {
        fc.pre(written.trim() !== '');
        expect(normaliseName(whole(written))).not.toBeNull();
      }),
    );
  });

  it('does not depend on what was normalised before', () => {
    fc.assert(
      fc.property(name, name, (own, other) => {
        const first = prepare(named(own));
        normaliseName(other);
        const again = prepare(named(own));
        expect(again.names.map(({ text }) => text)).toEqual(first.names.map(({ text }) => text));
        expect(recordPostings(again, 'wanted')).toEqual(recordPostings(first, 'wanted'));
        expect(lookupKeys(again)).toEqual(lookupKeys(first));
      }),
    );
  });
});

describe('keys', () => {
  it('a name shares a key with itself, with and without a date', () => {
    fc.assert(
      fc.property(name, date, date, (own, filed, asked) => {
        const bare = prepare(named(own));
        if (bare.names.length === 0) return;
        const dated = prepare(named(own, [filed]));
        const otherwise = prepare(named(own, [asked]));
        for (const record of [bare, dated]) {
          const keys = new Set(recordPostings(record, 'wanted').map(({ key }) => key));
          for (const query of [bare, dated, otherwise]) {
            expect(lookupKeys(query).some((key) => keys.has(key))).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stay within their limits, without doubles', () => {
    fc.assert(
      fc.property(person, (described) => {
        const prepared = prepare(described);
        const asked = lookupKeys(prepared);
        expect(asked.length).toBeLessThanOrEqual(LIMITS.lookupKeysMax);
        expect(new Set(asked).size).toBe(asked.length);
        const filed = recordPostings(prepared, 'missing');
        expect(filed.length).toBeLessThanOrEqual(LIMITS.recordKeysMax);
        const marks = filed.map(({ key, features }) => `${key} ${features.join()}`);
        expect(new Set(marks).size).toBe(marks.length);
        for (const { key, features } of filed) {
          expect(key).toMatch(/^[\x21-\x7e]{2,32}$/);
          expect(features).toHaveLength(FEATURE_BYTES);
          expect(indexOfFeatures(features, 0)).toBe('missing');
        }
      }),
    );
  });

  it('every name of a record with as many as may be is filed by a key of its own', () => {
    const many = Array.from({ length: LIMITS.namesPerRecordMax }, (_, nth) =>
      whole(
        String.fromCharCode(65 + (nth % 20), 79, 66 + (nth % 7), 65, 75 + Math.floor(nth / 10)),
      ),
    );
    const record = prepare({ ...named(whole('')), names: many });
    const filed = new Set(recordPostings(record, 'wanted').map(({ key }) => key));
    expect(filed.size).toBeGreaterThan(LIMITS.namesPerRecordMax / 2);
    for (const own of many) {
      expect(lookupKeys(prepare(named(own))).some((key) => filed.has(key))).toBe(true);
    }
  });
});

describe('the likeness of two words', () => {
  it('is 0 to 1, the same either way, and the same when it is remembered', () => {
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (left, right, unvowelled, syllabic) => {
        const [a, b] = [wordOf(left), wordOf(right)];
        const alike = wordsAlike(a, b, unvowelled, syllabic);
        expect(alike).toBeGreaterThanOrEqual(0);
        expect(alike).toBeLessThanOrEqual(1);
        expect(wordsAlike(b, a, unvowelled, syllabic)).toBe(alike);
        // Words too long to be kept are made anew: nothing is remembered of them.
        const long = 'KHARLOMPINGADOSTREVULOKHAN';
        const fresh = (): number =>
          wordsAlike(wordOf(long + left), wordOf(long + right), unvowelled, syllabic);
        expect(fresh()).toBe(fresh());
      }),
    );
  });
});

describe('scores', () => {
  it('are 0 to 1 with at most one line for each field', () => {
    fc.assert(
      fc.property(person, person, (asked, listed) => {
        const { score, explanation } = scorePerson(prepare(asked), prepare(listed));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        const fields = explanation.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
        for (const line of explanation) {
          expect(line.score).toBeGreaterThanOrEqual(0);
          expect(line.score).toBeLessThanOrEqual(1);
          expect(line.detail.length).toBeLessThan(140);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are above every threshold for the same person with the same date', () => {
    fc.assert(
      fc.property(name, (own) => {
        const prepared = prepare(named(own, ['1974-08-12']));
        if (prepared.names.length === 0) return;
        const { score } = scorePerson(prepared, prepared);
        for (const threshold of Object.values(THRESHOLDS)) {
          expect(score).toBeGreaterThanOrEqual(threshold);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not raised by a contradiction', () => {
    const contradictions: readonly (readonly [Partial<PersonDescription>, object])[] = [
      [{ datesOfBirth: ['1974-08-12'] }, { datesOfBirth: ['1950-02-27'] }],
      [{ datesOfBirth: ['1974'] }, { datesOfBirth: ['1960-01/1962'] }],
      [{ sex: 'M' }, { sex: 'F' }],
      [{ nationalities: ['FRA'] }, { nationalities: ['DEU'] }],
      [
        { documents: [{ number: 'A1', issuer: 'FRA', type: null }] },
        { documents: [{ number: 'B2', issuer: 'FRA', type: null }] },
      ],
    ];
    fc.assert(
      fc.property(name, name, (own, other) => {
        const asked = named(own);
        const listed = named(other);
        const neutral = scorePerson(prepare(asked), prepare(listed)).score;
        for (const [left, right] of contradictions) {
          const query = prepare({ ...asked, ...left });
          const record = prepare({ ...listed, ...right });
          expect(scorePerson(query, record).score).toBeLessThanOrEqual(neutral);
        }
      }),
    );
  });

  it('do not depend on which comparison was made before', () => {
    fc.assert(
      fc.property(person, person, person, (asked, listed, between) => {
        const query = prepare(asked);
        const record = prepare(listed);
        const first = scorePerson(query, record);
        scorePerson(prepare(between), record);
        expect(scorePerson(query, record)).toEqual(first);
      }),
    );
  });
});
