/** Under what a record is filed, and by whom that is seen: what is not published is never where a check looks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filedOf } from '../../src/flow/filing.js';
import { protectionId, protectionIn, versionOf } from '../../src/flow/protection.js';
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import { prepare } from '../../src/matching/prepare.js';
import { MEMBERS } from '../../src/record/countries.js';
import { RECORD_STATES, UNRESTRICTED } from '../../src/record/record.js';
import { sees } from '../../src/record/visibility.js';
import { RECORD_ID_PATTERN } from '../../src/record/wire.js';
import type { Filed } from '../../src/store/records.js';
import { contentOf, dossier, version } from './dossiers.js';

const refusal = {
  version: 1,
  reason: 'no',
  at: 0,
  content: contentOf('Wojciechowska', '2030-01-01'),
};

/** Keys and issuers of the entries that checks may be shown, and of those that nobody is. */
function placesOf({ filings, visibility }: Filed): { shown: string[]; hidden: string[] } {
  const shown: string[] = [];
  const hidden: string[] = [];
  for (const filing of filings) {
    const place = filing.by === 'document' ? filing.issuer : filing.key;
    const seenBy = filing.visibility ?? visibility;
    const somebody = MEMBERS.some(({ code: member }) => {
      const viewer = { member, agency: 'border', purpose: 'border' } as const;
      return seenBy !== null && sees(viewer, seenBy, UNRESTRICTED);
    });
    (somebody ? shown : hidden).push(place);
  }
  return { shown, hidden };
}

describe('what was refused', () => {
  it('is filed where nobody sees it, whatever else is published beside it', () => {
    for (const state of RECORD_STATES) {
      const live = version({ state });
      const filed = placesOf(filedOf(dossier({ live, refusal })));
      const without = placesOf(filedOf(dossier({ live })));
      expect(filed.shown).toEqual(without.shown);
      expect(filed.shown.length > 0).toBe(state === 'published');
      expect(without.hidden).toEqual([]);
      expect(filed.hidden.length).toBeGreaterThan(0);
      expect(filed.hidden.every((place) => place.startsWith('refused '))).toBe(true);
    }
  });

  it('is filed with what was refused before it, of others', () => {
    const earlier = [{ ...refusal, content: contentOf('Horvat', '2030-01-01') }];
    const one = placesOf(filedOf(dossier({ refusal })));
    const both = placesOf(filedOf(dossier({ refusal: { ...refusal, earlier } })));
    expect(both.hidden.length).toBeGreaterThan(one.hidden.length);
  });

  it('is not filed while it waits', () => {
    const held = version({ state: 'in_review' });
    expect(filedOf(dossier({ held })).filings).toEqual([]);
  });
});

describe('a protected person', () => {
  const protection = { against: 'ITA', status: 'granted' as const };
  const { person } = contentOf('Sadykova', '2030-01-01');
  const stored =
    person === null
      ? dossier()
      : dossier({
          recordId: protectionId('FRA', 'ref.1'),
          live: versionOf({ ...protection, person }, 1, 0),
        });

  it('is filed under keys of the one member it is protected against, and nobody sees them', () => {
    const { shown, hidden } = placesOf(filedOf(stored));
    expect(shown).toEqual([]);
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.every((place) => place.startsWith('protected ITA '))).toBe(true);
  });

  it('has an id that no record can have, and is told from every record', () => {
    expect(stored.recordId).not.toMatch(new RegExp(RECORD_ID_PATTERN));
    expect(protectionIn(stored)).toMatchObject(protection);
    expect(protectionIn(dossier({ live: version() }))).toBeNull();
  });
});

describe('no check', () => {
  it('asks for a key that what is refused or protected is filed under', () => {
    const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    const letters = fc.string({ unit: fc.constantFrom(...'refusdpotc ITA'), maxLength: 20 });
    const name = fc.oneof(word, letters);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
        const names = [
          {
            family: null,
            given: null,
            fullName: parts.join(' '),
            kind: 'primary' as const,
            quality: 'good' as const,
          },
        ];
        const datesOfBirth = ['1974-08-12'];
        const asked = prepare({ names, datesOfBirth, sex: null, nationalities: [], documents: [] });
        for (const key of lookupKeys(asked)) expect(key).not.toMatch(/ |^refused|^protected/);
      }),
      { numRuns: 2_000 },
    );
  });
});
