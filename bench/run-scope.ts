/**
 * What one run has started and made: child processes and temporary directories, ended together.
 * It must never end a process that it was not given, nor leave one behind.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from './bounds.js';

export class RunScope {
  readonly #children: ChildProcess[] = [];
  readonly #directories: string[] = [];
  readonly #lastSteps: (() => Promise<void>)[] = [];
  readonly #atExit = (): void => this.endNow();
  #ended: Promise<void> | null = null;

  constructor() {
    process.once('exit', this.#atExit);
  }

  /** A new directory, removed at the end. */
  makeDirectory(): string {
    const path = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
    this.#directories.push(path);
    return path;
  }

  /** Ends `child` with the run; the last adopted ends first. */
  adopt<T extends ChildProcess>(child: T): T {
    this.#children.push(child);
    return child;
  }

  /** Something to do when the children have ended and before the directories go. */
  beforeRemoval(step: () => Promise<void>): void {
    this.#lastSteps.push(step);
  }

  /** Ends everything in order; calling it again waits for the same end. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  /** For a process about to exit: no waiting, no asking. */
  endNow(): void {
    for (const child of this.#children) if (isRunning(child)) child.kill('SIGKILL');
    for (const path of this.#directories) rmSync(path, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    for (const child of [...this.#children].reverse()) await endChild(child);
    for (const step of this.#lastSteps) await step().catch(() => undefined);
    for (const path of this.#directories) rmSync(path, { recursive: true, force: true });
    process.off('exit', this.#atExit);
  }
}

export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
  child.kill('SIGTERM');
  const late = new AbortController();
  const limit = delay(BENCH.serverEndMs, false, late).catch(() => false);
  if (!(await Promise.race([gone, limit]))) child.kill('SIGKILL');
  late.abort();
}
