/** What a zone is read into, and what is a problem rather than an error. */
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.js';
import { readMrz } from '../../src/record/mrz.js';
import type { MrzReading } from '../../src/record/mrz.js';
import { ANNA, encodeTd1, encodeTd2, encodeTd3, withCharacter } from '../support/mrz-zones.js';
import type { Identity } from '../support/mrz-zones.js';

const TODAY = 20260925;

function td3(changes: Partial<Identity> = {}): MrzReading {
  return readMrz(encodeTd3({ ...ANNA, ...changes }), TODAY);
}

function problems(reading: MrzReading): string[] {
  return reading.problems.map(({ field, problem }) => `${field} ${problem}`);
}

function refusal(lines: readonly string[]): Fault {
  try {
    readMrz(lines, TODAY);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('it was read');
}

describe('a zone', () => {
  it('without fault is read without problems', () => {
    expect(td3()).toEqual({
      format: 'TD3',
      problems: [],
      specimen: false,
      documents: [{ number: 'L898902C3', issuer: 'SWE', type: 'P' }],
      names: [{ family: 'ERIKSSON', given: 'ANNA MARIA' }],
      datesOfBirth: ['1974-08-12'],
      sex: 'F',
      nationality: 'SWE',
      expiresOn: '2032-04-15',
    });
  });

  it('may be in lower case, with white space around its lines', () => {
    const lines = encodeTd3(ANNA).map((line) => `${line.toLowerCase()} \r`);
    expect(readMrz(lines, TODAY)).toEqual(td3());
  });

  it.each([
    ['no line', []],
    ['one line', [encodeTd3(ANNA)[0] ?? '']],
    ['a line too many', [...encodeTd3(ANNA), '<'.repeat(44)]],
    ['a short line', encodeTd3(ANNA).map((line) => line.slice(1))],
    ['lines of two formats', ['<'.repeat(36), '<'.repeat(44)]],
    ['an endless line', ['<'.repeat(1_000_000), '<'.repeat(44)]],
    ['endless lines', Array.from({ length: 100_000 }, () => '<'.repeat(44))],
    ['a space inside', encodeTd3(ANNA).map((line) => withCharacter(line, 20, ' '))],
    ['a letter with a mark', encodeTd3(ANNA).map((line) => withCharacter(line, 20, 'É'))],
    ['a letter that upper case makes Latin', encodeTd3(ANNA).map((l) => withCharacter(l, 20, 'ı'))],
    ['digits of another script', encodeTd3(ANNA).map((line) => withCharacter(line, 20, '٣'))],
  ])('of %s is refused at /mrz', (_, lines) => {
    const fault = refusal(lines);
    expect(fault.code).toBe('unprocessable');
    expect(fault.path).toBe('/mrz');
  });

  it('of a known size that starts with no letter is read by its size as UNKNOWN', () => {
    const lines = encodeTd3(ANNA).map((line, at) =>
      at === 0 ? withCharacter(line, 0, '<') : line,
    );
    const reading = readMrz(lines, TODAY);
    expect(reading.format).toBe('UNKNOWN');
    expect(reading.documents[0]?.number).toBe('L898902C3');
  });

  it('of fillers alone holds nothing to look up', () => {
    const reading = readMrz(['<'.repeat(44), '<'.repeat(44)], TODAY);
    expect(reading).toMatchObject({
      documents: [],
      names: [],
      datesOfBirth: [],
      nationality: null,
    });
  });
});

describe('a visa', () => {
  const first = 'V<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
  const second = 'L8988901C4SWE7408122F3204153<<<<<<<<<<<<<<<<';

  it('of format A has no digit over the whole', () => {
    const reading = readMrz([first, second], TODAY);
    expect(reading.format).toBe('MRVA');
    expect(problems(reading)).toEqual([]);
    expect(reading.documents).toEqual([{ number: 'L8988901C', issuer: 'SWE', type: 'V' }]);
  });

  it('of format B is told from other documents of its size', () => {
    const reading = readMrz([first.slice(0, 36), second.slice(0, 36)], TODAY);
    expect(reading.format).toBe('MRVB');
    expect(problems(reading)).toEqual([]);
  });
});

describe('the French card of 1988', () => {
  it('has its surname and its given names on different lines', () => {
    const reading = readMrz(
      ['IDFRADUPONT<MARTIN<<<<<<<<<<<<751024', '0006751012347MARIE<<ANNE<<<9207106F9'],
      TODAY,
    );
    expect(reading.format).toBe('FRENCH_ID');
    expect(reading.names).toEqual([{ family: 'DUPONT MARTIN', given: 'MARIE ANNE' }]);
    expect(reading.documents[0]).toEqual({ number: '000675101234', issuer: 'FRA', type: 'ID' });
    expect(reading.datesOfBirth[0]).toBe('1992-07-10');
    expect(reading.nationality).toBe('FRA');
    expect(reading.expiresOn).toBeNull();
  });
});

describe('a code', () => {
  it('of one letter is Germany', () => {
    const reading = td3({ issuer: 'D', nationality: 'D' });
    expect(reading.documents[0]?.issuer).toBe('DEU');
    expect(reading.nationality).toBe('DEU');
    expect(problems(reading)).toEqual([]);
  });

  it('of a refugee may differ from the issuer', () => {
    const reading = td3({ issuer: 'FRA', nationality: 'XXB' });
    expect(reading.nationality).toBe('XXB');
    expect(reading.documents[0]?.issuer).toBe('FRA');
    expect(problems(reading)).toEqual([]);
  });

  it('that does not exist is reported, and the nationality stands in for it', () => {
    const reading = td3({ issuer: 'QQQ', nationality: 'SWE' });
    expect(problems(reading)).toEqual(['issuer unknown-code']);
    expect(reading.documents[0]?.issuer).toBe('SWE');
  });

  it('that does not exist is read all the same where the nationality does not either', () => {
    const reading = td3({ issuer: 'QQQ', nationality: 'QQX' });
    expect(problems(reading)).toEqual(['issuer unknown-code', 'nationality unknown-code']);
    expect(reading.documents[0]?.issuer).toBe('QQQ');
  });

  it('with a digit in it is read as the code it hides, and reported', () => {
    const reading = td3({ issuer: 'R0U', nationality: '0' });
    expect(reading.documents[0]?.issuer).toBe('ROU');
    expect(reading.nationality).toBe('DEU');
    expect(problems(reading)).toEqual(['issuer unknown-code', 'nationality unknown-code']);
  });

  it('of specimens is a specimen, as issuer or as nationality', () => {
    expect(td3({ issuer: 'UTO' }).specimen).toBe(true);
    expect(td3({ nationality: 'UTO' }).specimen).toBe(true);
    expect(problems(td3({ nationality: 'UTO' }))).toEqual(['nationality specimen']);
  });

  it('that is missing leaves the nationality for an issuer', () => {
    const reading = td3({ issuer: '' });
    expect(reading.documents[0]?.issuer).toBe('SWE');
    expect(problems(reading)).toEqual(['issuer unknown-code']);
  });
});

describe('a check digit', () => {
  it('of an empty personal number may be 0 or a filler', () => {
    const [first = '', second = ''] = encodeTd3(ANNA);
    expect(second.charAt(42)).toBe('0');
    const reading = readMrz([first, withCharacter(second, 42, '<')], TODAY);
    expect(problems(reading)).toEqual([]);
  });

  it('of a personal number that is there may not be a filler', () => {
    const [first = '', second = ''] = encodeTd3({ ...ANNA, personal: 'ZE184226B' });
    const reading = readMrz([first, withCharacter(second, 42, '<')], TODAY);
    expect(problems(reading)).toContain('personalNumber check-digit');
  });

  it('over the whole that is wrong is a problem of its own', () => {
    const [first = '', second = ''] = encodeTd3(ANNA);
    const other = second.endsWith('0') ? '1' : '0';
    expect(problems(readMrz([first, withCharacter(second, 43, other)], TODAY))).toEqual([
      'composite check-digit',
    ]);
  });

  it('of a long number may count the filler or not', () => {
    const identity = { ...ANNA, code: 'ID', number: 'AB3456789012' };
    for (const encode of [encodeTd1, encodeTd2]) {
      for (const withFiller of [false, true]) {
        const reading = readMrz(encode(identity, withFiller), TODAY);
        expect(problems(reading)).toEqual([]);
        expect(reading.documents).toEqual([{ number: 'AB3456789012', issuer: 'SWE', type: 'ID' }]);
      }
    }
  });

  it('of a long number that is wrong leaves the long and the short number to check', () => {
    const [first = '', ...others] = encodeTd1({ ...ANNA, code: 'ID', number: 'AB3456789012' });
    const wrong = withCharacter(first, 18, '9');
    const reading = readMrz([wrong, ...others], TODAY);
    const numbers = reading.documents.map(({ number }) => number);
    expect(numbers.slice(0, 2)).toEqual(['AB3456789012', 'AB3456789']);
    expect(numbers.length).toBeLessThanOrEqual(8);
    expect(problems(reading)).toContain('documentNumber check-digit');
  });

  it('missing behind a short number is a problem, and the number is read', () => {
    const [first = '', second = ''] = encodeTd3({ ...ANNA, number: 'AB12345' });
    const reading = readMrz([first, withCharacter(second, 9, '<')], TODAY);
    expect(reading.documents.map(({ number }) => number)).toEqual(['AB12345']);
    expect(problems(reading)).toContain('documentNumber check-digit');
  });

  it('tells nothing of the holder in the problem it makes', () => {
    const lines = encodeTd3(ANNA).map((line) => withCharacter(line, 13, '9'));
    const text = JSON.stringify(readMrz(lines, TODAY).problems);
    for (const secret of ['ERIKSSON', 'ANNA', 'L898902C3', '740812', '940812'])
      expect(text).not.toContain(secret);
  });
});
