/**
 * Work that is done over and over from where it was left, one pass at a time, until it is ended for good.
 * It must never let two passes overlap, nor take being ended for a failure.
 */
import { setTimeout as after } from 'node:timers/promises';
import { LIMITS } from '../limits.js';

export class Passes {
  readonly #pass: (signal: AbortSignal) => Promise<void>;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;

  /** `pass` goes on from where the one before it stopped; `signal` ends it early, by a rejection. */
  constructor(pass: (signal: AbortSignal) => Promise<void>) {
    this.#pass = pass;
  }

  /** A pass, or the one under way. Rejects as it does. */
  run(): Promise<void> {
    this.#running ??= this.#pass(this.#end.signal)
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) throw error;
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** Ends the pass under way where it stands. */
  async stop(): Promise<void> {
    this.#end.abort();
    await this.#running?.catch(() => undefined);
  }
}

/** Leaves the store to others for some times as long as was worked since `startedAt`, as `performance.now()` counts. */
export async function rest(startedAt: number, signal: AbortSignal): Promise<void> {
  const worked = performance.now() - startedAt;
  await after(worked * LIMITS.sweepRestFactor, undefined, { signal });
}
