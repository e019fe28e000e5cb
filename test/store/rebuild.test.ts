/** Indexes built anew beside the live one: the same entries, whatever is written meanwhile, and nothing in between. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_BYTES } from '../../src/matching/features.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import type { BucketKind } from '../../src/store/keys.js';
import { bucketKey } from '../../src/store/keys.js';
import { ENTRY_BYTES, bucketsIn } from '../../src/store/packing.js';
import { NOT_FILED, type Filed, type Kept } from '../../src/store/records.js';
import type { Placing } from '../../src/store/rebuild.js';
import type { Link } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { dossierOf } from './store-records.js';

const VERSION = 7;
const KINDS = ['d', 'i', 'n'] as const;

let redis: PrivateRedis;
let link: Link;
let store: Store;

beforeAll(async () => {
  redis = await startPrivateRedis();
  link = await redis.link();
  store = await Store.open({ ...redis.address, normaliser: VERSION });
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

/** What a record of these names is found by; its rest tells which writing it was. */
function filedBy(names: readonly string[], writing: number): Filed {
  const features = new Uint8Array(FEATURE_BYTES).fill(writing);
  const filings = names.flatMap((name) => [
    { by: 'name', key: name, features } as const,
    { by: 'document', issuer: 'FRA', number: name } as const,
  ]);
  return { filings, visibility: { owner: 'FRA', recipients: 'all', restrictions: UNRESTRICTED } };
}

/** Every entry of the live indexes, in order. */
async function entries(): Promise<string[]> {
  await store.tables.refresh();
  const found: string[] = [];
  for (const kind of KINDS) {
    const shape = store.tables.head.shapes[kind];
    for (let bucket = 0; bucket < bucketsIn(shape); bucket += 1) {
      const bytes = await link.send(['GET', bucketKey(kind, shape.generation, bucket)]);
      if (!Buffer.isBuffer(bytes)) continue;
      for (let from = 0; from < bytes.length; from += ENTRY_BYTES[kind]) {
        found.push(`${kind}${bytes.subarray(from, from + ENTRY_BYTES[kind]).toString('hex')}`);
      }
    }
  }
  return found.sort();
}

async function keysOf(kind: BucketKind, generation: number): Promise<number> {
  const pattern = bucketKey(kind, generation, 0).replace(/0$/, '*');
  return ((await link.send(['KEYS', pattern])) as unknown[]).length;
}

/** Records of one run, and how each was last written. */
class World {
  readonly #prefix: string;
  readonly #kept = new Map<number, { readonly kept: Kept; readonly filed: Filed }>();
  #writings = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  async write(which: number, names: readonly string[]): Promise<void> {
    const recordId = `FRA-${this.#prefix}-${which}`;
    const before = this.#kept.get(which);
    const revision = (before?.kept.dossier.revision ?? 0) + 1;
    this.#writings = (this.#writings + 1) % 250;
    const filed = names.length === 0 ? NOT_FILED : filedBy(names, this.#writings);
    const after = dossierOf(recordId, `N${which}`, revision);
    const done = await store.records.write({
      before: before?.kept ?? null,
      after,
      filedBefore: before?.filed ?? NOT_FILED,
      filedAfter: filed,
      history: null,
      owner: 'FRA',
    });
    expect(done).toBe('written');
    const kept = await store.records.read(recordId);
    if (kept === null) throw new Error('it was written');
    this.#kept.set(which, { kept, filed });
  }

  /** As a builder reads it now; `null` where there is no such record yet. */
  async placing(which: number): Promise<Placing | null> {
    const known = this.#kept.get(which);
    if (known === undefined) return null;
    const { kept, filed } = known;
    const placed = await store.records.placed(kept.dossier, filed);
    return { id: kept.id, revision: kept.dossier.revision, entries: placed };
  }

  async placings(records: readonly number[]): Promise<Placing[]> {
    const all = await Promise.all(records.map((record) => this.placing(record)));
    return all.filter((one) => one !== null);
  }

