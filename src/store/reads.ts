/**
 * Collects the lookups of one event-loop turn into one MGET with the head in front.
 * It must never hand out buckets that do not belong to the shapes and tables of that same head.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Pace } from '../pace.js';
import { KEYS } from './keys.js';
import type { Line, Taker } from './line.js';
import { bucketKeyOf, type Address } from './packing.js';
import type { Values } from './resp.js';
import type { Tables } from './tables.js';

/** Who asks: told once, of everything or of a failure. */
export interface ReadTaker {
  /** The values are lent until this returns; copy what shall last. */
  read(values: LentValues): void;
  failed(thrown: unknown): void;
}

/** The answers to one ask: those of its addresses, then those of its keys. */
export class LentValues {
  /** The head that was read beside them; the tables may have moved on since. */
  readonly head: string;
  readonly #values: Values;
  readonly #from: number;

  constructor(values: Values, from: number, head: string) {
    this.#values = values;
    this.#from = from;
    this.head = head;
  }

  at(n: number): Buffer | null {
    return this.#values.at(this.#from + n);
  }
}

interface Ask {
  readonly addresses: readonly Address[];
  /** Plain keys asked for besides. */
  readonly keys: readonly string[];
  readonly taker: ReadTaker;
}

/** Shapes can move while we ask; each round is one split further, and splits are rarer than rounds. */
const ROUNDS_MAX = 20;
const NO_KEYS: readonly string[] = [];

/** Asks that leave as one call, and are asked again where the head has moved. */
class Trip implements Taker {
  readonly #asks: readonly Ask[];
  readonly #line: Line;
  readonly #tables: Tables;
  readonly #ended: () => void;
  #command: readonly string[] = [];
  #askedAt = 0;
  #head = '';
  #rounds = 0;

  constructor(asks: readonly Ask[], line: Line, tables: Tables, ended: () => void) {
    this.#asks = asks;
    this.#line = line;
    this.#tables = tables;
    this.#ended = ended;
  }

  go(): void {
    this.#rounds += 1;
    this.#head = this.#tables.head.text;
    this.#askedAt = performance.now();
    this.#command = commandOf(this.#asks, this.#tables);
    this.#line.call(this.#command, this);
  }

  reply(values: Values): void {
    if (values.count !== this.#command.length - 1) {
      this.failed(new Fault('index_unavailable', 'The index did not answer.'));
      return;
    }
    const text = values.at(0)?.toString('latin1') ?? null;
    if (text !== this.#head) {
      void this.#follow(text, values);
      return;
    }
    this.#tables.confirm(this.#askedAt);
    this.#tell(values, text);
  }

  /** Tables may have moved on further than this reply; what lay elsewhere before a split is asked again. */
  async #follow(text: string | null, lent: Values): Promise<void> {
    const values = copyOf(lent);
    try {
      await this.#tables.follow(text);
      const { head } = this.#tables;
      if (text === head.text && sameKeys(this.#command, commandOf(this.#asks, this.#tables))) {
        this.#tell(values, text);
      } else if (this.#rounds < ROUNDS_MAX) this.go();
      else {
        const detail = 'The index is being rebuilt faster than it can be read.';
        this.failed(new Fault('index_unavailable', detail));
      }
    } catch (error) {
      this.failed(error);
    }
  }

  #tell(values: Values, head: string): void {
    this.#ended();
    let from = 1;
    for (const { addresses, keys, taker } of this.#asks) {
      taker.read(new LentValues(values, from, head));
      from += addresses.length + keys.length;
    }
  }

  failed(thrown: unknown): void {
    this.#ended();
    for (const { taker } of this.#asks) taker.failed(thrown);
  }
}

export class Reads {
  #waiting: Ask[] = [];
  #waitingKeys = 0;
  readonly #line: Line;
  readonly #tables: Tables;
  readonly #pace: Pace;

  constructor(line: Line, tables: Tables, pace: Pace) {
    this.#line = line;
    this.#tables = tables;
    this.#pace = pace;
    pace.join(() => this.#flush());
  }

  /** The buckets at `addresses`, then the values of `keys`, all as of one instant. */
  ask(
    addresses: readonly Address[],
    keys: readonly string[] = NO_KEYS,
  ): Promise<(Buffer | null)[]> {
    const count = addresses.length + keys.length;
    return new Promise((resolve, reject) => {
      this.askInto(addresses, keys, {
        read: (values) => {
          const copies: (Buffer | null)[] = [];
          for (let n = 0; n < count; n += 1) copies.push(copied(values.at(n)));
          resolve(copies);
        },
        failed: reject,
      });
    });
  }

  /** The same through a taker. `read` must not throw: others of the same call come after it. */
  askInto(addresses: readonly Address[], keys: readonly string[], taker: ReadTaker): void {
    const size = addresses.length + keys.length;
    // What would make one call too long leaves without waiting for the others.
    if (this.#waitingKeys + size > LIMITS.keysPerCallMax) this.#flush();
    this.#waiting.push({ addresses, keys, taker });
    this.#waitingKeys += size;
    this.#pace.wanted();
  }

  #flush(): boolean {
    const asks = this.#waiting;
    if (asks.length === 0) return false;
    this.#waiting = [];
    this.#waitingKeys = 0;
    this.#pace.begin();
    new Trip(asks, this.#line, this.#tables, () => this.#pace.end()).go();
    return true;
  }
}

const copied = (value: Buffer | null): Buffer | null =>
  value === null ? null : Buffer.from(value);

function copyOf(values: Values): Values {
  const copies: (Buffer | null)[] = [];
  for (let n = 0; n < values.count; n += 1) copies.push(copied(values.at(n)));
  return { count: copies.length, at: (n) => copies[n] ?? null };
}

function commandOf(asks: readonly Ask[], tables: Tables): string[] {
  const { shapes } = tables.head;
  const command = ['MGET', KEYS.head as string];
  for (const { addresses, keys } of asks) {
    for (const address of addresses) command.push(bucketKeyOf(address, shapes[address.kind]));
    for (const key of keys) command.push(key);
  }
  return command;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.every((key, at) => key === b[at]);
}
