/**
 * The lists of records that something falls due for on a day, and how far each list has been swept.
 * It must never forget a list that has grown since it was swept.
 */
import { Fault } from '../errors.js';
import { dueKey, KEYS, sweptField, toldField, type Due } from './keys.js';
import type { Link, Reply } from './redis-client.js';

const ID_BYTES = 4;

/** How far a list has been swept: in which round, and how many of its records. */
export interface Swept {
  readonly round: number;
  readonly records: number;
}

export interface DueList {
  readonly day: string;
  readonly records: number;
  readonly swept: Swept;
}

const NOT_BEGUN: Swept = { round: 0, records: 0 };

function sweptFrom(reply: Reply | undefined): Swept {
  if (!Buffer.isBuffer(reply)) return NOT_BEGUN;
  const [round = 0, records = 0] = reply.toString().split(' ').map(Number);
  return { round, records };
}

const unanswered = (): Fault => new Fault('index_unavailable', 'The store did not answer.');

/** Every method rejects with `index_unavailable` when the store does not answer. */
export class DueLists {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  /** The first day whose list may still be there; that is `today` in a store that was never swept. */
  async firstDay(what: Due, today: string): Promise<string> {
    await this.#link.send(['HSETNX', KEYS.sweeps, what, today]);
    const day = await this.#link.send(['HGET', KEYS.sweeps, what]);
    if (!Buffer.isBuffer(day)) throw unanswered();
    return day.toString();
  }

  /** The lists of these days, at least one; empty ones too. */
  async of(what: Due, days: readonly string[]): Promise<DueList[]> {
    const fields = days.map((day) => sweptField(what, day));
    const [swept, ...lengths] = await Promise.all([
      this.#link.send(['HMGET', KEYS.sweeps, ...fields]),
      ...days.map((day) => this.#link.send(['STRLEN', dueKey(what, day)])),
    ]);
    if (!Array.isArray(swept)) throw unanswered();
    const marks = swept as readonly Reply[];
    return days.map((day, nth) => ({
      day,
      records: Math.floor(Number(lengths[nth]) / ID_BYTES),
      swept: sweptFrom(marks[nth]),
    }));
  }

  /** Ids from the `from`-th on, in the order they were noted. */
  async ids(what: Due, day: string, from: number, max: number): Promise<number[]> {
    const first = from * ID_BYTES;
    const last = first + max * ID_BYTES - 1;
    const key = dueKey(what, day);
    const bytes = await this.#link.send(['GETRANGE', key, String(first), String(last)]);
    if (!Buffer.isBuffer(bytes)) throw unanswered();
    const ids: number[] = [];
    for (let at = 0; at + ID_BYTES <= bytes.length; at += ID_BYTES)
      ids.push(bytes.readUInt32BE(at));
    return ids;
  }

  async mark(what: Due, day: string, { round, records }: Swept): Promise<void> {
    await this.#link.send(['HSET', KEYS.sweeps, sweptField(what, day), `${round} ${records}`]);
  }

  /** Who was told of all its documents of a day at once, as it is stored; `null` for nobody. */
  async told(day: string): Promise<Buffer | null> {
    const owners = await this.#link.send(['HGET', KEYS.sweeps, toldField(day)]);
    return Buffer.isBuffer(owners) ? owners : null;
  }

  /** Forgets a list of so many records, and that of no other day before `next`; `false` where it has grown. */
  async over(what: Due, { day, records }: DueList, next: string): Promise<boolean> {
    const key = dueKey(what, day);
    const length = String(records * ID_BYTES);
    const fields = what === 'expiry' ? [toldField(day)] : [];
    fields.push(sweptField(what, day));
    const args = ['FCALL', 'pc_due_over', '0', key, length, what, next, ...fields];
    return (await this.#link.send(args)) === 1;
  }
}