  get records(): number[] {
    return [...this.#kept.keys()];
  }
}

/** What the runs before have left, which the next rebuild places too. */
const earlierRecords: Placing[] = [];
let worlds = 0;
let builders = 0;
const nextBuilder = (): string => `builder ${(builders += 1)}`;

const RECORDS = 6;
const which = fc.integer({ min: 0, max: RECORDS - 1 });
const names = fc.uniqueArray(fc.constantFrom('ANNA', 'BERTA', 'CARLA', 'DORA', 'EVA'), {
  maxLength: 4,
});
const write = fc.record({ which, names });
const step = fc.oneof(
  fc.record({ act: fc.constant('write' as const), which, names }),
  fc.record({ act: fc.constant('read' as const), which }),
  fc.record({ act: fc.constant('place' as const), which }),
);

describe('a rebuild', () => {
  it('ends with the entries of the live index, whatever is written between its steps', async () => {
    const property = fc.asyncProperty(
      fc.array(write, { maxLength: 12 }),
      fc.array(step, { maxLength: 30 }),
      async (earlier, steps) => {
        const world = new World(`w${(worlds += 1)}`);
        for (const one of earlier) await world.write(one.which, one.names);
        const builder = nextBuilder();
        expect(await store.rebuild.begin(builder, VERSION)).toBe(true);
        // A builder places once each record that there was when it began; the later ones it need not know.
        const due = new Set(world.records);
        const read = new Map<number, Placing | null>();
        for (const one of steps) {
          if (one.act === 'write') await world.write(one.which, one.names);
          else if (one.act === 'read') read.set(one.which, await world.placing(one.which));
          else {
            const placing = read.get(one.which) ?? null;
            if (placing === null) continue;
            const [placed] = await store.rebuild.place(builder, [placing]);
            if (placed === true) due.delete(one.which);
          }
        }
        const left = [...earlierRecords, ...(await world.placings([...due]))];
        expect(await store.rebuild.place(builder, left)).not.toContain(false);
        const live = await entries();
        await store.rebuild.swap(builder);
        expect(await entries()).toEqual(live);
        earlierRecords.push(...(await world.placings(world.records)));
        while (await store.rebuild.clear(100));
      },
    );
    await fc.assert(property, { numRuns: 40 });
  }, 120_000);

  it('leaves nothing of the earlier indexes, and its own alone are written to afterwards', async () => {
    const world = new World('after');
    await world.write(0, ['ANNA', 'BERTA']);
    const { generation } = store.tables.head.shapes.n;
    expect(await keysOf('n', generation)).toBeGreaterThan(0);
    for (const kind of KINDS) expect(await keysOf(kind, generation - 1)).toBe(0);
    await world.write(0, ['CARLA']);
    for (const kind of KINDS) expect(await keysOf(kind, generation + 1)).toBe(0);
  });

  it('is refused while another is under way, and takes the place of one that has fallen silent', async () => {
    const [gone, next] = [nextBuilder(), nextBuilder()];
    expect(await store.rebuild.begin(gone, VERSION)).toBe(true);
    const world = new World('silent');
    await world.write(0, ['ANNA']);
    const placing = await world.placing(0);
    if (placing === null) throw new Error('it was written');
    expect(await store.rebuild.place(gone, [placing])).toEqual([true]);
    expect(await store.rebuild.begin(next, VERSION)).toBe(false);
    await link.send(['HSET', 'meta', 'builtat', '0']);
    expect(await store.rebuild.begin(next, VERSION)).toBe(true);
    await expect(store.rebuild.place(gone, [placing])).rejects.toThrow();
    await expect(store.rebuild.swap(gone)).rejects.toThrow();
    const live = await entries();
    await store.rebuild.giveUp(next);
    while (await store.rebuild.clear(100));
    expect(await entries()).toEqual(live);
    const { generation } = store.tables.head.shapes.n;
    for (const kind of KINDS) {
      for (const later of [1, 2]) expect(await keysOf(kind, generation + later)).toBe(0);
    }
  });

  it('is not taken into use by a store that lacks what was placed, as a replica may that took over', async () => {
    const builder = nextBuilder();
    const world = new World('replica');
    await world.write(0, ['ANNA']);
    await world.write(1, ['BERTA']);
    const placings = await world.placings([0, 1]);
    expect(await store.rebuild.begin(builder, VERSION)).toBe(true);
    const live = await entries();
    const [first, second] = placings.map((placing) => [placing]);
    if (first === undefined || second === undefined) throw new Error('they were written');
    await store.rebuild.place(builder, first);
    const before = (await link.send(['HGETALL', 'meta'])) as Buffer[];
    await store.rebuild.place(builder, second);
    // Back to what it was one call ago; the buckets too would be.
    await link.send(['DEL', 'meta']);
    await link.send(['HSET', 'meta', ...before]);
    await expect(store.rebuild.place(builder, first)).rejects.toThrow();
    await expect(store.rebuild.swap(builder)).rejects.toThrow();
    await store.rebuild.giveUp(builder);
    while (await store.rebuild.clear(100));
    expect(await entries()).toEqual(live);
  });

  it('is given up and cleared away also where it has left no memory', async () => {
    const builder = nextBuilder();
    const world = new World('memory');
    await world.write(0, ['ANNA']);
    expect(await store.rebuild.begin(builder, VERSION)).toBe(true);
    const placing = await world.placing(0);
    if (placing === null) throw new Error('it was written');
    await store.rebuild.place(builder, [placing]);
    await link.send(['CONFIG', 'SET', 'maxmemory', '1']);
    try {
      await expect(store.rebuild.place(builder, [placing])).rejects.toThrow();
      await store.rebuild.giveUp(builder);
      while (await store.rebuild.clear(100));
    } finally {
      await link.send(['CONFIG', 'SET', 'maxmemory', '0']);
    }
    const { generation } = store.tables.head.shapes.n;
    expect(await keysOf('n', Number(await link.send(['HGET', 'meta', 'gens'])))).toBe(0);
    expect(await keysOf('n', generation)).toBeGreaterThan(0);
  });

  it('for another version closes the index to those of the one before, until and after it is done', async () => {
    const world = new World('version');
    await world.write(0, ['ANNA']);
    const builder = nextBuilder();
    expect(await store.rebuild.begin(builder, VERSION + 1)).toBe(true);
    const unavailable = { code: 'index_unavailable' };
    await expect(store.records.read('FRA-version-0')).rejects.toMatchObject(unavailable);
    await expect(store.tables.refresh()).rejects.toMatchObject(unavailable);
    // What was read before it was closed is not written by it either.
    await expect(world.write(1, ['BERTA'])).rejects.toMatchObject(unavailable);
    await store.rebuild.swap(builder);
    await expect(store.records.read('FRA-version-0')).rejects.toMatchObject(unavailable);
    const other = await Store.open({ ...redis.address, normaliser: VERSION + 1 });
    await other.close();
  });
});
