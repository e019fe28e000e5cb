/**
 * Buckets that a process holds in memory, by their number.
 * It must never grow beyond its bound, and knows nothing of whether what it holds is current.
 */

import { ENTRY_BYTES, TAG_BYTES } from './packing.js';

/** What a bucket takes beside its bytes: its place in the map, its Buffer. */
export const BUCKET_OVERHEAD_BYTES = 150;

export interface HeldBuckets {
  get(bucket: number): Buffer | undefined;
  has(bucket: number): boolean;
  set(bucket: number, bytes: Buffer): void;
  drop(bucket: number): void;
  readonly empty: boolean;
  clear(): void;
}

/** Those asked for last, bounded in bytes by two generations: what is asked again moves to the young one. */
export class LastAsked implements HeldBuckets {
  #young = new Map<number, Buffer>();
  #old = new Map<number, Buffer>();
  #youngBytes = 0;
  readonly #bytesMax: number;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get(bucket: number): Buffer | undefined {
    const young = this.#young.get(bucket);
    if (young !== undefined) return young;
    const old = this.#old.get(bucket);
    if (old !== undefined) this.set(bucket, old);
    return old;
  }

  has(bucket: number): boolean {
    return this.#young.has(bucket) || this.#old.has(bucket);
  }

  set(bucket: number, bytes: Buffer): void {
    if (this.#youngBytes > this.#bytesMax / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(bucket, bytes);
    this.#youngBytes += bytes.length + BUCKET_OVERHEAD_BYTES;
  }

  drop(bucket: number): void {
    this.#young.delete(bucket);
    this.#old.delete(bucket);
  }

  get empty(): boolean {
    return this.#young.size === 0 && this.#old.size === 0;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = 0;
  }
}

/** Of a tag's last byte in an entry. */
const LOW_OFFSET = TAG_BYTES.n - 1;
const NOTHING = Buffer.alloc(0);
/** One bit for each value of a tag's last byte; the bucket does not depend on it. */
const BITS_BYTES = 32;

/**
 * All buckets of names, fetched one after the other; whoever fills it sees that there are not too many. A few
 * bits beside each tell which entries it may hold, so that most lookups touch nothing else.
 */
export class AllBuckets implements HeldBuckets {
  #held: (Buffer | undefined)[] = [];
  #bits = new Uint8Array(0);
  /** Every bucket before it is held. */
  #next = 0;
  #count = 0;

  get(bucket: number): Buffer | undefined {
    return this.#held[bucket];
  }

  /** The bucket, or an empty one where it holds no entry whose tag ends in the byte `low`. */
  having(bucket: number, low: number): Buffer | undefined {
    const bits = this.#bits[bucket * BITS_BYTES + (low >>> 3)] as number;
    if (bucket < this.#next && ((bits >>> (low & 7)) & 1) === 0) return NOTHING;
    return this.#held[bucket];
  }

  has(bucket: number): boolean {
    return this.#held[bucket] !== undefined;
  }

  set(bucket: number, bytes: Buffer): void {
    if (!this.has(bucket)) this.#count += 1;
    while (this.#held.length <= bucket) this.#held.push(undefined);
    this.#held[bucket] = bytes;
    this.#note(bucket, bytes);
    while (this.#held[this.#next] !== undefined) this.#next += 1;
  }

  #note(bucket: number, bytes: Buffer): void {
    const from = bucket * BITS_BYTES;
    if (from >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(from + BITS_BYTES, 2 * this.#bits.length));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits.fill(0, from, from + BITS_BYTES);
    for (let at = LOW_OFFSET; at < bytes.length; at += ENTRY_BYTES.n) {
      const low = bytes[at] as number;
      this.#bits[from + (low >>> 3)] =
        (this.#bits[from + (low >>> 3)] as number) | (1 << (low & 7));
    }
  }

  drop(bucket: number): void {
    if (!this.has(bucket)) return;
    this.#held[bucket] = undefined;
    this.#count -= 1;
    this.#next = Math.min(this.#next, bucket);
  }

  /** The first of those below `count` that are missing, at most `most`. */
  missing(count: number, most: number): number[] {
    const found: number[] = [];
    for (let bucket = this.#next; bucket < count && found.length < most; bucket += 1) {
      if (!this.has(bucket)) found.push(bucket);
    }
    return found;
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  clear(): void {
    this.#held = [];
    this.#bits = new Uint8Array(0);
    this.#next = 0;
    this.#count = 0;
  }
}
