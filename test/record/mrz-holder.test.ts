/** The holder in a zone: names, dates of birth and of expiry, sex. */
import { describe, expect, it } from 'vitest';
import { readMrz } from '../../src/record/mrz.js';
import type { MrzReading } from '../../src/record/mrz.js';
import { ANNA, encodeTd3 } from '../support/mrz-zones.js';
import type { Identity } from '../support/mrz-zones.js';

const TODAY = 20260925;

function td3(changes: Partial<Identity> = {}, today = TODAY): MrzReading {
  return readMrz(encodeTd3({ ...ANNA, ...changes }), today);
}

function problems(reading: MrzReading): string[] {
  return reading.problems.map(({ field, problem }) => `${field} ${problem}`);
}

describe('a name', () => {
  it('without two fillers is a single name', () => {
    expect(td3({ family: 'MULYONI', given: '' }).names).toEqual([{ family: 'MULYONI', given: '' }]);
  });

  it('with nothing before two fillers is a single name', () => {
    expect(td3({ family: '', given: 'MULYONI' }).names).toEqual([{ family: 'MULYONI', given: '' }]);
  });

  it('keeps all its parts', () => {
    expect(td3({ family: 'VAN DER BERG', given: 'JAN PIET' }).names).toEqual([
      { family: 'VAN DER BERG', given: 'JAN PIET' },
    ]);
  });

  it('that reaches the last column is reported as cut', () => {
    const reading = td3({ family: 'A'.repeat(20), given: 'B'.repeat(30) });
    expect(problems(reading)).toEqual(['name truncated']);
    expect(reading.names).toEqual([{ family: 'A'.repeat(20), given: 'B'.repeat(17) }]);
  });
});

describe('a date of birth', () => {
  it.each([
    ['260925', '2026-09-25'],
    ['260926', '1926-09-26'],
    ['000229', '2000-02-29'],
    ['990101', '1999-01-01'],
    ['27<<<<', '1927'],
    ['26<<<<', '2026'],
    ['2610<<', '1926-10'],
    ['7408<<', '1974-08'],
    ['74<<<<', '1974'],
    ['74<<12', '1974'],
  ])('%s is %s', (birth, date) => {
    const reading = td3({ birth });
    expect(reading.datesOfBirth).toEqual([date]);
    expect(problems(reading)).toEqual([]);
  });

  it('wholly unknown is none, and no problem', () => {
    expect(td3({ birth: '' }).datesOfBirth).toEqual([]);
    expect(problems(td3({ birth: '' }))).toEqual([]);
  });

  it.each(['741301', '740230', '730229', '740832', '7408<2', '74K812'])(
    '%s is none, and a problem',
    (birth) => {
      const reading = td3({ birth });
      expect(reading.datesOfBirth).toEqual([]);
      expect(problems(reading)).toContain('dateOfBirth date');
    },
  );

  it('with a nought for what is unknown is cut there, and a problem', () => {
    const reading = td3({ birth: '740000' });
    expect(reading.datesOfBirth).toEqual(['1974']);
    expect(problems(reading)).toEqual(['dateOfBirth date']);
  });

  it('on 29 February is looked for in a year that has it', () => {
    expect(td3({ birth: '000229' }, 20000115).datesOfBirth).toEqual([]);
  });
});

describe('a date of expiry', () => {
  it.each([
    ['120415', '2012-04-15'],
    ['320415', '2032-04-15'],
    ['760415', '2076-04-15'],
    ['770415', '1977-04-15'],
    ['99<<<<', '1999'],
  ])('%s is %s', (expiry, date) => expect(td3({ expiry }).expiresOn).toBe(date));

  it('that is in no calendar is none, and a problem', () => {
    const reading = td3({ expiry: '321331' });
    expect(reading.expiresOn).toBeNull();
    expect(problems(reading)).toEqual(['expiryDate date']);
  });
});

describe('sex', () => {
  it.each([
    ['F', 'F'],
    ['M', 'M'],
    ['X', 'X'],
    ['<', 'U'],
    ['7', null],
  ])('%s is read as %s', (sex, read) => expect(td3({ sex }).sex).toBe(read));
});
