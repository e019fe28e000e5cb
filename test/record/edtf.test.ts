/** Dates of birth: what is read into which span, and what is no date. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, isCalendarDay, parseCheckDate, parseEdtf } from '../../src/record/edtf.js';

describe('a date of birth in a record', () => {
  it.each([
    ['1974-08-12', 19740812, 19740812, false, 'day'],
    ['1974-08', 19740801, 19740831, false, 'month'],
    ['1974', 19740101, 19741231, false, 'year'],
    ['1974~', 19740101, 19741231, true, 'year'],
    ['1974-08?', 19740801, 19740831, true, 'month'],
    ['1974-08-12%', 19740812, 19740812, true, 'day'],
    ['1970/1974', 19700101, 19741231, false, 'interval'],
    ['1970-01/1971-06', 19700101, 19710630, false, 'interval'],
    ['1970-01-05/1970-01-05', 19700105, 19700105, false, 'interval'],
    ['1970~/1974', 19700101, 19741231, true, 'interval'],
    ['1970/1974?', 19700101, 19741231, true, 'interval'],
    ['1974-12/1974', 19741201, 19741231, false, 'interval'],
    ['197X', 19700101, 19791231, false, 'interval'],
    ['19XX~', 19000101, 19991231, true, 'interval'],
    ['195X/197X', 19500101, 19791231, false, 'interval'],
    ['1974-XX', 19740101, 19741231, false, 'year'],
    ['1974-XX-XX', 19740101, 19741231, false, 'year'],
    ['1974-08-XX', 19740801, 19740831, false, 'month'],
    ['1972-02-XX', 19720201, 19720229, false, 'month'],
    ['2000-02-29', 20000229, 20000229, false, 'day'],
  ])('%s is read as %i to %i', (text, earliest, latest, approximate, precision) => {
    expect(parseEdtf(text)).toEqual({ earliest, latest, approximate, precision });
  });

  it.each([
    ...['', ' ', '74', '974', '0000', '000X', '00XX', '0000-01-01', '1974-8', '1974-13', '1974-00'],
    ...[
      '1974-02-30',
      '1973-02-29',
      '1900-02-29',
      '1974-08-00',
      '1974-08-32',
      '1974-21',
      '19740812',
    ],
    ...[
      '1974/1970',
      '1974-08-13/1974-08-12',
      '/1974',
      '1974/',
      '1974/..',
      '1970/1972/1974',
      '1974-~',
    ],
    ...['~1974', '1974~~', '1974-XX-12', '19XX-08', 'XXXX', '1X74', '1974-0X', '-1974', 'Y19740'],
    ...['1974-08-12 ', ' 1974', '1974\n', '١٩٧٤', '１９７４', '1974-08-12T00:00', '1974\u201308'],
  ])('%j is none', (text) => expect(parseEdtf(text)).toBeNull());

  it('of a million characters is none', () => {
    expect(parseEdtf('1'.repeat(1_000_000))).toBeNull();
    expect(parseEdtf('1974/'.repeat(200_000))).toBeNull();
  });

  it('has its first day no later than its last, both in the calendar, whatever is given', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?(\/[0-9X]{4}(-[0-9X]{2})?)?$/),
    );
    fc.assert(
      fc.property(text, (written) => {
        const span = parseEdtf(written);
        if (span === null) return;
        expect(span.earliest).toBeLessThanOrEqual(span.latest);
        for (const day of [span.earliest, span.latest])
          expect(isCalendarDay(dashed(day))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts exactly the days that the calendar of the machine has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 9_999 }), two, two, (year, month, day) => {
        const text = `${year}-${month}-${day}`;
        const time = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
        expect(parseEdtf(text) !== null).toBe(exists);
        expect(isCalendarDay(text)).toBe(exists);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a date of birth in a check', () => {
  it.each([
    ['1974', 'year'],
    ['1974-08', 'month'],
    ['1974-08-12', 'day'],
  ])('may be %s', (text, precision) => {
    expect(parseCheckDate(text)).toEqual(parseEdtf(text));
    expect(parseCheckDate(text)?.precision).toBe(precision);
  });

  it.each([
    '1974~',
    '1970/1974',
    '197X',
    '1974-XX',
    '1974-02-30',
    '0000',
    '1974-13',
    '',
    '1974-8-1',
  ])('may not be %j', (text) => expect(parseCheckDate(text)).toBeNull());

  it('is a day only when all of it is written', () => {
    expect(isCalendarDay('1974-08')).toBe(false);
    expect(isCalendarDay('1974-08-12')).toBe(true);
    expect(isCalendarDay('1974-08-12/1974-08-13')).toBe(false);
  });

  it('finds no day in a month that does not exist', () => {
    expect(daysInMonth(1974, 0)).toBe(0);
    expect(daysInMonth(1974, 13)).toBe(0);
  });
});

const two = fc.integer({ min: 0, max: 39 }).map((n) => String(n).padStart(2, '0'));

function dashed(day: number): string {
  const text = String(day).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
