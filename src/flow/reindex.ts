/**
 * Builds every index anew from the records, beside the live one, and takes it into use in one step.
 * It must never leave a record out: where one cannot be read, what was built is dropped and the live index stays.
 *
 * What is written meanwhile is written to both, so a record is placed once, as it is at that moment; one that has
 * changed since it was read is read again.
 */
import { setTimeout as after } from 'node:timers/promises';
import { newId } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { NORMALISER_VERSION } from '../matching/normalise.js';
import { decodeDossier } from '../record/codec.js';
import { DOCUMENT_BIT } from '../store/keys.js';
import type { Placing } from '../store/rebuild.js';
import type { Store } from '../store/store.js';
import { filedOf } from './filing.js';

export interface Reindexed {
  readonly records: number;
  /** Places in buckets, of all records together. */
  readonly entries: number;
}

export interface ReindexParts {
  readonly store: Pick<Store, 'rebuild'> & {
    readonly upkeep: Pick<Store['upkeep'], 'bodies' | 'placed'>;
  };
  /** After so many times what was worked it goes on: others have the store in between. */
  readonly restFactor: number;
  readonly onProgress?: (done: number, of: number) => void;
  /** Ends it, with its reason, before the next records: what was built is dropped. */
  readonly signal?: AbortSignal;
}

/** Somebody else builds the indexes anew at this moment. */
export class RebuildUnderWay extends Error {
  constructor() {
    super(
      'The indexes are being rebuilt by another process, or one has ended in the middle within half a minute.',
    );
    this.name = 'RebuildUnderWay';
  }
}

/** A record cannot be placed; what was built has been dropped. */
export class RecordUnreadable extends Error {
  constructor(id: number, cause: unknown) {
    super(`Record number ${id} of the store cannot be read; the indexes stay as they were.`, {
      cause,
    });
    this.name = 'RecordUnreadable';
  }
}

/** Deletes all buckets that nobody uses, some at a time. */
async function clearDebris(rebuild: Store['rebuild']): Promise<void> {
  while (await rebuild.clear(LIMITS.rebuildClearedMax));
}

class Reindexing {
  readonly #parts: ReindexParts;
  readonly #builder = newId();
  #entries = 0;

  constructor(parts: ReindexParts) {
    this.#parts = parts;
  }

  async run(): Promise<Reindexed> {
    const { rebuild } = this.#parts.store;
    await clearDebris(rebuild);
    if (!(await rebuild.begin(this.#builder, NORMALISER_VERSION))) throw new RebuildUnderWay();
    try {
      const records = await this.#placeAll();
      await rebuild.swap(this.#builder);
      await clearDebris(rebuild);
      return { records, entries: this.#entries };
    } catch (error) {
      // Where it is another's by now, or the store is gone, there is nothing to give up.
      await rebuild
        .giveUp(this.#builder)
        .then(() => clearDebris(rebuild))
        .catch(() => undefined);
      throw error;
    }
  }

  async #placeAll(): Promise<number> {
    const { persons, documents } = await this.#parts.store.rebuild.counts();
    const of = persons + documents;
    let done = 0;
    this.#parts.onProgress?.(done, of);
    const ranges = [
      [1, persons],
      [DOCUMENT_BIT + 1, DOCUMENT_BIT + documents],
    ] as const;
    for (const [first, last] of ranges) {
      for (let from = first; from <= last; from += LIMITS.rebuildReadsMax) {
        this.#parts.signal?.throwIfAborted();
        const count = Math.min(LIMITS.rebuildReadsMax, last - from + 1);
        await this.#place(Array.from({ length: count }, (_, nth) => from + nth));
        done += count;
        this.#parts.onProgress?.(done, of);
      }
    }
    return of;
  }

  /** Places these records, however often they change meanwhile. */
  async #place(ids: readonly number[]): Promise<void> {
    for (let left = ids; left.length > 0;) {
      const startedAt = performance.now();
      const bodies = await this.#parts.store.upkeep.bodies(left);
      const placings = await Promise.all(left.map((id, nth) => this.#placing(id, bodies[nth])));
      const changed: number[] = [];
      for (const batch of batchesOf(placings)) {
        const placed = await this.#parts.store.rebuild.place(this.#builder, batch);
        batch.forEach(({ id, entries }, nth) => {
          if (placed[nth] === true) this.#entries += entries.length;
          else changed.push(id);
        });
      }
      left = changed;
      await after((performance.now() - startedAt) * this.#parts.restFactor);
    }
  }

  async #placing(id: number, body: Buffer | null | undefined): Promise<Placing> {
    try {
      if (body == null) throw new Error('there is nothing');
      const dossier = decodeDossier(body);
      const entries = await this.#parts.store.upkeep.placed(dossier, filedOf(dossier));
      return { id, revision: dossier.revision, entries };
    } catch (error) {
      // The store's own failure passes; that of a record does not.
      if (error instanceof Fault) throw error;
      throw new RecordUnreadable(id, error);
    }
  }
}

/** In their order, each of at most so many entries, or one record. */
function batchesOf(placings: readonly Placing[]): Placing[][] {
  const batches: Placing[][] = [];
  let size = Infinity;
  for (const placing of placings) {
    size += placing.entries.length;
    if (size > LIMITS.rebuildEntriesMax) {
      batches.push([]);
      size = placing.entries.length;
    }
    batches.at(-1)?.push(placing);
  }
  return batches;
}

/** Takes away what rebuilds have left whose process ended; one that is under way is left alone. */
export async function clearRemains({ rebuild }: Pick<Store, 'rebuild'>): Promise<void> {
  await rebuild.dropAbandoned();
  await clearDebris(rebuild);
}

/**
 * The same again and again: until it is taken away every push writes to it as well.
 * It must never be waited for by anybody.
 */
export class Remains {
  readonly #store: Pick<Store, 'rebuild'>;
  #pass: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, 'rebuild'>) {
    this.#store = store;
  }

  run(): Promise<void> {
    this.#pass = clearRemains(this.#store);
    return this.#pass;
  }

  async stop(): Promise<void> {
    await this.#pass.catch(() => undefined);
  }
}

/**
 * Rejects with `RebuildUnderWay` and `RecordUnreadable`, and where the store fails; then the live index is what it
 * was, but that an index of another version is not answered from until a rebuild is done.
 */
export const reindex = (parts: ReindexParts): Promise<Reindexed> => new Reindexing(parts).run();
