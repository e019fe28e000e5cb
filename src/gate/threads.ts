/**
 * Worker threads that judge batches: one batch each at a time; those that die or hang are replaced.
 * It must never leave a batch unanswered: its promise settles, whatever the thread does.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';

export interface ThreadsOptions {
  /** What the threads work for, such as `gate`: the first word of every trouble. */
  readonly name: string;
  readonly workers: number;
  /** Batches that may wait here; they do only while a thread is being replaced. */
  readonly batchesMax: number;
  /** A thread that has not answered by then is ended, since nothing else gets it out of a loop. */
  readonly hungAfterMs: number;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Built JavaScript. */
  readonly workerFile: string;
}

export class Threads<Question> {
  readonly #pool: Piscina<readonly Question[], unknown>;
  readonly #hungAfterMs: number;

  private constructor(options: ThreadsOptions) {
    this.#hungAfterMs = options.hungAfterMs;
    this.#pool = new Piscina({
      filename: pathToFileURL(options.workerFile).href,
      minThreads: options.workers,
      maxThreads: options.workers,
      idleTimeout: Infinity,
      concurrentTasksPerWorker: 1,
      maxQueue: options.batchesMax,
      // Without it a task under load can wait for a second behind later ones.
      stricterFIFO: true,
      // Otherwise the thread's event loop stands still between batches.
      atomics: 'disabled',
      recordTiming: false,
    });
    this.#pool.on('error', (error: unknown) => options.onTrouble(`${options.name}_worker`, error));
  }

  /** Starts the threads and waits until each has answered once: the first task takes about 40 ms. */
  static async open<Question>(options: ThreadsOptions): Promise<Threads<Question>> {
    if (!existsSync(options.workerFile)) {
      throw new Error(`the worker of the ${options.name} is not built: npm run build`);
    }
    const threads = new Threads<Question>(options);
    try {
      await Promise.all(Array.from({ length: options.workers }, () => threads.#pool.run([])));
    } catch (error) {
      await threads.close();
      throw error;
    }
    return threads;
  }

  /** What the worker says to a batch, unchecked. Rejects when it throws, dies or hangs. */
  async run(batch: readonly Question[]): Promise<unknown> {
    // Aborting a running task ends its thread, so this is for hung ones; deadlines are the queue's.
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
