/**
 * OFAC's list of designated nationals (`sdn.csv`, `alt.csv`) as bodies of records ready to be
 * pushed. It must never make an arrest request of a listing, and never hold the list in memory
 * whole.
 *
 * A sanctions listing freezes assets; it asks nobody to arrest anybody. So its records are blue
 * and ask to inform. Whoever means more by it changes the records before pushing them.
 */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { isMember } from '../record/countries.js';
import type { NameKind, Sex, TravelDocument } from '../record/record.js';
import { readRemarks } from './ofac-remarks.js';
import type { OfacPassport } from './ofac-remarks.js';

export type OfacName = { readonly kind: NameKind; readonly quality: 'good' | 'low' } & (
  { readonly family: string; readonly given: string } | { readonly fullName: string }
);

/** One line of a bulk push: a record body of CONTRACT section 4 and its `recordId`. */
export interface OfacLine {
  readonly recordId: string;
  readonly index: 'wanted';
  readonly colour: 'blue';
  readonly kind: 'diffusion';
  readonly action: 'inform';
  readonly person: {
    readonly names: readonly OfacName[];
    readonly datesOfBirth: readonly string[];
    readonly sex: Sex;
    readonly nationalities: readonly string[];
    readonly placeOfBirth?: string;
    readonly documents: readonly TravelDocument[];
  };
}

/** What became of the list. A passport counts under one of `documents...`, or as `overLimit`. */
export interface OfacStatistics {
  persons: number;
  /** Organisations, vessels and aircraft. */
  skipped: number;
  /** Rows of a wrong number of columns, or without number or name. */
  rowsUnread: number;
  names: number;
  namesShortened: number;
  dates: number;
  datesUnread: number;
  nationalitiesDoubtful: number;
  countriesUnread: number;
  documents: number;
  documentsTwice: number;
  documentsWithoutIssuer: number;
  documentsIssuerUnread: number;
  documentsNumberUnread: number;
  /** Names, dates, nationalities and documents beyond what a record may hold. */
  overLimit: number;
  /** Texts cut by the publisher, whose last part was dropped. */
  remarksCut: number;
}

export function emptyOfacStatistics(): OfacStatistics {
  return {
    persons: 0,
    skipped: 0,
    rowsUnread: 0,
    names: 0,
    namesShortened: 0,
    dates: 0,
    datesUnread: 0,
    nationalitiesDoubtful: 0,
    countriesUnread: 0,
    documents: 0,
    documentsTwice: 0,
    documentsWithoutIssuer: 0,
    documentsIssuerUnread: 0,
    documentsNumberUnread: 0,
    overLimit: 0,
    remarksCut: 0,
  };
}

const SDN_COLUMNS = 12;
const ALT_COLUMNS = 5;
/** Far above the longest row; a quote left open would otherwise swallow the file. */
const ROW_CHARACTERS_MAX = 64 * 1024;
const ENTRY_NUMBER = /^[0-9]{1,10}$/;

/**
 * The individuals of the list, in its order, one record each. `statistics` is counted up on the
 * way and complete when the last record has been taken. `altPath` may be `null`: then only weak
 * aliases are read.
 *
 * @throws Fault `unprocessable` when `owner` is no member; whatever reading the files throws.
 */
export async function* importOfac(
  sdnPath: string,
  altPath: string | null,
  owner: string,
  statistics: OfacStatistics = emptyOfacStatistics(),
): AsyncGenerator<OfacLine, void, undefined> {
  if (!isMember(owner)) throw new Fault('unprocessable', 'The owner is not a member.', '/owner');
  const aliases = altPath === null ? new Map<string, string[]>() : await readAliases(altPath);
  for await (const row of rowsOf(sdnPath)) {
    const [entry = '', name = '', type = ''] = row;
    if (row.length !== SDN_COLUMNS || !ENTRY_NUMBER.test(entry) || name.trim() === '') {
      statistics.rowsUnread += 1;
    } else if (type === 'individual') {
      statistics.persons += 1;
      const remarks = row[SDN_COLUMNS - 1] ?? '';
      yield recordOf(`${owner}-OFAC-${entry}`, name, aliases.get(entry) ?? [], remarks, statistics);
    } else {
      statistics.skipped += 1;
    }
  }
}

