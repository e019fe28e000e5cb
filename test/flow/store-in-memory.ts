/**
 * Records, reviews and deeds without a store: one step at a time, guards first, as the store does them.
 * It must never do a part of a step.
 */
import type { Dossier } from '../../src/record/codec.js';
import { decodeDossier, encodeDossier } from '../../src/record/codec.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import { unpackReview, type Review } from '../../src/record/review.js';
import type { Deed } from '../../src/store/deeds.js';
import type { Change, Kept } from '../../src/store/records.js';
import type { ListPlace } from '../../src/store/places.js';
import type { KeptReview } from '../../src/store/reviews.js';
import { fieldsOf, toldBy, type Told } from '../support/deeds.js';

export class StoreInMemory {
  readonly #bodies = new Map<string, Buffer>();
  readonly #rows = new Map<string, Map<string, Buffer>>();
  readonly #sets = new Map<string, Map<string, number>>();
  /** Every message there has been. */
  readonly told: Told[] = [];
  /** What the guard of measures is held against. */
  measuresEpoch = 0;

  readonly tables = {
    refresh: (): Promise<void> => Promise.resolve(),
    member: () => ({ defaults: UNRESTRICTED }),
  };

  readonly records = {
    read: (recordId: string): Promise<Kept | null> => {
      const body = this.#bodies.get(recordId);
      return Promise.resolve(body === undefined ? null : { id: 1, dossier: decodeDossier(body) });
    },
    write: (change: Change): Promise<'written' | 'conflict' | 'stale'> =>
      Promise.resolve(this.#write(change)),
  };

  readonly reviews = {
    read: (reviewId: string): Promise<KeptReview | null> => {
      const bytes = this.#rows.get('reviews')?.get(reviewId);
      return Promise.resolve(bytes === undefined ? null : { row: unpackReview(bytes), bytes });
    },
    walk: (_set: unknown, after: ListPlace | null): AsyncGenerator<Review> => this.#walk(after),
  };

  /** In order of age; no two may be of the same instant. */
  async *#walk(after: ListPlace | null): AsyncGenerator<Review> {
    const rows = [...this.allReviews().values()].sort((a, b) => a.openedAt - b.openedAt);
    for (const row of rows) if (after === null || row.openedAt > after.at) yield row;
  }

  act(deeds: readonly Deed[]): Promise<boolean> {
    return Promise.resolve(this.#perform(deeds));
  }

  dossier(recordId: string): Dossier | null {
    const body = this.#bodies.get(recordId);
    return body === undefined ? null : decodeDossier(body);
  }

  /** Every review there has been, by its id. */
  allReviews(): ReadonlyMap<string, Review> {
    const rows = this.#rows.get('reviews') ?? new Map<string, Buffer>();
    return new Map([...rows].map(([id, bytes]) => [id, unpackReview(bytes)]));
  }

  /** Members of a sorted set, unordered. */
  members(set: string): string[] {
    return [...(this.#sets.get(set)?.keys() ?? [])];
  }

  #write({ before, after, measures, effects }: Change): 'written' | 'conflict' | 'stale' {
    if (measures != null && measures !== this.measuresEpoch) return 'stale';
    const stored = this.dossier(after.recordId)?.revision ?? 0;
    if (stored !== (before?.dossier.revision ?? 0)) return 'conflict';
    if (!this.#perform(effects?.deeds ?? [])) return 'conflict';
    this.#bodies.set(after.recordId, encodeDossier(after));
    return 'written';
  }

  #perform(deeds: readonly Deed[]): boolean {
    const taken = deeds.map((deed) => {
      const [name = '', a = '', b = '', c = Buffer.alloc(0)] = fieldsOf(deed);
      return { name: String(name), a: String(a), b: String(b), c: Buffer.from(c) };
    });
    const rowOf = (a: string, b: string): Buffer => this.#rows.get(a)?.get(b) ?? Buffer.alloc(0);
    if (taken.some(({ name, a, b, c }) => name === 'was' && !rowOf(a, b).equals(c))) return false;
    const waiting = (set: string): number => this.#sets.get(set)?.size ?? 0;
    if (taken.some(({ name, a, b }) => name === 'many' && waiting(a) !== Number(b))) return false;
    for (const { name, a, b, c } of taken) {
      if (name === 'set') this.#in(this.#rows, a).set(b, c);
      else if (name === 'add') this.#in(this.#sets, a).set(b, Number(String(c)));
      else if (name === 'rem') this.#sets.get(a)?.delete(b);
      else if (!['was', 'many', 'tell', 'ring'].includes(name)) throw new Error(`a deed ${name}`);
    }
    this.told.push(...toldBy(deeds));
    return true;
  }

  #in<T>(all: Map<string, Map<string, T>>, name: string): Map<string, T> {
    const one = all.get(name) ?? new Map<string, T>();
    all.set(name, one);
    return one;
  }
}
