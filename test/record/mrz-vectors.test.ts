/** Zones of published specimens: every field and every verdict on a check digit agrees. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.js';
import { canonicalDocumentNumber } from '../../src/record/document-number.js';
import { readMrz } from '../../src/record/mrz.js';
import type { MrzReading } from '../../src/record/mrz.js';
import { dataFile } from '../support/data.js';

const TODAY = 20260925;

function failedDigits(reading: MrzReading): string[] {
  return reading.problems
    .filter(({ problem }) => problem === 'check-digit')
    .map(({ field }) => field)
    .sort();
}

describe("the specimens of ICAO's examples", () => {
  const td3 = [
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
  ];
  const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
  const td1 = [
    'I<UTOD231458907<<<<<<<<<<<<<<<',
    '7408122F1204159UTO<<<<<<<<<<<6',
    'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  ];
  const long = [
    'I<UTOD23145890<7349<<<<<<<<<<<',
    '3407127M9507122UTO<<<<<<<<<<<2',
    'STEVENSON<<PETER<JOHN<<<<<<<<<',
  ];

  it.each([
    ['TD3', td3, 'P', 'L898902C3'],
    ['TD2', td2, 'I', 'D23145890'],
    ['TD1', td1, 'I', 'D23145890'],
  ])('%s is read whole, and known for a specimen', (format, lines, type, number) => {
    const reading = readMrz(lines, TODAY);
    expect(reading).toMatchObject({
      format,
      specimen: true,
      documents: [{ number, issuer: 'UTO', type }],
      names: [{ family: 'ERIKSSON', given: 'ANNA MARIA' }],
      datesOfBirth: ['1974-08-12'],
      sex: 'F',
      nationality: 'UTO',
      expiresOn: '2012-04-15',
    });
    const found = reading.problems.map(({ field, problem }) => `${field} ${problem}`);
    expect(found).toEqual(['issuer specimen', 'nationality specimen']);
  });

  it('a number of more than nine characters is read on in the optional data', () => {
    const reading = readMrz(long, TODAY);
    expect(reading.documents).toEqual([{ number: 'D23145890734', issuer: 'UTO', type: 'I' }]);
    expect(reading.datesOfBirth).toEqual(['1934-07-12']);
    expect(reading.expiresOn).toBe('1995-07-12');
    expect(failedDigits(reading)).toEqual([]);
  });
});

const path = dataFile('mrz', 'mrz_vectors_dev.tsv');

interface Row {
  readonly [column: string]: string;
}

function rows(text: string): Row[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

const vectors = path === null ? [] : rows(readFileSync(path, 'utf8'));
const cell = (row: Row, column: string): string => row[column] ?? '';
const linesOf = (row: Row): string[] =>
  ['line1', 'line2', 'line3'].map((column) => cell(row, column)).filter((line) => line !== '');
const isReadable = (row: Row): boolean =>
  ['icao', 'french-id-1988'].includes(cell(row, 'layout')) &&
  cell(row, 'all_digits_ok') !== 'unreadable';

describe.skipIf(path === null)('the labelled zones', () => {
  it('are there', () => {
    expect(vectors.filter(isReadable).length).toBeGreaterThanOrEqual(12);
    expect(vectors.filter((row) => !isReadable(row)).length).toBeGreaterThanOrEqual(4);
  });

  it.each(vectors.filter(isReadable).map((row, at) => [at, row] as const))(
    'number %i is read as labelled',
    (_, row) => {
      const reading = readMrz(linesOf(row), TODAY);
      const french = cell(row, 'layout') === 'french-id-1988';
      expect(reading.format).toBe(french ? 'FRENCH_ID' : cell(row, 'type'));
      const number = canonicalDocumentNumber(cell(row, 'document_number'));
      expect(reading.documents[0]?.number).toBe(number);
      const labelled = [
        ['document_number_ok', 'documentNumber'],
        ['birth_date_ok', 'dateOfBirth'],
        ['expiry_date_ok', 'expiryDate'],
        ['personal_number_ok', 'personalNumber'],
        ['composite_ok', 'composite'],
      ] as const;
      const wrong = labelled.filter(([column]) => cell(row, column) === 'no');
      expect(failedDigits(reading)).toEqual(wrong.map(([, field]) => field).sort());
      const birth = cell(row, 'birth_date');
      if (/^\d+$/.test(birth))
        expect(reading.datesOfBirth[0]?.replaceAll('-', '').slice(2)).toBe(birth);
      const expiry = cell(row, 'expiry_date');
      if (/^\d+$/.test(expiry))
        expect(reading.expiresOn?.replaceAll('-', '').slice(2)).toBe(expiry);
    },
  );

  it.each(vectors.filter((row) => !isReadable(row)).map((row, at) => [at, row] as const))(
    'number %i, of no format or alphabet, is refused',
    (_, row) => {
      const lines = linesOf(row);
      while (lines.length < Number(cell(row, 'lines'))) lines.push(lines[0] ?? '');
      expect(() => readMrz(lines, TODAY)).toThrow(Fault);
    },
  );

  it('name the person that a damaged zone names, digits turned back into letters', () => {
    const damaged = vectors.filter(
      (row) => isReadable(row) && cell(row, 'case').startsWith('Use autocorrect'),
    );
    expect(damaged.length).toBeGreaterThan(0);
    for (const row of damaged) {
      const reading = readMrz(linesOf(row), TODAY);
      expect(reading.names).toHaveLength(1);
      expect(JSON.stringify(reading.names)).not.toMatch(/[0-9]/);
      expect(reading.datesOfBirth).toHaveLength(1);
    }
  });
});
