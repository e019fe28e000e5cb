/**
 * Admission: how much may be worked on at once; beyond it callers are told so immediately.
 * It must never queue: a queue only turns overload into lateness for everybody.
 */
import { Fault } from '../errors.js';

export class Admission {
  #inFlight = 0;
  readonly #max: number;
  readonly #onRefused: () => void;

  constructor(max: number, onRefused: () => void) {
    this.#max = max;
    this.#onRefused = onRefused;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Counts work of `weight` until `leave`. Throws `overloaded` at once where there is no room. */
  enter(weight: number): void {
    if (this.#inFlight + weight > this.#max) {
      this.#onRefused();
      throw new Fault('overloaded', 'The service is working on as much as it can.');
    }
    this.#inFlight += weight;
  }

  leave(weight: number): void {
    this.#inFlight -= weight;
  }

  /** Runs `work` counted as `weight`. Rejects with `overloaded` at once where there is no room. */
  async run<T>(weight: number, work: () => Promise<T>): Promise<T> {
    this.enter(weight);
    try {
      return await work();
    } finally {
      this.leave(weight);
    }
  }
}
