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
  readonly #grandchildren: number[] = [];
  readonly #endMs: number;
  readonly #lastSteps: (() => Promise<void>)[] = [];
  readonly #atExit = (): void => this.endNow();
  #ended: Promise<void> | null = null;

  /** `endMs`: how long a child asked to end may take before it is made to. */
  constructor(endMs: number = BENCH.serverEndMs) {
    this.#endMs = endMs;
    process.once('exit', this.#atExit);
  }

  /** A new directory, removed at the end. */
  makeDirectory(): string {
    const path = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
    this.#directories.push(path);
    return path;
  }

  /** Ends `child` with the run; the last adopted ends first, and one that comes too late at once. */
  adopt<T extends ChildProcess>(child: T): T {
    if (this.#ended !== null) child.kill('SIGKILL');
    this.#children.push(child);
    return child;
  }

  /** A process started by a child, which ends it; for the case that nobody can be asked any more. */
  alsoKill(pid: number): void {
    if (Number.isSafeInteger(pid) && pid > 1) this.#grandchildren.push(pid);
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
    for (const pid of this.#grandchildren) killQuietly(pid);
    for (const path of this.#directories) rmSync(path, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    for (const child of [...this.#children].reverse()) await endChild(child, this.#endMs);
    for (const step of this.#lastSteps) await step().catch(() => undefined);
    for (const path of this.#directories) rmSync(path, { recursive: true, force: true });
    process.off('exit', this.#atExit);
  }
}

export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

async function endChild(child: ChildProcess, endMs: number): Promise<void> {
  if (!isRunning(child)) return;
  const gone = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
  child.kill('SIGTERM');
  const late = new AbortController();
  const limit = delay(endMs, false, late).catch(() => false);
  if (!(await Promise.race([gone, limit]))) {
    child.kill('SIGKILL');
    await gone;
  }
  late.abort();
}
