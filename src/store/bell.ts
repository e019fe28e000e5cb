/**
 * The bell: wakes whoever waits for a name that a deed has rung, in this process or in another.
 * It must never lose a ring without waking everybody, nor ask Redis more than one question at a time.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { KEYS } from './keys.js';
import {
  listOf,
  openLink,
  waitMs,
  type Link,
  type RedisAddress,
  type Reply,
} from './redis-client.js';

/** As `lua/deeds.lua` has it: more rings than this at once, and some may have been trimmed unread. */
const RINGS_KEPT = 4_096;

export class Bell {
  readonly #link: Link;
  readonly #onTrouble: (error: unknown) => void;
  readonly #listeners = new Map<string, Set<() => void>>();
  /** The last ring heard, as the stream numbers it. */
  #last: string;
  #closed = false;

  private constructor(link: Link, last: string, onTrouble: (error: unknown) => void) {
    this.#link = link;
    this.#last = last;
    this.#onTrouble = onTrouble;
  }

  /** Listens over a connection of its own: a read that waits holds up all behind it. */
  static async open(address: RedisAddress): Promise<Bell> {
    const link = await openLink(address);
    try {
      const bell = new Bell(link, await lastRing(link), address.onTrouble);
      void bell.#hearAll();
      return bell;
    } catch (error) {
      link.end();
      throw error;
    }
  }

  /**
   * Calls `heard` after every ring of `name` from now on, once for rings that come together, and whenever a ring
   * may have been missed. Gives the way to stop.
   */
  listen(name: string, heard: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    // A function of its own, so that the same one may listen twice.
    const mine = (): void => heard();
    listeners.add(mine);
    return () => {
      listeners.delete(mine);
      if (listeners.size === 0 && this.#listeners.get(name) === listeners) {
        this.#listeners.delete(name);
      }
    };
  }

  close(): void {
    this.#closed = true;
    this.#link.end();
  }

  async #hearAll(): Promise<void> {
    for (let failures = 0; !this.#closed;) {
      try {
        if (failures > 0) {
          // Where the stream stands now: after an outage it may have lost its end, or be another one.
          this.#last = await lastRing(this.#link);
          failures = 0;
          this.#wake(null);
        }
        this.#tell(await this.#next());
      } catch {
        // The connection reports its troubles itself.
        failures += 1;
        await delay(waitMs(failures), undefined, { ref: false });
      }
    }
  }

  /** Rings behind the last one heard; waits for one, and gives none where none comes. */
  #next(): Promise<Reply> {
    // All there are: a read that had to wait would else bring a thousand, however many were trimmed before them.
    const options = ['COUNT', String(2 * RINGS_KEPT), 'BLOCK', String(LIMITS.bellBlockMs)];
    return this.#link.send(['XREAD', ...options, 'STREAMS', KEYS.bell, this.#last]);
  }

  /** A reply is one stream: its name, then its rings, each an id and the pair `n` and name. */
  #tell(reply: Reply): void {
    const rings = listOf(listOf(listOf(reply)[0])[1]);
    const names = new Set<string>();
    for (const ring of rings) {
      const [id, fields] = listOf(ring);
      this.#last = String(id);
      names.add(String(listOf(fields)[1]));
    }
    this.#wake(rings.length >= RINGS_KEPT ? null : names);
  }

  /** `null` wakes everybody. */
  #wake(names: ReadonlySet<string> | null): void {
    for (const name of names ?? [...this.#listeners.keys()]) {
      for (const heard of [...(this.#listeners.get(name) ?? [])]) {
        try {
          heard();
        } catch (error) {
          this.#onTrouble(error);
        }
      }
    }
  }
}

async function lastRing(link: Link): Promise<string> {
  const reply = await link.send(['XREVRANGE', KEYS.bell, '+', '-', 'COUNT', '1']);
  if (!Array.isArray(reply)) throw new Fault('index_unavailable', 'The store did not answer.');
  const [id] = listOf(listOf(reply)[0]);
  return id === undefined ? '0-0' : String(id);
}
