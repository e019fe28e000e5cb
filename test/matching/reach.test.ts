/** What is left out before it is fetched is nothing that would have been an answer. */
import { Faker, de, en, es, pl, pt_BR, sv, tr } from '@faker-js/faker';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markOf } from '../../src/matching/mark.js';
import { prepare, type PersonDescription, type Prepared } from '../../src/matching/prepare.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson, scoresAtLeast } from '../../src/matching/score.js';
import { mayBeSketched, sketchOf } from '../../src/matching/sketch.js';
import { scoreNames } from '../../src/matching/name-score.js';
import { Shortlist } from '../../src/matching/shortlist.js';
import { PersonMemory } from '../../src/flow/person-memory.js';
import { person } from './odd-persons.js';
import { bornOn, personOf } from './people.js';

const faker = new Faker({ locale: [en] });
faker.seed(20_260_301);
const locales = [en, de, es, pl, pt_BR, sv, tr].map((locale) => {
  const own = new Faker({ locale: [locale, en] });
  own.seed(7);
  return own;
});

function invented(nth: number): PersonDescription {
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
function asAsked(own: PersonDescription): PersonDescription {
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

describe('the first look at a sketch', () => {
  /** Whether the sketch stands up to how like the names are in truth; `null` where there is none. */
  const holds = (asked: Prepared, listed: Prepared): boolean | null => {
    const sketch = sketchOf(listed);
    const best = scoreNames(asked, listed);
    if (sketch === null || asked.names.length === 0) return null;
    return mayBeSketched(asked, sketch, best?.likeness ?? 0);
  };

  it('never says less than the comparison of names, for odd persons', () => {
    fc.assert(
      fc.property(person, person, fc.nat(2), (asked, listed, which) => {
        const name = [listed.names[0], asked.names[0], asked.names.at(-1)][which];
        const record = prepare({ ...listed, names: name === undefined ? [] : [name] });
        expect(holds(prepare(asked), record)).not.toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('never says less than the comparison of names, for words cut, joined, parted and misspelt', () => {
    const syllable = fc.constantFrom(
      ...'SCHA NA VI KO LEN MIR TO DRA ZY JU NG BER OV AL RA'.split(' '),
    );
    const word = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    const change = fc.constantFrom('join', 'part', 'slip', 'cut', 'leave', 'turn', 'none');
    const fallsShort = (own: string[], how: string[], place: number, divided: boolean): boolean => {
      let text = own.join(' ');
      for (const [nth, each] of how.entries()) {
        const at = (place * (nth + 3)) % Math.max(1, text.length - 1);
        if (each === 'join') text = text.replace(' ', '');
        else if (each === 'part') text = `${text.slice(0, at)} ${text.slice(at)}`;
        else if (each === 'slip') text = `${text.slice(0, at)}E${text.slice(at + 1)}`;
        else if (each === 'cut') text = text.slice(0, 30);
        else if (each === 'leave') text = text.replace(/ [A-Z]+/, '');
        else if (each === 'turn') text = text.split(' ').reverse().join(' ');
      }
      const both = [text, own.join(' ')].map((full) =>
        personOf(divided ? full.replace(' ', ', ') : full),
      );
      const [left, right] = both as [Prepared, Prepared];
      return holds(left, right) === false || holds(right, left) === false;
    };
    fc.assert(
      fc.property(
        words,
        fc.array(change, { maxLength: 3 }),
        fc.nat(200),
        fc.boolean(),
        (...all) => {
          expect(fallsShort(...all)).toBe(false);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('never says less for persons slightly changed, and leaves out nearly all strangers', () => {
    let sketched = 0;
    let leftOut = 0;
    const records = Array.from({ length: 2_000 }, (_, nth) => prepare(invented(nth)));
    for (const [nth, record] of records.entries()) {
      const query = prepare(asAsked(invented(nth)));
      expect(holds(query, record)).not.toBe(false);
      const stranger = sketchOf(records[(nth * 7 + 13) % records.length] ?? record);
      if (stranger === null) continue;
      sketched += 1;
      if (!mayBeSketched(record, stranger, 0.8)) leftOut += 1;
    }
    expect(sketched).toBeGreaterThan(1_500);
    expect(leftOut / sketched).toBeGreaterThan(0.9);
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
