/**
 * What a command sees of the world: its streams, its environment, its patience, how it ends.
 * It must never reach for `process` beyond `processContext`, so that tests run commands in-process.
 */
import { setTimeout as after } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';

export interface CliContext {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether a person watches the error stream: only then is there a progress bar. */
  readonly stderrIsTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The directory that relative paths start from. */
  readonly cwd: string;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Adds one command to the program. */
export type Registrar = (program: Command, context: CliContext) => void;

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a command ends early. The message goes to the error stream; `null` when all has been said. */
export class CommandEnd extends Error {
  readonly exitCode: ExitCode;
  readonly said: string | null;

  constructor(exitCode: ExitCode, said: string | null) {
    super(said ?? '');
    this.name = 'CommandEnd';
    this.exitCode = exitCode;
    this.said = said;
  }
}

export function usageEnd(said: string): CommandEnd {
  return new CommandEnd(EXIT.usage, said);
}

export function failedEnd(said: string | null): CommandEnd {
  return new CommandEnd(EXIT.failed, said);
}

const CLOSED = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

/** Whether an error only says that the reader of our output has had enough, like `head`. */
export function isClosedOutput(error: unknown): boolean {
  return CLOSED.has(codeOf(error));
}

/** The code of a system error, or an empty text. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** Resolves when the text has left: whoever awaits it is held back by a slow reader. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}

export function processContext(): CliContext {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    stderrIsTTY: process.stderr.isTTY,
    env: process.env,
    cwd: process.cwd(),
    pause: (ms, signal) => after(ms, undefined, signal === undefined ? {} : { signal }),
  };
}
