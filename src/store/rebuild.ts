/**
 * Building every index anew from the records, beside the live one, until that is swapped for it.
 * It must never take into use what is not complete: whoever builds says so, after every record is placed.
 */
import { Fault } from '../errors.js';
import { packFields } from './deeds.js';
import { KEYS } from './keys.js';
import { answeredList, type Link } from './redis-client.js';
import type { Entry } from './writes.js';

/** A record as it was read, and everything it is found by. */
export interface Placing {
  readonly id: number;
  readonly revision: number;
  readonly entries: readonly Entry[];
}

function packed({ id, revision, entries }: Placing): Buffer {
  const numbers = [id, revision, entries.length].map((number) => Buffer.from(String(number)));
  const rest = entries.flatMap((entry) => [Buffer.from(entry.kind), entry.tag, entry.rest]);
  return packFields([...numbers, ...rest]);
}

export class Rebuild {
  readonly #link: Pick<Link, 'send'>;
  /** How often each builder has placed records: the store must have as many. */
  readonly #placings = new Map<string, number>();

  constructor(link: Pick<Link, 'send'>) {
    this.#link = link;
  }

  async #call(name: string, ...args: (string | Buffer)[]): Promise<string> {
    const reply = await this.#link.send(['FCALL', name, '0', ...args]);
    if (typeof reply === 'number') return String(reply);
    if (Buffer.isBuffer(reply)) return reply.toString();
    throw new Fault('index_unavailable', 'The store did not answer.');
  }

  /**
   * From now on everything written goes into what is built, too. `false` where somebody else builds; one that has
   * said nothing for half a minute is taken to be gone. Where the live index has the entries of another normaliser,
   * nothing is answered from it any more.
   */
  async begin(builder: string, normaliser: number): Promise<boolean> {
    const begun = (await this.#call('pc_rebuild_begin', builder, String(normaliser))) === 'begun';
    if (begun) this.#placings.set(builder, 0);
    return begun;
  }

  /** Drops what a builder has left that has said nothing for half a minute; one that is under way is left alone. */
  async dropAbandoned(): Promise<void> {
    await this.#call('pc_rebuild_drop');
  }

  /** How many persons and documents there are; their numbers are 1 to it. */
  async counts(): Promise<{ readonly persons: number; readonly documents: number }> {
    const reply = await this.#link.send(['HMGET', KEYS.meta, 'persons', 'documents']);
    const [persons = 0, documents = 0] = answeredList(reply).map((count) =>
      Number(String(count ?? 0)),
    );
    return { persons, documents };
  }

  /**
   * Which of these were placed; the others have changed since they were read. One step for all. Rejects where the
   * store lacks what was placed before: a replica that took over may not have come so far.
   */
  async place(builder: string, records: readonly Placing[]): Promise<boolean[]> {
    const before = this.#placings.get(builder) ?? 0;
    const args = ['FCALL', 'pc_rebuild_place', '0', builder, String(before)];
    const said = answeredList(await this.#link.send([...args, ...records.map(packed)]));
    this.#placings.set(builder, before + 1);
    return said.map((one) => String(one) === 'placed');
  }

  /** What was built is the live index from now on. Rejects as `place` does. */
  async swap(builder: string): Promise<void> {
    await this.#call('pc_rebuild_swap', builder, String(this.#placings.get(builder) ?? 0));
    this.#placings.delete(builder);
  }

  /** What was built so far is dropped. */
  async giveUp(builder: string): Promise<void> {
    this.#placings.delete(builder);
    await this.#call('pc_rebuild_give_up', builder);
  }

  /** Deletes up to so many buckets that nobody uses any more; `false` where there is none left. */
  async clear(buckets: number): Promise<boolean> {
    return (await this.#call('pc_rebuild_clear', String(buckets))) !== '0';
  }
}
