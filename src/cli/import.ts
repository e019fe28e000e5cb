/**
 * `portcullis import`: a public list as record NDJSON on standard output, to be piped into `push -`.
 * It must never write anything but records to standard output.
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { parse } from 'csv-parse';
import { emptyOfacStatistics, importOfac, type OfacStatistics } from '../lists/ofac.js';
import { isMember } from '../record/countries.js';
import { reasonOf } from './connection.js';
import { failedEnd, usageEnd, write, type CliContext } from './context.js';

const FORMATS_TO_COME = ['un', 'interpol', 'ftm', 'sltd'] as const;
const FORMATS = ['ofac', ...FORMATS_TO_COME] as const;

/** Written at once; the next records are made only when these have left. */
const CHUNK_CHARACTERS = 64 * 1024;
/** Far above the longest first row. */
const ROW_CHARACTERS_MAX = 64 * 1024;
const SDN_COLUMNS = 12;
const ALT_COLUMNS = 5;

const EXAMPLE = `
Formats: ofac (sdn.csv and alt.csv, in any order). Not built yet: ${FORMATS_TO_COME.join(', ')}.
What was read, and what could not be, is told on standard error.

Example:
  portcullis import --format ofac sdn.csv alt.csv --owner FRA | portcullis push -
`;

interface ImportOptions {
  readonly format: (typeof FORMATS)[number];
  readonly owner: string;
}

export function registerImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .summary('convert a public list to record NDJSON')
    .description('Converts a public list to record NDJSON on standard output, for push.')
    .addArgument(new Argument('<files...>', 'the files of the list'))
    .addOption(
      new Option('--format <format>', 'whose list it is').choices(FORMATS).makeOptionMandatory(),
    )
    .requiredOption('--owner <code>', 'the member that will own the records (alpha-3)')
    .addHelpText('after', EXAMPLE)
    .action((files: string[], options: ImportOptions) => importList(files, options, context));
}

async function importList(
  files: readonly string[],
  { format, owner }: ImportOptions,
  context: CliContext,
): Promise<void> {
  if (format !== 'ofac') throw usageEnd(`The format ${format} is not built yet; ofac is.`);
  if (!isMember(owner)) throw usageEnd(`The owner must be a member's code, not "${owner}".`);
  const { sdn, alt } = await sortOfac(files, context);
  const statistics = emptyOfacStatistics();
  let waiting = '';
  for await (const line of importOfac(sdn, alt, owner, statistics)) {
    waiting += `${JSON.stringify(line)}\n`;
    if (waiting.length < CHUNK_CHARACTERS) continue;
    await write(context.stdout, waiting);
    waiting = '';
  }
  if (waiting !== '') await write(context.stdout, waiting);
  await write(context.stderr, statisticsText(statistics));
}

/** Which file is which, told by the number of columns: both lists have no heading. */
async function sortOfac(
  files: readonly string[],
  { cwd }: CliContext,
): Promise<{ sdn: string; alt: string | null }> {
  let sdn: string | null = null;
  let alt: string | null = null;
  for (const file of files) {
    const path = resolve(cwd, file);
    const columns = await columnsOf(path).catch((error: unknown) => {
      throw failedEnd(`Cannot read ${file}: ${reasonOf(error)}.`);
    });
    if (columns === SDN_COLUMNS && sdn === null) sdn = path;
    else if (columns === ALT_COLUMNS && alt === null) alt = path;
    else {
      const what =
        columns === SDN_COLUMNS || columns === ALT_COLUMNS
          ? 'is a second file of the same kind'
          : `has ${columns} columns; sdn.csv has ${SDN_COLUMNS}, alt.csv ${ALT_COLUMNS}`;
      throw usageEnd(`${file} ${what}.`);
    }
  }
  if (sdn === null) throw usageEnd('sdn.csv is missing: alt.csv alone holds no persons.');
  return { sdn, alt };
}

/** Columns of the first row; 0 for an empty file. */
async function columnsOf(path: string): Promise<number> {
  const source = createReadStream(path);
  const parser = parse({
    bom: true,
    to: 1,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_CHARACTERS_MAX,
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser) as AsyncIterable<string[]>) return row.length;
    return 0;
  } finally {
    source.destroy();
  }
}

const STATISTICS: Readonly<Record<keyof OfacStatistics, string>> = {
  persons: 'persons',
  skipped: 'organisations, vessels and aircraft left out',
  rowsUnread: 'rows not understood',
  names: 'names',
  namesShortened: 'names shortened to the limit',
  dates: 'dates of birth',
  datesUnread: 'dates of birth not understood',
  nationalitiesDoubtful: 'nationalities in doubt',
  countriesUnread: 'countries not understood',
  documents: 'passports',
  documentsTwice: 'passports named twice',
  documentsWithoutIssuer: 'passports without an issuer, left out',
  documentsIssuerUnread: 'passports of an issuer not understood, left out',
  documentsNumberUnread: 'passport numbers not understood, left out',
  overLimit: 'entries beyond what a record may hold, left out',
  remarksCut: 'remarks cut by the publisher',
};

function statisticsText(statistics: OfacStatistics): string {
  const names = Object.keys(STATISTICS) as (keyof OfacStatistics)[];
  return names
    .filter((name) => statistics[name] > 0 || name === 'persons')
    .map((name) => `${String(statistics[name]).padStart(8)}  ${STATISTICS[name]}\n`)
    .join('');
}
