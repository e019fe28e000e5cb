/**
 * `portcullis push`: NDJSON records through the bulk route, with counts and a file of refused lines.
 * It must never lose a line without saying so: each is counted, or the command fails.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { LIMITS } from '../limits.js';
import {
  addConnectionOptions,
  connectionFrom,
  reasonOf,
  type ConnectionOptions,
} from './connection.js';
import { CommandEnd, failedEnd, write, type CliContext } from './context.js';
import { callsOf, piecesOf, type InputLine } from './push-lines.js';
import { pushProgress, type PushProgress } from './push-progress.js';
import { RejectedFile } from './push-rejected.js';
import { PushSender, type LineAnswer } from './push-sender.js';

const STDIN = '-';
/** A writer that pauses for so long has what it wrote sent. */
const IDLE_MS = 100;
const READ_BYTES = 256 * 1024;

const EXAMPLE = `
One record a line, each with its recordId. Pushing is idempotent: after an interruption run the same
command again, and what is there already counts as unchanged. Refused lines go to
FILE.rejected.ndjson (for "-": stdin.rejected.ndjson in the working directory) with their line
number and the reason, and make the exit code 1.

Example:
  PORTCULLIS_TOKEN=... portcullis push records.ndjson --url https://check.example.org
`;

export function registerPush(program: Command, context: CliContext): void {
  const command = program
    .command('push')
    .summary('push records, one JSON object a line')
    .description('Pushes records, one JSON object a line, through the bulk route.')
    .argument('<file>', 'file of records, "-" for standard input')
    .addHelpText('after', EXAMPLE)
    .action((file: string, options: ConnectionOptions) => push(file, options, context));
  addConnectionOptions(command);
}

interface Input {
  readonly source: Readable;
  /** `null` where it cannot be known. */
  readonly bytes: number | null;
  readonly rejected: RejectedFile;
}

async function inputFrom(file: string, { stdin, cwd }: CliContext): Promise<Input> {
  if (file === STDIN) {
    const rejected = new RejectedFile(join(cwd, 'stdin.rejected.ndjson'));
    return { source: stdin, bytes: null, rejected };
  }
  const path = resolve(cwd, file);
  const found = await stat(path).catch((error: unknown) => {
    throw failedEnd(`Cannot read ${file}: ${reasonOf(error)}.`);
  });
  if (found.isDirectory()) throw failedEnd(`Cannot read ${file}: it is a directory.`);
  return {
    source: createReadStream(path, { highWaterMark: READ_BYTES }),
    bytes: found.isFile() ? found.size : null,
    rejected: new RejectedFile(`${path}.rejected.ndjson`),
  };
}

async function push(file: string, options: ConnectionOptions, context: CliContext): Promise<void> {
  const connection = connectionFrom(options, context);
  const input = await inputFrom(file, context);
  const { rejected } = input;
  const tally = new Tally(rejected);
  let progress: PushProgress | null = null;
  let failure: unknown = null;
  try {
    await rejected.clear();
    const shown = pushProgress(context, input.bytes);
    progress = shown;
    const sender = new PushSender({
      connection,
      pause: (ms) => context.pause(ms),
      onAnswer: (line, answer) => tally.count(line, answer),
      onWait: (why, ms) => shown.say(`${why} Trying again in ${ms / 1000} s.`),
    });
    await pushAll(input, sender, tally, shown, context);
  } catch (error) {
    failure = error;
  } finally {
    // Standard input, left open, would keep the process waiting for it.
    input.source.destroy();
    connection.close();
    progress?.end();
    await rejected.close();
  }
  await write(context.stdout, `${tally.text()}\n`);
  if (tally.refused > 0) {
    await write(context.stderr, `Refused lines and their reasons are in ${rejected.path}\n`);
  }
  if (failure !== null) throw withAdvice(failure, tally);
  if (tally.refused > 0) throw failedEnd(null);
}

async function pushAll(
  { source, rejected }: Input,
  sender: PushSender,
  tally: Tally,
  progress: PushProgress,
  context: CliContext,
): Promise<void> {
  const idle = (stop: AbortSignal): Promise<void> => context.pause(IDLE_MS, stop);
  const calls = callsOf(piecesOf(source as AsyncIterable<Buffer>), idle);
  for await (const { lines, readTo } of calls) {
    for (const line of lines) if (line.bytes === null) tally.refuseTooLong(line);
    try {
      await sender.send(lines.filter(({ bytes }) => bytes !== null));
    } finally {
      await rejected.flush();
    }
    progress.to(readTo, tally.lines);
  }
}

/** The failure, with where the work stands; the counts have been written. */
function withAdvice(failure: unknown, { lines }: Tally): unknown {
  const said = failure instanceof CommandEnd ? failure.said : reasonOf(failure);
  const advice = `${lines} lines are answered; run the same command again to push the rest.`;
  return failedEnd(said === null ? advice : `${said} ${advice}`);
}

class Tally {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, held: 0, refused: 0 };
  readonly #rejected: RejectedFile;

  constructor(rejected: RejectedFile) {
    this.#rejected = rejected;
  }

  get refused(): number {
    return this.#counts.refused;
  }

  /** All lines that have an answer. */
  get lines(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  count(line: InputLine, { status, change, code, detail, path }: LineAnswer): void {
    if (status === 202) this.#counts.held += 1;
    else if (change === 'created' || change === 'updated' || change === 'unchanged') {
      this.#counts[change] += 1;
    } else {
      this.#counts.refused += 1;
      this.#rejected.add({
        line: line.number,
        code: code ?? 'internal',
        detail: detail ?? `The service answered ${status}.`,
        ...(path === undefined ? {} : { path }),
        record: recordOf(line),
      });
    }
  }

  refuseTooLong(line: InputLine): void {
    this.#counts.refused += 1;
    const detail = `A line is at most ${LIMITS.bulkLineBytesMax} bytes; it was not sent.`;
    this.#rejected.add({ line: line.number, code: 'too_large', detail, record: null });
  }

  text(): string {
    const { created, updated, unchanged, held, refused } = this.#counts;
    return (
      `created ${created}, updated ${updated}, unchanged ${unchanged}, ` +
      `held ${held}, refused ${refused}`
    );
  }
}

function recordOf({ bytes }: InputLine): unknown {
  const text = bytes?.toString('utf8') ?? '';
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
