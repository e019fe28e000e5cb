/** Persons of many names: by each of them they are found, or the record is not taken. */
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Fault } from '../../src/errors.js';
import { validate } from '../../src/flow/validate.js';
import { LIMITS } from '../../src/limits.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import type { RecordWire } from '../../src/record/wire.js';
import { MemoryIndex } from './memory-index.js';
import { bornOn, found, personOf, wordNumbered } from './people.js';

const ARABIC =
  'أحمد غسان حسين خالد عبد محمد علي يوسف سعيد كريم جمال طارق ماجد نبيل رشيد سامي فؤاد هاني وليد زياد';
const CYRILLIC =
  'Александр Богдан Владимир Григорий Дмитрий Евгений Захар Игорь Константин Леонид Максим Николай Остап';
const LATIN =
  'Aleksander Bogdan Casimir Dragomir Emerich Ferdinand Gottfried Ignatius Jaroslav Ladislav Ottokar';
const BORN = '1970-01-02';

/** Names of so many words, each chosen otherwise, none of them twice. */
function aliases(words: string, count: number, perName: number): string[] {
  const all = words.split(' ');
  const names = new Set<string>();
  for (let nth = 0; names.size < count; nth += 1) {
    const stride = 1 + (Math.floor(nth / all.length) % (all.length - 1));
    const chosen = Array.from(
      { length: perName },
      (_, at) => all[(nth + at * stride) % all.length],
    );
    if (new Set(chosen).size === perName) names.add(chosen.join(' '));
  }
  return [...names];
}

const firstAndLast = (name: string): string => name.replace(/^(\S+) .* (\S+)$/, '$1 $2');

describe('a person of many names', () => {
  it.each([
    ['Arabic', ARABIC, 20, 5],
    ['Arabic', ARABIC, 50, 4],
    ['Cyrillic', CYRILLIC, 60, 5],
    ['Latin', LATIN, 100, 6],
  ])('is found by the first and last word of each: %s', (_script, words, count, perName) => {
    const names = aliases(words, count, perName);
    const listed = bornOn(names[0] ?? '', BORN);
    const index = new MemoryIndex([{ ...listed, names: names.flatMap((n) => personOf(n).names) }]);
    const alone = (name: string): number =>
      new MemoryIndex([bornOn(name, BORN)]).find(bornOn(firstAndLast(name), BORN))[0]?.score ?? 0;
    let found = 0;
    for (const name of names) {
      if (alone(name) < THRESHOLDS.border) continue;
      found += 1;
      const [best] = index.find(bornOn(firstAndLast(name), BORN));
      expect(best?.score ?? 0, name).toBeGreaterThanOrEqual(THRESHOLDS.border);
    }
    expect(found).toBeGreaterThan(count / 2);
  });

  it.each([
    ['زياد ضياء خالد هشام شريف ذياب جعفر', 'زياد جعفر'],
    ['ثامر ضياء عثمان زياد طارق خالد', 'ثامر خالد'],
    ['عبد جعفر ذياب قاسم حسين', 'عبد حسين'],
  ])('is found where %s is asked and %s is listed, and the other way round', (long, short) => {
    for (const [asked, listed] of [
      [long, short],
      [short, long],
    ] as const) {
      expect(found(bornOn(asked, BORN), bornOn(listed, BORN))).toBeGreaterThan(THRESHOLDS.border);
    }
  });

  it('is found by a word and each of many dates of birth', () => {
    const dates = Array.from(
      { length: LIMITS.datesPerRecordMax },
      (_, nth) => `19${50 + nth}-03-14`,
    );
    const index = new MemoryIndex([bornOn('Teixeiro, Rocio', ...dates)]);
    for (const date of dates) {
      expect(index.candidates(bornOn('Teixeiro, Xenia', date), 0), date).toEqual([0]);
    }
  });
});

const caller: Caller = { credentialId: 'c', member: 'FRA', role: 'ncb', agency: null };
const DATES = ['1950-03-14', '1951-03-14', '1952-03-14', '1953-03-14'];

const wireOf = (names: readonly string[]): RecordWire => ({
  index: 'wanted',
  colour: 'red',
  kind: 'diffusion',
  action: 'arrest',
  person: { names: names.map((fullName) => ({ fullName })), datesOfBirth: DATES },
});

describe('a record whose names need more keys than it may be filed under', () => {
  const names = Array.from({ length: LIMITS.namesPerRecordMax }, (_, nth) =>
    Array.from({ length: 7 }, (_nothing, place) => wordNumbered(nth * 7 + place)).join(' '),
  );
  const keysOf = (written: string[]): number =>
    recordPostings(personOf(written, { datesOfBirth: DATES }), 'wanted').length;
  const faultOf = (wire: RecordWire): Fault => {
    try {
      validate(caller, 'FRA-many', wire, '2026-01-01');
    } catch (error) {
      if (error instanceof Fault) return error;
    }
    throw new Error('It was taken.');
  };

  it('is refused at its names, with both numbers', () => {
    const keys = keysOf(names);
    expect(keys).toBeGreaterThan(LIMITS.recordKeysMax);
    const fault = faultOf(wireOf(names));
    expect([fault.code, fault.path]).toEqual(['unprocessable', '/person/names']);
    expect(fault.message).toContain(String(keys));
    expect(fault.message).toContain(String(LIMITS.recordKeysMax));
  });

  it('is taken where it needs no more', () => {
    const fewer = names.slice(0, 50);
    const keys = keysOf(fewer);
    expect(keys).toBeLessThanOrEqual(LIMITS.recordKeysMax);
    expect(validate(caller, 'FRA-many', wireOf(fewer), '2026-01-01').recordId).toBe('FRA-many');
  });
});
