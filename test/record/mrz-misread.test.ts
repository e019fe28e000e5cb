/** Zones as optical readers leave them: what was written is among what is read, within a bound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.js';
import { parseCheckDate } from '../../src/record/edtf.js';
import { readMrz } from '../../src/record/mrz.js';
import type { MrzReading } from '../../src/record/mrz.js';
import { ANNA, encodeTd1, encodeTd2, encodeTd3, withCharacter } from '../support/mrz-zones.js';
import type { Identity } from '../support/mrz-zones.js';

const TODAY = 20260925;
const RUNS = { numRuns: 300 };

/** Mistakes that the check digit sees; it sees neither G for 6 nor L for 1. */
const MISTAKES: Readonly<Record<string, string>> = {
  ...{ O: '0', D: '0', Q: '0', I: '1', B: '8', S: '5', Z: '2' },
  ...{ '0': 'ODQ', '1': 'I', '8': 'B', '5': 'S', '2': 'Z' },
};

const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'ABDEIKOSZ'), minLength: min, maxLength: max });
const day = fc
  .date({ min: new Date('1927-01-01'), max: new Date('2026-09-25'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const numberOf = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0158AGLOSZ7'), minLength: min, maxLength: max });

const person = fc.record({
  code: fc.constantFrom('P', 'PO'),
  issuer: fc.constantFrom('SWE', 'D', 'GBN', 'FRA', 'RKS'),
  family: letters(1, 15),
  given: letters(1, 10),
  number: numberOf(1, 9),
  nationality: fc.constantFrom('SWE', 'FRA', 'XXB'),
  birth: day.map((text) => text.slice(2).replaceAll('-', '')),
  sex: fc.constantFrom('F', 'M', 'X', '<'),
  expiry: day.map((text) => text.slice(2).replaceAll('-', '')),
  personal: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 14 }),
});

function numbers(reading: MrzReading): string[] {
  return reading.documents.map(({ number }) => number);
}

function shortBirth(date: string | undefined): string {
  return (date ?? '').slice(2).replaceAll('-', '');
}

function expectWritten(reading: MrzReading, identity: Identity): void {
  expect(reading.problems).toEqual([]);
  expect(numbers(reading)).toEqual([identity.number]);
  expect(reading.names).toEqual([{ family: identity.family, given: identity.given }]);
  expect(reading.datesOfBirth.map(shortBirth)).toEqual([identity.birth]);
  expect(shortBirth(reading.expiresOn ?? undefined)).toBe(identity.expiry);
  expect(reading.nationality).toBe(identity.nationality);
}

describe('an undamaged zone', () => {
  it('of TD3 is read back as it was written', () => {
    fc.assert(
      fc.property(person, (identity) =>
        expectWritten(readMrz(encodeTd3(identity), TODAY), identity),
      ),
      RUNS,
    );
  });

  it('of TD1 and TD2 is read back as it was written, long numbers in either convention', () => {
    const card = fc
      .tuple(person, numberOf(1, 15))
      .map(([identity, number]) => ({ ...identity, code: 'AC', number }));
    fc.assert(
      fc.property(card, fc.boolean(), (identity, withFiller) => {
        expectWritten(readMrz(encodeTd1(identity, withFiller), TODAY), identity);
        if (identity.number.length > 14) return;
        expectWritten(readMrz(encodeTd2(identity, withFiller), TODAY), identity);
      }),
      RUNS,
    );
  });
});

describe('a zone with one character misread', () => {
  it('in its number has the number written among its readings, after the number read', () => {
    const nine = fc.tuple(person, numberOf(9, 9)).map(([p, number]) => ({ ...p, number }));
    fc.assert(
      fc.property(nine, fc.nat(8), fc.nat(2), (identity, column, pick) => {
        const [first = '', second = ''] = encodeTd3(identity);
        const mistakes = MISTAKES[second.charAt(column)];
        fc.pre(mistakes !== undefined);
        const mistake = mistakes?.charAt(pick % mistakes.length) ?? '';
        const damaged = withCharacter(second, column, mistake);
        const reading = readMrz([first, damaged], TODAY);
        expect(numbers(reading)[0]).toBe(damaged.slice(0, 9));
        expect(numbers(reading)).toContain(identity.number);
        expect(numbers(reading).length).toBeLessThanOrEqual(8);
        expect(new Set(numbers(reading)).size).toBe(reading.documents.length);
        expect(reading.problems.map(({ field }) => field)).toContain('documentNumber');
        expect(reading.documents.map(({ type }) => type)).not.toContain(null);
      }),
      RUNS,
    );
  });

  it('in a number of the most ambiguous characters still has it', () => {
    for (const number of ['000000000', 'OOOOOOOOO', '0Q0D0O0Q0', '888888888', 'IIIIIIIII']) {
      const [first = '', second = ''] = encodeTd3({ ...ANNA, number });
      for (let column = 0; column < 9; column += 1) {
        for (const mistake of MISTAKES[number.charAt(column)] ?? '') {
          const reading = readMrz([first, withCharacter(second, column, mistake)], TODAY);
          expect(numbers(reading)).toContain(number);
        }
      }
    }
  });

  it('in a long number has it too', () => {
    const number = 'AB5902406S1';
    const [first = '', ...others] = encodeTd1({ ...ANNA, code: 'ID', number });
    for (const column of [6, 7, 9, 10, 11, 12, 15, 16]) {
      for (const mistake of MISTAKES[first.charAt(column)] ?? '') {
        const damaged = withCharacter(first, column, mistake);
        expect(numbers(readMrz([damaged, ...others], TODAY))).toContain(number);
      }
    }
  });

  it('in a number with G for 6 besides has the number written', () => {
    const [first = '', second = ''] = encodeTd3({ ...ANNA, number: 'AG7004332' });
    const damaged = withCharacter(withCharacter(second, 1, '6'), 3, 'O');
    expect(numbers(readMrz([first, damaged], TODAY))).toContain('AG7004332');
  });

  it('in its date of birth has the date written among its readings, after the date read', () => {
    fc.assert(
      fc.property(person, fc.nat(5), fc.nat(9), (identity, column, digit) => {
        const [first = '', second = ''] = encodeTd3(identity);
        fc.pre(second.charAt(13 + column) !== String(digit));
        const damaged = withCharacter(second, 13 + column, String(digit));
        const reading = readMrz([first, damaged], TODAY);
        expect(reading.datesOfBirth.map(shortBirth)).toContain(identity.birth);
        expect(reading.datesOfBirth.length).toBeLessThanOrEqual(7);
        expect(reading.problems.map(({ field }) => field)).toContain('dateOfBirth');
      }),
      RUNS,
    );
  });

  it('in its date of birth, a letter for a digit, has that one date', () => {
    const [first = '', second = ''] = encodeTd3({ ...ANNA, birth: '800512' });
    for (const [column, letter] of [
      [0, 'B'],
      [1, 'O'],
      [3, 'S'],
      [4, 'I'],
      [5, 'Z'],
    ] as const) {
      const reading = readMrz([first, withCharacter(second, 13 + column, letter)], TODAY);
      expect(reading.datesOfBirth).toEqual(['1980-05-12']);
    }
  });
});

const zone = fc.oneof(
  fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 4 }),
  ...[30, 36, 44].map((columns) =>
    fc.array(
      fc.string({
        unit: fc.constantFrom(...'ABDGILOPQSVZ0125678<<<<'),
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: columns === 30 ? 3 : 2, maxLength: columns === 30 ? 3 : 2 },
    ),
  ),
);

describe('whatever is given', () => {
  it('is read or refused by a fault at /mrz, and what is read keeps its form', () => {
    fc.assert(
      fc.property(zone, fc.integer({ min: 2024, max: 2199 }), (lines, year) => {
        const today = year * 10_000 + 615;
        const reading = readOrNull(lines, today);
        if (reading === null) return;
        expect(reading.documents.length).toBeLessThanOrEqual(8);
        for (const { number } of reading.documents) expect(number).toMatch(/^[A-Z0-9]{1,22}$/);
        expect(reading.datesOfBirth.length).toBeLessThanOrEqual(7);
        for (const date of reading.datesOfBirth) {
          const span = parseCheckDate(date);
          expect(span).not.toBeNull();
          expect(span?.earliest).toBeLessThanOrEqual(today);
        }
        for (const { family } of reading.names) expect(family).not.toBe('');
        expect(readOrNull(lines, today)).toEqual(reading);
      }),
      { numRuns: 500 },
    );
  });
});

function readOrNull(lines: readonly string[], today: number): MrzReading | null {
  try {
    return readMrz(lines, today);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    expect(thrown.path).toBe('/mrz');
    return null;
  }
}
