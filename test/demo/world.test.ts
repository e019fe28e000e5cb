/** The demonstration world: valid, the same for a seed, of all members, and of nobody real. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { DEMO_WORLD, demoRecords, type DemoRecord } from '../../src/demo/world.js';
import { validate } from '../../src/flow/validate.js';
import { importOfac } from '../../src/lists/ofac.js';
import { MEMBERS } from '../../src/record/countries.js';
import { parseEdtf } from '../../src/record/edtf.js';
import { shapeOf } from '../../src/record/shape.js';
import { BulkLineSchema } from '../../src/record/wire.js';
import { dataFile } from '../support/data.js';

const TODAY = '2026-02-28';
let world: readonly DemoRecord[] = [];
beforeAll(() => {
  world = [...demoRecords({ ...DEMO_WORLD, today: TODAY })];
});

const persons = (): readonly DemoRecord[] => world.slice(0, DEMO_WORLD.persons);
const documents = (): readonly DemoRecord[] => world.slice(DEMO_WORLD.persons);
const small = (seed: number, today = TODAY): DemoRecord[] => [
  ...demoRecords({ seed, persons: 200, documents: 200, today }),
];

describe('the demonstration world', () => {
  it('holds as many persons and documents as asked for', () => {
    expect(world).toHaveLength(DEMO_WORLD.persons + DEMO_WORLD.documents);
    expect(persons().every(({ line }) => line.index !== 'documents')).toBe(true);
    expect(documents().every(({ line }) => line.index === 'documents')).toBe(true);
    expect([...demoRecords({ seed: 1, persons: 0, documents: 0, today: TODAY })]).toEqual([]);
  });

  it('is the same for a seed and another for another', () => {
    expect(small(7)).toEqual(small(7));
    expect(small(7)).not.toEqual(small(8));
  });

  it('keeps its persons when there are more documents', () => {
    const options = { seed: 3, persons: 50, today: TODAY };
    const few = [...demoRecords({ ...options, documents: 0 })];
    expect([...demoRecords({ ...options, documents: 90 })].slice(0, 50)).toEqual(few);
  });

  it('is of the described form and keeps every rule of a push, from its owner', () => {
    const shape = shapeOf(BulkLineSchema);
    const sample = [...persons(), ...documents().filter((_, n) => n % 10 === 0)];
    for (const { owner, line } of sample) {
      const { recordId, ...wire } = shape(JSON.parse(JSON.stringify(line)));
      const caller: Caller = { credentialId: 'c', member: owner, role: 'ncb', agency: null };
      // Throws with the path at fault where a rule is broken.
      expect(validate(caller, recordId, wire, TODAY).content.expiresOn > TODAY).toBe(true);
    }
  });

  it('never expires before the day it is made for, nor reports a day after it', () => {
    const wrong = world.filter(
      ({ line }) =>
        (line.expiresOn ?? '9999') <= TODAY || (line.document?.reportedOn ?? '0000') > TODAY,
    );
    expect(wrong).toEqual([]);
    expect(() => small(1, 'tomorrow')).toThrow(RangeError);
  });

  it('names no record and no document twice', () => {
    expect(new Set(world.map(({ line }) => line.recordId)).size).toBe(world.length);
    const numbers = world.flatMap(({ line }) => [
      ...(line.document ? [line.document.number] : []),
      ...(line.person?.documents ?? []).map(({ number }) => number),
    ]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('is of all members, unevenly', () => {
    const owned = new Map<string, number>();
    for (const { owner } of documents()) owned.set(owner, (owned.get(owner) ?? 0) + 1);
    expect(owned.size).toBe(MEMBERS.length);
    const counts = [...owned.values()].sort((a, b) => b - a);
    expect(counts[0] ?? 0).toBeGreaterThan(20 * (counts.at(-1) ?? 0));
  });

  it('has names in many scripts, with Latin ones beside them where they can be told', () => {
    const names = persons().flatMap(({ line }) => line.person?.names ?? []);
    const text = names.map(({ family, given }) => `${family ?? ''} ${given ?? ''}`).join('\n');
    for (const script of [
      ...['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Han', 'Hangul', 'Hiragana'],
      ...['Georgian', 'Armenian', 'Thai', 'Thaana'],
    ]) {
      expect(text).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    const russian = persons().find(({ line }) =>
      /\p{Script=Cyrillic}/u.test(line.person?.names[1]?.family ?? ''),
    );
    expect(russian?.line.person?.names[0]?.family).toMatch(/^[A-Z][A-Za-z -]+$/);
  });

  it('has dates, actions, warnings and bounds of every kind, and only a few notices', () => {
    const lines = persons().map(({ line }) => line);
    const forms = new Set(
      lines.flatMap(({ person }) =>
        (person?.datesOfBirth ?? []).map((date) => {
          const span = parseEdtf(date);
          return `${span?.precision ?? 'none'}${span?.approximate === true ? '~' : ''}`;
        }),
      ),
    );
    expect([...forms].sort()).toEqual(['day', 'interval', 'month', 'year', 'year~']);
    expect(new Set(lines.map(({ colour }) => colour)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(lines.flatMap(({ warnings }) => warnings ?? [])).size).toBe(6);
    expect(new Set(lines.flatMap((line) => Object.keys(line.restrictions ?? {})))).toEqual(
      new Set(['deny', 'allowOnly', 'agencies', 'purposes']),
    );
    expect(lines.some(({ recipients }) => Array.isArray(recipients))).toBe(true);
    const notices = lines.filter(({ kind }) => kind === 'notice').length;
    expect(notices).toBeGreaterThan(0);
    expect(notices).toBeLessThan(50);
  });
});

/** The words of a name without marks and case, in any order. */
function nameKey(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mn}/gu, '');
  return (plain.toLowerCase().match(/\p{L}+/gu) ?? []).sort().join(' ');
}

const sdn = dataFile('ofac', 'sdn.csv');
const alt = dataFile('ofac', 'alt.csv');

describe('an invented person', () => {
  it.skipIf(sdn === null)('bears the name of nobody on a real list', async () => {
    const listed = new Set<string>();
    for await (const { person } of importOfac(sdn ?? '', alt, 'FRA')) {
      for (const name of person.names) {
        const whole = 'fullName' in name ? name.fullName : `${name.family} ${name.given}`;
        listed.add(nameKey(whole));
      }
    }
    expect(listed.size).toBeGreaterThan(1_000);
    const borne = persons().flatMap(({ line }) => line.person?.names ?? []);
    const real = borne.filter(({ family, given, fullName }) =>
      listed.has(nameKey(fullName ?? `${family ?? ''} ${given ?? ''}`)),
    );
    expect(real).toHaveLength(0);
  });
});
