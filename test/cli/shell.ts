/**
 * Runs a command in-process: its streams caught, its waits not waited for.
 * It must never print, and never leave a listener of its own behind.
 */
import { Readable, Writable } from 'node:stream';
import type { CliContext, Registrar } from '../../src/cli/context.js';
import { runProgram } from '../../src/cli/program.js';

export interface Shell {
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly stderrIsTTY?: boolean;
  /** Whether a pause in the input counts as long at once. */
  readonly impatient?: boolean;
  readonly others?: readonly Registrar[];
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The waits between attempts, in milliseconds. */
  readonly waits: readonly number[];
}

class Caught extends Writable {
  text = '';
  /** What the bar asks a terminal for. */
  isTTY = false;
  readonly columns = 80;
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

export async function run(words: readonly string[], shell: Shell = {}): Promise<Outcome> {
  const stdout = new Caught();
  const stderr = new Caught();
  stderr.isTTY = shell.stderrIsTTY ?? false;
  const waits: number[] = [];
  const context: CliContext = {
    stdin: shell.stdin ?? Readable.from([]),
    stdout: shell.stdout ?? stdout,
    stderr,
    stderrIsTTY: stderr.isTTY,
    env: shell.env ?? {},
    cwd: shell.cwd ?? process.cwd(),
    pause: (ms, signal) => {
      if (signal === undefined) waits.push(ms);
      if (signal === undefined || shell.impatient === true) return Promise.resolve();
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
      });
    },
  };
  const exitCode = await runProgram(words, context, shell.others);
  return { exitCode, stdout: stdout.text, stderr: stderr.text, waits };
}
