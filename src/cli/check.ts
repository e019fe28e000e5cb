/**
 * `portcullis check`: one check from the shell, as a table for a person or as the raw reply.
 * It must never say clear unless the service did, and never hide how a match is to be handled.
 */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { LIMITS } from '../limits.js';
import { PURPOSES, SEXES, type Purpose, type Sex } from '../record/record.js';
import type { CheckWire } from '../record/wire.js';
import { replyText } from './check-reply.js';
import {
  addConnectionOptions,
  connectionFrom,
  textOf,
  unreachable,
  type Connection,
  type ConnectionOptions,
} from './connection.js';
import { failedEnd, usageEnd, write, type CliContext } from './context.js';
import { problemFrom, problemLine } from './problem.js';

/** Fifty matches, each a record at its bounds, stay below. */
const REPLY_BYTES_MAX = 16 * 1024 * 1024;

const EXAMPLE = `
Ends with 0 whether something matched or not, and says which; with 1 when there is no answer.

Examples:
  portcullis check --name "Solveig Ottilia Lindhagen" --dob 1981-02-27
  portcullis check --document SWE:SVD260041 --purpose police
  portcullis check --mrz "P<SWE..." --mrz "SVD260041..." --json
`;

interface DocumentAsked {
  readonly issuer: string;
  readonly number: string;
}

interface CheckOptions extends ConnectionOptions {
  readonly mrz: readonly string[];
  readonly name?: string;
  readonly family?: string;
  readonly given?: string;
  readonly dob?: string;
  readonly sex?: Sex;
  readonly nationality: readonly string[];
  readonly document: readonly DocumentAsked[];
  readonly purpose: Purpose;
  readonly limit?: number;
  readonly minScore?: number;
  readonly json?: true;
}

const append = <T>(item: T, list: readonly T[]): readonly T[] => [...list, item];

function mrzLines(text: string, before: readonly string[]): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...before, ...lines.filter((line) => line !== '')];
}

function documentFrom(text: string, before: readonly DocumentAsked[]): readonly DocumentAsked[] {
  const colon = text.indexOf(':');
  const [issuer, number] = [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  if (colon < 1 || colon > 3 || issuer === '' || number === '') {
    throw new InvalidArgumentError('A document is ISSUER:NUMBER, like SWE:SVD260041.');
  }
  return append({ issuer, number }, before);
}

function numberWithin(min: number, max: number, whole: boolean): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It is a ${whole ? 'whole ' : ''}number, ${min} to ${max}.`);
  };
}

export function registerCheck(program: Command, context: CliContext): void {
  const command = program
    .command('check')
    .summary('check a person, a document or a machine readable zone')
    .description('Checks a person, documents or a machine readable zone.')
    .option(
      '--mrz <text>',
      'machine readable zone: once per line, or all lines in one',
      mrzLines,
      [],
    )
    .option('--name <name>', 'full name')
    .option('--family <name>', 'family name')
    .option('--given <name>', 'given names')
    .option('--dob <date>', 'date of birth: YYYY, YYYY-MM or YYYY-MM-DD')
    .addOption(new Option('--sex <sex>', 'sex').choices(SEXES))
    .option<readonly string[]>('--nationality <code>', 'nationality (repeatable)', append, [])
    .option('--document <issuer:number>', 'travel document (repeatable)', documentFrom, [])
    .addOption(new Option('--purpose <purpose>', 'purpose').choices(PURPOSES).default('border'))
    .option(
      '--limit <number>',
      `matches to show, 1 to ${LIMITS.checkLimitMax}`,
      numberWithin(1, LIMITS.checkLimitMax, true),
    )
    .option('--min-score <score>', 'show weaker candidates too, 0 to 1', numberWithin(0, 1, false))
    .option('--json', "print the service's reply as it came")
    .addHelpText('after', EXAMPLE)
    .action((options: CheckOptions) => check(options, context));
  addConnectionOptions(command);
}

function personFrom(options: CheckOptions): NonNullable<CheckWire['person']> | null {
  const { name, family, given, dob, sex, nationality } = options;
  if (name !== undefined && (family !== undefined || given !== undefined)) {
    throw usageEnd('Give --name, or --family and --given, not both.');
  }
  const divided = {
    ...(family === undefined ? {} : { family }),
    ...(given === undefined ? {} : { given }),
  };
  const person = {
    ...(name === undefined ? {} : { fullName: name }),
    ...(Object.keys(divided).length === 0 ? {} : { name: divided }),
    ...(dob === undefined ? {} : { dateOfBirth: dob }),
    ...(sex === undefined ? {} : { sex }),
    ...(nationality.length === 0 ? {} : { nationalities: [...nationality] }),
  };
  return Object.keys(person).length === 0 ? null : person;
}

function bodyFrom(options: CheckOptions): CheckWire {
  const person = personFrom(options);
  const { document, mrz, purpose, limit, minScore } = options;
  if (person === null && document.length === 0 && mrz.length === 0) {
    throw usageEnd('Nothing to check: give --mrz, --document, --name, or --family and --given.');
  }
  return {
    purpose,
    ...(person === null ? {} : { person }),
    ...(document.length === 0 ? {} : { documents: [...document] }),
    ...(mrz.length === 0 ? {} : { mrz: [...mrz] }),
    ...(limit === undefined ? {} : { limit }),
    ...(minScore === undefined ? {} : { minScore }),
  };
}

async function ask(
  connection: Connection,
  body: CheckWire,
): Promise<{ status: number; text: string }> {
  try {
    const bytes = Buffer.from(JSON.stringify(body));
    const answer = await connection.post('v1/checks', 'application/json', bytes);
    return { status: answer.status, text: await textOf(answer, REPLY_BYTES_MAX) };
  } catch (error) {
    throw unreachable(connection, error);
  } finally {
    connection.close();
  }
}

async function check(options: CheckOptions, context: CliContext): Promise<void> {
  const body = bodyFrom(options);
  const { status, text } = await ask(connectionFrom(options, context), body);
  const raw = options.json === true;
  if (raw) await write(context.stdout, text.endsWith('\n') ? text : `${text}\n`);
  if (status !== 200) throw failedEnd(problemLine(problemFrom(status, text)));
  if (!raw) await write(context.stdout, replyText(text));
}
