/** The whole public list in memory: everybody on it is found, and hardly anybody else. */
import { Faker, en } from '@faker-js/faker';
import { beforeAll, describe, expect, it } from 'vitest';
import { importOfac, type OfacLine, type OfacName } from '../../src/lists/ofac.js';
import { prepare, type Prepared } from '../../src/matching/prepare.js';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import { parseEdtf } from '../../src/record/edtf.js';
import type { PersonName } from '../../src/record/record.js';
import { dataFile } from '../support/data.js';
import { MemoryIndex } from './memory-index.js';
import { bornOn } from './people.js';

const sdn = dataFile('ofac', 'sdn.csv');
const alt = dataFile('ofac', 'alt.csv');

const nameOf = (name: OfacName): PersonName => ({
  family: 'family' in name ? name.family : null,
  given: 'given' in name ? name.given : null,
  fullName: 'fullName' in name ? name.fullName : null,
  kind: name.kind,
  quality: name.quality,
});

/** As a check may write the first possible day, as exactly as it is known. */
function checkDate(edtf: string | undefined): string[] {
  const span = edtf === undefined ? null : parseEdtf(edtf);
  if (span === null) return [];
  const digits = String(span.earliest);
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  if (span.precision === 'day') return [`${year}-${month}-${day}`];
  return [span.precision === 'month' ? `${year}-${month}` : year];
}

const asked = (name: OfacName | undefined, datesOfBirth: readonly string[]): Prepared =>
  prepare({
    names: name === undefined ? [] : [nameOf(name)],
    datesOfBirth,
    sex: null,
    nationalities: [],
    documents: [],
  });

describe.skipIf(sdn === null || alt === null)('the list of 4,620 persons', () => {
  const lines: OfacLine[] = [];
  let index = new MemoryIndex([]);

  beforeAll(async () => {
    for await (const line of importOfac(sdn ?? '', alt, 'USA')) lines.push(line);
    index = new MemoryIndex(
      lines.map(({ person }) => prepare({ ...person, names: person.names.map(nameOf) })),
    );
  });

  it('finds everybody by primary name and date of birth, and nobody before them', () => {
    let missed = 0;
    let behind = 0;
    for (const [nth, { person }] of lines.entries()) {
      const ranked = index.find(asked(person.names[0], checkDate(person.datesOfBirth[0])));
      const own = ranked.find((entry) => entry.nth === nth);
      if (own === undefined || own.score < THRESHOLDS.border) missed += 1;
      else if (own.score < (ranked[0]?.score ?? 0)) behind += 1;
    }
    expect(lines).toHaveLength(4_620);
    expect(missed).toBe(0);
    // Brothers and namesakes born on the same day may come first.
    expect(behind).toBeLessThan(10);
  });

  it('finds nearly everybody by an alias and a date of birth', () => {
    let searched = 0;
    let missed = 0;
    for (const [nth, { person }] of lines.entries()) {
      const alias = person.names.find(
        ({ kind, quality }) => kind === 'alias' && quality === 'good',
      );
      if (alias === undefined || person.datesOfBirth.length === 0) continue;
      searched += 1;
      const ranked = index.find(asked(alias, checkDate(person.datesOfBirth[0])));
      const own = ranked.find((entry) => entry.nth === nth);
      if (own === undefined || own.score < THRESHOLDS.border) missed += 1;
    }
    expect(searched).toBeGreaterThan(1_000);
    expect(missed / searched).toBeLessThan(0.002);
  });

  it('alarms for less than one in a hundred invented travellers', () => {
    const faker = new Faker({ locale: en });
    faker.seed(20_260_101);
    let alarms = 0;
    for (let nth = 0; nth < 1_000; nth++) {
      const sex = nth % 2 === 0 ? 'female' : 'male';
      const name = `${faker.person.lastName(sex)}, ${faker.person.firstName(sex)}`;
      const born = faker.date.birthdate({ refDate: '2026-01-01' }).toISOString().slice(0, 10);
      const [best] = index.find(bornOn(name, born));
      if (best !== undefined && best.score >= THRESHOLDS.border) alarms += 1;
    }
    expect(alarms).toBeLessThan(10);
  });
});
