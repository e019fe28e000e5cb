/**
 * Time and chance, passed in so that tests can hold them still.
 * It must never be gone round: nothing else in `src` may ask the system for the date.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** An instant as callers read it, ISO 8601. */
export const instant = (ms: number): string => new Date(ms).toISOString();

/** The same where there may be none. */
export const instantOrNone = (ms: number | null): string | null =>
  ms === null ? null : instant(ms);

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** What `work` gives; rejects where that takes longer than `ms`; it goes on unheard. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const over = new AbortController();
  const late = after(ms, null, { signal: over.signal }).then(() => {
    throw new Error('Not answered in time.');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    over.abort();
  }
}

const POOL_BYTES = 16 * 1024;
const ID_BYTES = 15;
let pool = Buffer.alloc(0);
let poolAt = 0;

/** An unguessable identifier of 120 bits, 20 characters of base64url. */
export function newId(): string {
  if (poolAt + ID_BYTES > pool.length) {
    pool = randomBytes(POOL_BYTES);
    poolAt = 0;
  }
  const id = pool.toString('base64url', poolAt, poolAt + ID_BYTES);
  poolAt += ID_BYTES;
  return id;
}