async function readAliases(path: string): Promise<Map<string, string[]>> {
  const aliases = new Map<string, string[]>();
  for await (const row of rowsOf(path)) {
    const [entry = '', , , name = ''] = row;
    if (row.length !== ALT_COLUMNS || name.trim() === '') continue;
    const known = aliases.get(entry);
    if (known === undefined) aliases.set(entry, [name]);
    else known.push(name);
  }
  return aliases;
}

/** The rows of a file; `-0-` is how the list writes an empty column. */
async function* rowsOf(path: string): AsyncGenerator<string[], void, undefined> {
  const source = createReadStream(path);
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: ROW_CHARACTERS_MAX,
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser) as AsyncIterable<string[]>) {
      yield row.map((column) => (column.trim() === '-0-' ? '' : column));
    }
  } finally {
    source.destroy();
  }
}

function recordOf(
  recordId: string,
  primary: string,
  aliases: readonly string[],
  remarks: string,
  statistics: OfacStatistics,
): OfacLine {
  const read = readRemarks(remarks);
  const names = [
    nameOf(primary, 'primary', 'good', statistics),
    ...aliases.map((name) => nameOf(name, 'alias', 'good', statistics)),
    ...read.weakNames.map((name) => nameOf(name, 'alias', 'low', statistics)),
  ];
  const [place] = read.placesOfBirth;
  const within = <T>(list: readonly T[], max: number): readonly T[] => {
    statistics.overLimit += Math.max(0, list.length - max);
    return list.slice(0, max);
  };
  const person = {
    names: within(withoutDoubles(names), LIMITS.namesPerRecordMax),
    datesOfBirth: within([...new Set(read.datesOfBirth)], LIMITS.datesPerRecordMax),
    sex: read.sex,
    nationalities: within(read.nationalities, LIMITS.nationalitiesMax),
    ...(place === undefined ? {} : { placeOfBirth: place.slice(0, LIMITS.textCharactersMax) }),
    documents: within(documentsOf(read.passports, statistics), LIMITS.documentsPerPersonMax),
  };
  statistics.names += person.names.length;
  statistics.dates += read.datesOfBirth.length;
  statistics.datesUnread += read.datesUnread;
  statistics.nationalitiesDoubtful += read.nationalitiesDoubtful;
  statistics.countriesUnread += read.countriesUnread;
  statistics.documents += person.documents.length;
  statistics.remarksCut += read.cut ? 1 : 0;
  return { recordId, index: 'wanted', colour: 'blue', kind: 'diffusion', action: 'inform', person };
}

/** `SURNAME, Given names`; a name without comma is one undivided name. */
function nameOf(
  written: string,
  kind: NameKind,
  quality: 'good' | 'low',
  statistics: OfacStatistics,
): OfacName {
  const comma = written.indexOf(',');
  const family = comma < 0 ? '' : written.slice(0, comma).trim();
  const given = comma < 0 ? '' : written.slice(comma + 1).trim();
  const max = LIMITS.nameCharactersMax;
  const fullName = written.trim();
  const whole = family === '' || given === '';
  if (whole ? fullName.length > max : Math.max(family.length, given.length) > max) {
    statistics.namesShortened += 1;
  }
  if (whole) return { fullName: fullName.slice(0, max), kind, quality };
  return { family: family.slice(0, max), given: given.slice(0, max), kind, quality };
}

/** The first of each spelling: a weak alias that is a good one too stays good. */
function withoutDoubles(names: readonly OfacName[]): OfacName[] {
  const first = new Map<string, OfacName>();
  for (const name of names) {
    const key = 'fullName' in name ? name.fullName : `${name.family}, ${name.given}`;
    if (!first.has(key)) first.set(key, name);
  }
  return [...first.values()];
}

function documentsOf(
  passports: readonly OfacPassport[],
  statistics: OfacStatistics,
): TravelDocument[] {
  const documents = new Map<string, TravelDocument>();
  for (const { number, issuerName, issuer } of passports) {
    if (issuerName === null) statistics.documentsWithoutIssuer += 1;
    else if (issuer === null) statistics.documentsIssuerUnread += 1;
    else if (number === null) statistics.documentsNumberUnread += 1;
    else if (documents.has(`${issuer}:${number}`)) statistics.documentsTwice += 1;
    else documents.set(`${issuer}:${number}`, { number, issuer, type: 'P' });
  }
  return [...documents.values()];
}
