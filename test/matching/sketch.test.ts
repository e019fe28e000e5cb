/** What is left out by its sketch is nothing that the comparison of names would find as much alike. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreNames } from '../../src/matching/name-score.js';
import { prepare, type Prepared } from '../../src/matching/prepare.js';
import { mayBeLike } from '../../src/matching/quick-look.js';
import { mayBeSketched, sketchOf } from '../../src/matching/sketch.js';
import { asAsked, invented } from './invented.js';
import { person } from './odd-persons.js';
import { personOf } from './people.js';

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

  it.each([
    // A run takes what another word would have answered: that is left over, and contradicts nothing.
    ['ALLEN DRASCHA TOJUOVDRASCHA', 'ALLEN TOJ UOVDRASCHA'],
    // A particle that is a name cut off.
    ['OVOVSCHAALSCHA, JUOVKO MIROV LE', 'OVOV, SCHAALSCHA JUOVKO MIROV LEN TO'],
  ])('takes %s for as like %s as it is, as the quick look does', (asked, listed) => {
    const [query, record] = [personOf(asked), personOf(listed)];
    expect(holds(query, record)).toBe(true);
    expect(mayBeLike(query, record, scoreNames(query, record)?.likeness ?? 1)).toBe(true);
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
