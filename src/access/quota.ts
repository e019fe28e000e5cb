/**
 * How many checks a second one credential may ask for: a token bucket in the memory of this process.
 * It must never depend on the member that asks.
 */
import { Fault } from '../errors.js';

interface Bucket {
  left: number;
  /** Milliseconds of the process clock. */
  at: number;
}

export class Quota {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #credentialsMax: number;

  /** `perSecond` 0 = no limit. A full bucket holds one second's worth. */
  constructor(perSecond: number, credentialsMax: number, now: () => number) {
    this.#perSecond = perSecond;
    this.#credentialsMax = credentialsMax;
    this.#now = now;
  }

  /**
   * Takes `checks` from a credential's bucket. A batch larger than a whole second's worth passes while
   * the bucket is full and is paid off afterwards. Throws `rate_limited`.
   */
  take(credentialId: string, checks: number): void {
    if (this.#perSecond === 0) return;
    const now = this.#now();
    let bucket = this.#buckets.get(credentialId);
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#credentialsMax) this.#buckets.clear();
      bucket = { left: this.#perSecond, at: now };
      this.#buckets.set(credentialId, bucket);
    }
    const refilled = bucket.left + ((now - bucket.at) / 1_000) * this.#perSecond;
    bucket.left = Math.min(this.#perSecond, refilled);
    bucket.at = now;
    const needed = Math.min(checks, this.#perSecond);
    if (bucket.left < needed) {
      throw new Fault('rate_limited', `More than ${this.#perSecond} checks a second.`);
    }
    bucket.left -= checks;
  }
}
