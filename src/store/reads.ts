/**
 * Collects every lookup of one event-loop turn into one MGET with the head in front.
 * It must never hand out buckets that do not belong to the shapes and tables of that same head.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Pace } from '../pace.js';
import { KEYS } from './keys.js';
import { bucketKeyOf, type Address } from './packing.js';
import type { Link, Reply } from './redis-client.js';
import type { Tables } from './tables.js';

interface Ask {
  readonly addresses: readonly Address[];
  /** Plain keys asked for besides. */
  readonly keys: readonly string[];
  readonly resolve: (values: (Buffer | null)[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Shapes can move while we ask; each round is one split further, and splits are rarer than rounds. */
const ROUNDS_MAX = 20;

const bufferOf = (reply: Reply | undefined): Buffer | null =>
  Buffer.isBuffer(reply) ? reply : null;

export class Reads {
  #waiting: Ask[] = [];
  #waitingKeys = 0;
  readonly #link: Link;
  readonly #tables: Tables;
  readonly #pace: Pace;

  constructor(link: Link, tables: Tables, pace: Pace) {
    this.#link = link;
    this.#tables = tables;
    this.#pace = pace;
    pace.join(() => this.#flush());
  }

  /** The buckets at `addresses`, then the values of `keys`, all as of one instant. */
  ask(addresses: readonly Address[], keys: readonly string[] = []): Promise<(Buffer | null)[]> {
    return new Promise((resolve, reject) => {
      const size = addresses.length + keys.length;
      // What would make one call too long leaves without waiting for the others.
      if (this.#waitingKeys + size > LIMITS.keysPerCallMax) void this.#flush();
      this.#waiting.push({ addresses, keys, resolve, reject });
      this.#waitingKeys += size;
      this.#pace.wanted();
    });
  }

  #flush(): Promise<void> | null {
    const asks = this.#waiting;
    if (asks.length === 0) return null;
    this.#waiting = [];
    this.#waitingKeys = 0;
    return this.#answer(asks);
  }

  async #answer(asks: readonly Ask[]): Promise<void> {
    let values: readonly Reply[];
    try {
      values = await this.#read(asks);
    } catch (error) {
      for (const ask of asks) ask.reject(error);
      return;
    }
    let at = 1;
    for (const ask of asks) {
      const size = ask.addresses.length + ask.keys.length;
      const mine: (Buffer | null)[] = [];
      for (let n = 0; n < size; n += 1) mine.push(bufferOf(values[at + n]));
      at += size;
      ask.resolve(mine);
    }
  }

  async #read(asks: readonly Ask[]): Promise<readonly Reply[]> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const head = this.#tables.head;
      const askedAt = performance.now();
      const command = commandOf(asks, this.#tables);
      const reply = await this.#link.send(command);
      if (!Array.isArray(reply)) throw new Fault('index_unavailable', 'The index did not answer.');
      const values = reply as readonly Reply[];
      const text = bufferOf(values[0])?.toString() ?? null;
      if (text === head.text) {
        this.#tables.confirm(askedAt);
        return values;
      }
      await this.#tables.follow(text);
      // Tables may have moved on further than this reply; data read under older shapes is asked again
      // only where an address has changed, since a split moves entries of its own bucket alone.
      if (text === this.#tables.head.text && sameKeys(command, commandOf(asks, this.#tables))) {
        return values;
      }
    }
    throw new Fault('index_unavailable', 'The index is being rebuilt faster than it can be read.');
  }
}

function commandOf(asks: readonly Ask[], tables: Tables): string[] {
  const { shapes } = tables.head;
  const command = ['MGET', KEYS.head as string];
  for (const ask of asks) {
    for (const address of ask.addresses) command.push(bucketKeyOf(address, shapes[address.kind]));
    command.push(...ask.keys);
  }
  return command;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.every((key, at) => key === b[at]);
}
