/**
 * The threads of the gate: one batch each at a time; those that die or hang are replaced.
 * It must never leave a batch unanswered: its promise settles, whatever the thread does.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { LIMITS } from '../limits.js';
import type { GateQuestion } from './question.js';

export interface ThreadsOptions {
  readonly workers: number;
  /** A thread that has not answered by then is ended, since nothing else gets it out of a loop. */
  readonly hungAfterMs: number;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Built JavaScript; tests bring their own. */
  readonly workerFile?: string;
}

/** Compiled beside `dist/src`; under the test runner this file is source, and the tests name their own. */
const BUILT_WORKER = fileURLToPath(new URL('../../workers/gate.js', import.meta.url));

export class Threads {
  readonly #pool: Piscina<readonly GateQuestion[], unknown>;
  readonly #hungAfterMs: number;

  private constructor(options: ThreadsOptions, file: string) {
    this.#hungAfterMs = options.hungAfterMs;
    this.#pool = new Piscina({
      filename: pathToFileURL(file).href,
      minThreads: options.workers,
      maxThreads: options.workers,
      idleTimeout: Infinity,
      concurrentTasksPerWorker: 1,
      // Batches wait here only while a thread is being replaced.
      maxQueue: LIMITS.gateQueueMax,
      // Without it a task under load can wait for a second behind later ones.
      stricterFIFO: true,
      // Otherwise the thread's event loop stands still between batches.
      atomics: 'disabled',
      recordTiming: false,
    });
    this.#pool.on('error', (error: unknown) => options.onTrouble('gate_worker', error));
  }

  /** Starts the threads and waits until each has answered once: the first task takes about 40 ms. */
  static async open(options: ThreadsOptions): Promise<Threads> {
    const file = options.workerFile ?? BUILT_WORKER;
    if (!existsSync(file)) throw new Error('the worker of the gate is not built: npm run build');
    const threads = new Threads(options, file);
    try {
      await Promise.all(Array.from({ length: options.workers }, () => threads.#pool.run([])));
    } catch (error) {
      await threads.close();
      throw error;
    }
    return threads;
  }

  /** What the worker says to a batch, unchecked. Rejects when it throws, dies or hangs. */
  async run(batch: readonly GateQuestion[]): Promise<unknown> {
    // Aborting a running task ends its thread, so this is for hung ones; deadlines are the gate's.
    const hung = new AbortController();
    const timer = setTimeout(() => hung.abort('the thread hangs'), this.#hungAfterMs);
    try {
      return await this.#pool.run(batch, { signal: hung.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
