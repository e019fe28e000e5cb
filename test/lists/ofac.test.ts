/** A sanctions list turned into records: invented entries, and the real list where it is there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { Fault } from '../../src/errors.js';
import { emptyOfacStatistics, importOfac } from '../../src/lists/ofac.js';
import type { OfacLine, OfacStatistics } from '../../src/lists/ofac.js';
import { isTravelCode } from '../../src/record/countries.js';
import { canonicalDocumentNumber } from '../../src/record/document-number.js';
import { parseEdtf } from '../../src/record/edtf.js';
import { dataFile } from '../support/data.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'portcullis-ofac-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(name: string, rows: readonly string[]): string {
  const path = join(directory, name);
  writeFileSync(path, [...rows, '\u001a'].join('\r\n'));
  return path;
}

function sdnRow(entry: number, name: string, type: string, remarks: string): string {
  const empty = '-0- ';
  const middle = Array.from({ length: 7 }, () => empty).join(',');
  return `${entry},"${name}",${type},"TEST",${middle},"${remarks}"`;
}

const person = (entry: number, name: string, remarks: string): string =>
  sdnRow(entry, name, '"individual"', remarks);

async function imported(
  sdn: string,
  alt: string | null,
): Promise<{ lines: OfacLine[]; statistics: OfacStatistics }> {
  const statistics = emptyOfacStatistics();
  const lines: OfacLine[] = [];
  for await (const line of importOfac(sdn, alt, 'SWE', statistics)) lines.push(line);
  return { lines, statistics };
}

describe('a list', () => {
  it('becomes records of its individuals, with their aliases and passports', async () => {
    const sdn = file('sdn.csv', [
      person(
        101,
        'LINDQVIST, Greta Maria',
        [
          'DOB 12 Aug 1974; POB Lund, Sweden; nationality Sweden; Gender Female',
          "Passport 12/345 (Norway); Passport X1; a.k.a. 'GRETI'.",
        ].join('; '),
      ),
      sdnRow(102, 'EXAMPLE TRADING', '-0- ', '-0- '),
      sdnRow(103, 'EXAMPLE STAR', '"vessel"', '-0- '),
      person(104, 'SOLITARIUS', '-0- '),
    ]);
    const alt = file('alt.csv', [
      '101,1,"aka","LINDQVIST, Margareta",-0- ',
      '101,2,"fka","BERG, Greta",-0- ',
      '102,3,"aka","EXAMPLE",-0- ',
    ]);
    const { lines, statistics } = await imported(sdn, alt);
    expect(lines).toEqual([
      {
        recordId: 'SWE-OFAC-101',
        index: 'wanted',
        colour: 'blue',
        kind: 'diffusion',
        action: 'inform',
        person: {
          names: [
            { family: 'LINDQVIST', given: 'Greta Maria', kind: 'primary', quality: 'good' },
            { family: 'LINDQVIST', given: 'Margareta', kind: 'alias', quality: 'good' },
            { family: 'BERG', given: 'Greta', kind: 'alias', quality: 'good' },
            { fullName: 'GRETI', kind: 'alias', quality: 'low' },
          ],
          datesOfBirth: ['1974-08-12'],
          sex: 'F',
          nationalities: ['SWE'],
          placeOfBirth: 'Lund, Sweden',
          documents: [{ number: '12345', issuer: 'NOR', type: 'P' }],
        },
      },
      {
        recordId: 'SWE-OFAC-104',
        index: 'wanted',
        colour: 'blue',
        kind: 'diffusion',
        action: 'inform',
        person: {
          names: [{ fullName: 'SOLITARIUS', kind: 'primary', quality: 'good' }],
          datesOfBirth: [],
          sex: 'U',
          nationalities: [],
          documents: [],
        },
      },
    ]);
    expect(statistics).toMatchObject({
      persons: 2,
      skipped: 2,
      rowsUnread: 1,
      names: 5,
      dates: 1,
      documents: 1,
      documentsWithoutIssuer: 1,
    });
  });

  it('may come without its file of aliases', async () => {
    const sdn = file('alone.csv', [person(1, 'A, B', '-0- ')]);
    const { lines } = await imported(sdn, null);
    expect(lines[0]?.person.names).toHaveLength(1);
  });

  it('says each name and each document of a person once', async () => {
    const sdn = file('twice.csv', [
      person(
        1,
        'A, B',
        "Passport X1 (Norway); alt. Passport X-1 (Norway); a.k.a. 'B A'; a.k.a. 'B A'.",
      ),
    ]);
    const alt = file('twice-alt.csv', ['1,1,"aka","A, B",-0- ']);
    const { lines, statistics } = await imported(sdn, alt);
    expect(lines[0]?.person.names).toHaveLength(2);
    expect(lines[0]?.person.documents).toHaveLength(1);
    expect(statistics.documentsTwice).toBe(1);
  });

  it('keeps within what a record may hold, and counts what it leaves out', async () => {
    const passports = Array.from({ length: 60 }, (_, at) => `Passport N${at} (Norway)`);
    const sdn = file('large.csv', [
      person(1, `${'A'.repeat(300)}, B`, passports.slice(0, 30).join('; ')),
      person(
        2,
        'A, B',
        passports.map((text) => text.replace('Passport ', 'Passport 1')).join('; '),
      ),
    ]);
    const aliases = Array.from({ length: 150 }, (_, at) => `1,${at},"aka","A, B${at}",-0- `);
    const { lines, statistics } = await imported(sdn, file('large-alt.csv', aliases));
    const names = lines[0]?.person.names ?? [];
    expect(names).toHaveLength(LIMITS.namesPerRecordMax);
    const [first] = names;
    const family = first !== undefined && 'family' in first ? first.family : '';
    expect(family).toHaveLength(LIMITS.nameCharactersMax);
    expect(statistics.namesShortened).toBe(1);
    expect(statistics.overLimit).toBeGreaterThanOrEqual(51);
    for (const {
      person: { documents },
    } of lines) {
      expect(documents.length).toBeLessThanOrEqual(LIMITS.documentsPerPersonMax);
    }
  });

  it('counts rows it cannot read and goes on', async () => {
    const sdn = file('odd.csv', [
      '1,"A, B"',
      person(2, '-0- ', '-0- '),
      'x,"A, B","individual",,,,,,,,,',
      person(3, 'C, D', '-0- '),
    ]);
    const { lines, statistics } = await imported(sdn, null);
    expect(lines.map(({ recordId }) => recordId)).toEqual(['SWE-OFAC-3']);
    expect(statistics.rowsUnread).toBe(4);
  });

  it('with a quote left open is refused, not read into memory', async () => {
    const sdn = file('open.csv', [`1,"A, B${'x'.repeat(200_000)}`]);
    await expect(imported(sdn, null)).rejects.toThrow();
  });

  it('that is not there is refused', async () => {
    await expect(imported(join(directory, 'none.csv'), null)).rejects.toThrow(/ENOENT/);
  });

  it('is refused for an owner that is no member', async () => {
    const sdn = file('owner.csv', [person(1, 'A, B', '-0- ')]);
    for (const owner of ['XPO', 'UTO', 'swe', ''])
      await expect(importOfac(sdn, null, owner).next()).rejects.toThrow(Fault);
  });
});

const realSdn = dataFile('ofac', 'sdn.csv');
const realAlt = dataFile('ofac', 'alt.csv');

describe.skipIf(realSdn === null || realAlt === null)('the list of 2021', () => {
  it('is read whole', async () => {
    const { lines, statistics } = await imported(realSdn ?? '', realAlt);
    expect(lines).toHaveLength(4_620);
    expect(statistics).toMatchObject({
      persons: 4_620,
      skipped: 4_356,
      rowsUnread: 1,
      dates: 5_125,
      datesUnread: 0,
      nationalitiesDoubtful: 3,
      countriesUnread: 0,
      documentsWithoutIssuer: 203,
      documentsIssuerUnread: 0,
      overLimit: 0,
      remarksCut: 4,
    });
    const { documents, documentsTwice, documentsNumberUnread } = statistics;
    expect(documents + documentsTwice + documentsNumberUnread).toBe(1_353);
    expect(documentsNumberUnread).toBeLessThanOrEqual(1);
    expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(4_620);
    const sexes = lines.map(({ person: { sex } }) => sex);
    expect(sexes.filter((sex) => sex !== 'U')).toHaveLength(1_513);
    const weak = lines.flatMap(({ person: { names } }) => names.filter((n) => n.quality === 'low'));
    expect(weak.length).toBeGreaterThan(1_700);
  });

  it('gives only what a record may hold', async () => {
    const { lines } = await imported(realSdn ?? '', realAlt);
    for (const { recordId, person: made } of lines) {
      const valid =
        /^SWE-OFAC-[0-9]+$/.test(recordId) &&
        made.names.length >= 1 &&
        made.names[0]?.kind === 'primary' &&
        made.datesOfBirth.every((date) => parseEdtf(date) !== null) &&
        made.nationalities.every(isTravelCode) &&
        made.documents.every(
          ({ number, issuer }) =>
            canonicalDocumentNumber(number) === number && isTravelCode(issuer),
        );
      expect(valid, recordId).toBe(true);
    }
  });
});
