/** What is left out before it is fetched is nothing that would have been an answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markOf } from '../../src/matching/mark.js';
import { prepare, type PersonDescription, type Prepared } from '../../src/matching/prepare.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson, scoresAtLeast } from '../../src/matching/score.js';
import { Shortlist } from '../../src/matching/shortlist.js';
import { PersonMemory } from '../../src/flow/person-memory.js';
import { asAsked, invented, locales } from './invented.js';
import { person } from './odd-persons.js';
import { bornOn, personOf } from './people.js';

function isKept(asked: Prepared, listed: Prepared, lowest: number): boolean {
  const shortlist = new Shortlist(asked, lowest);
  for (const { features } of recordPostings(listed, 'wanted')) shortlist.consider(1, features, 0);
  return shortlist.ids().length === 1;
}

describe('the shortlist', () => {
  it('keeps whoever full scoring would list, however the name is misspelt', () => {
    let listed = 0;
    for (let nth = 0; nth < 3_000; nth++) {
      const own = invented(nth);
      const record = prepare(own);
      const query = prepare(asAsked(own));
      const { score } = scorePerson(query, record);
      for (const lowest of [0.5, 0.6, 0.7]) {
        if (score < lowest) continue;
        listed += 1;
        expect(isKept(query, record, lowest), `${query.names[0]?.text ?? ''} at ${lowest}`).toBe(
          true,
        );
      }
    }
    expect(listed).toBeGreaterThan(5_000);
  });

  it('leaves out nearly all strangers of the same surname who were born in another decade', () => {
    const query = prepare({ ...invented(1), datesOfBirth: ['1950-02-03'] });
    const family = query.names[0]?.tokens.at(-1)?.word.text ?? '';
    let kept = 0;
    for (let nth = 0; nth < 200; nth++) {
      const given = locales[0]?.person.firstName('female') ?? '';
      if (isKept(query, bornOn(`${family}, ${given}`, '1988-09-17'), 0.7)) kept += 1;
    }
    expect(kept).toBe(0);
  });

  it('never excludes by a date that one side does not have', () => {
    const listed = personOf('BRENNER, Joline');
    expect(isKept(bornOn('BRENNER, Joline', '1992-07-05'), listed, 0.7)).toBe(true);
    expect(isKept(personOf('BRENNER, Joline'), bornOn('BRENNER, Joline', '1992-07-05'), 0.7)).toBe(
      true,
    );
  });

  it('keeps a person with several names by a name that was not the one met', () => {
    const listed = personOf(['BRENNER, Joline', 'KOPEC, Gabriela']);
    const query = personOf('KOPEC, Gabriela');
    const [first] = recordPostings(listed, 'wanted');
    const shortlist = new Shortlist(query, 0.7);
    if (first !== undefined) shortlist.consider(1, first.features, 0);
    expect(shortlist.ids()).toEqual([1]);
  });

  it('does not depend on the order in which postings are met', () => {
    const query = prepare(invented(5));
    const met = Array.from({ length: 300 }, (_, nth) =>
      recordPostings(prepare({ ...invented(5 + 7 * nth), datesOfBirth: [] }), 'wanted').map(
        ({ features }) => ({ id: nth, features }),
      ),
    ).flat();
    const ids = (postings: typeof met): number[] => {
      const shortlist = new Shortlist(query, 0);
      for (const { id, features } of postings) shortlist.consider(id, features, 0);
      return shortlist.ids().sort((a, b) => a - b);
    };
    expect(ids(met.toReversed())).toEqual(ids(met));
  });
});

describe('the quick look at a person who is known', () => {
  it('says the same as the score, for odd persons', () => {
    fc.assert(
      fc.property(person, person, fc.constantFrom(0.3, 0.5, 0.7), (asked, listed, lowest) => {
        const [query, record] = [prepare(asked), prepare(listed)];
        const same = prepare({ ...listed, names: [...listed.names, ...asked.names].slice(0, 1) });
        for (const one of [record, same]) {
          expect(scoresAtLeast(query, one, lowest)).toBe(scorePerson(query, one).score >= lowest);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('says the same as the score, for persons slightly changed', () => {
    for (let nth = 0; nth < 2_000; nth++) {
      const own = invented(nth);
      const [query, record] = [prepare(asAsked(own)), prepare(own)];
      const { score } = scorePerson(query, record);
      for (const lowest of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
        expect(scoresAtLeast(query, record, lowest)).toBe(score >= lowest);
      }
    }
  });
});

describe('the memory of persons', () => {
  const before = personOf('BRENNER, Joline');
  const after = personOf('BRENNER, Jolina');

  it('knows a person by the mark of the very state that was read', () => {
    const memory = new PersonMemory();
    memory.remember(1, before);
    expect(memory.recall(1, markOf(before))?.person).toBe(before);
    expect(memory.recall(1, markOf(after))).toBeNull();
    expect(memory.recall(2, markOf(before))).toBeNull();
    memory.remember(1, after);
    expect(memory.recall(1, markOf(before))).toBeNull();
    expect(memory.recall(1, markOf(after))?.person).toBe(after);
  });

  it('is marked by everything that a score looks at', () => {
    const own = invented(3);
    const changes: readonly Partial<PersonDescription>[] = [
      { datesOfBirth: ['1970'] },
      { sex: null },
      { nationalities: ['BRA'] },
      { documents: [{ number: 'A1', issuer: 'FRA', type: null }] },
      { names: own.names.map((name) => ({ ...name, quality: 'low' })) },
      {
        names: own.names.map(({ family, given, ...rest }) => ({
          ...rest,
          family: given,
          given: family,
        })),
      },
    ];
    const marks = [{}, ...changes].map((change) => markOf(prepare({ ...own, ...change })));
    expect(new Set(marks).size).toBe(marks.length);
    expect(markOf(prepare(own))).toBe(marks[0]);
  });
});
