/** Copies of buckets: what they hold is what the store holds, or nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRY_BYTES, eachEntry } from '../../src/store/packing.js';
import { copyBucketOf, openStoreScene, type StoreScene } from './documents-scene.js';

let scene: StoreScene;

beforeAll(async () => {
  scene = await openStoreScene();
});
afterAll(() => scene.stop());

describe('copies of document buckets', () => {
  it('are what the store holds, also after a push has changed the bucket', async () => {
    const { store } = scene;
    const address = store.addresses.document('FRA', 'AA1');
    await copyBucketOf(scene, 'AA1');
    expect(store.copies.at(address)).toHaveLength(0);
    await scene.create('FRA-aa1', 'AA1');
    await store.ping();
    // Fetched anew without being asked for: the pace of a check must not tell of a push.
    await expect.poll(() => store.copies.at(address)?.length).toBe(ENTRY_BYTES.d);
    expect(store.copies.at(address)).toEqual(await scene.bucketOf('AA1'));
  });

  it('are not given out while the store is known to have moved on', async () => {
    const { store } = scene;
    const address = store.addresses.document('FRA', 'BB1');
    await copyBucketOf(scene, 'BB1');
    await scene.create('FRA-bb2', 'BB2');
    await store.ping();
    expect(store.copies.at(address)).toBeUndefined();
  });

  it('do not take what was read before the store moved on, however late its reply comes', async () => {
    const fresh = await openStoreScene();
    const { store } = fresh;
    const address = store.addresses.document('FRA', 'LATE');
    const [bytes = null] = await store.checks.ask([address]);
    const { text } = store.tables.head;
    await fresh.create('FRA-late', 'LATE');
    await store.ping();
    // Copies that hold nothing are of the new head as soon as they are asked.
    expect(store.copies.at(address)).toBeUndefined();
    store.copies.keep(address, bytes, text);
    expect(store.copies.at(address)).toBeUndefined();
    await fresh.stop();
  });

  it('are of one generation of the indexes, also where a store that went back comes to the same revision', async () => {
    const fresh = await openStoreScene();
    const { store } = fresh;
    const address = store.addresses.document('FRA', 'BACK');
    await fresh.create('FRA-back', 'BACK');
    await store.ping();
    await copyBucketOf(fresh, 'BACK');
    await fresh.send(['HSET', 'meta', 'gen', '7']);
    await fresh.send(['FCALL', 'pc_open', '0', 'never used', '']);
    await store.ping();
    expect(store.copies.at(address)).toBeUndefined();
    await fresh.stop();
  });

  it('are forgotten where the list of changes has a gap', async () => {
    const { store } = scene;
    const address = store.addresses.document('FRA', 'CC1');
    await copyBucketOf(scene, 'CC1');
    for (const n of [2, 3, 4]) await scene.create(`FRA-cc${n}`, `CC${n}`);
    await scene.send(['XTRIM', 'changes', 'MAXLEN', '1']);
    await store.ping();
    await copyBucketOf(scene, 'CC1');
    expect(store.copies.at(address)).toEqual(await scene.bucketOf('CC1'));
    expect(scene.troubles).toEqual([]);
  });
});

describe('copies of name buckets', () => {
  /** What a copy tells of a name: how many entries, or that there is no copy. */
  const entriesAt = (name: string): number | null => {
    const { copies, addresses } = scene.store;
    const address = addresses.name(name);
    copies.copyNames();
    const bucket = copies.at(address);
    if (bucket === undefined) return null;
    let count = 0;
    eachEntry(address, bucket, () => (count += 1));
    return count;
  };
  /** Copies are brought up in the background. */
  const untilKnown = (name: string, count: number): Promise<unknown> =>
    expect.poll(() => entriesAt(name)).toBe(count);

  it('hold every entry of thousands of names, and nothing for a name that is not listed', async () => {
    const names = Array.from({ length: 100 }, (_, nth) =>
      [...'abcdefgh'].map((l) => `P${l}${nth}`),
    );
    for (const [nth, own] of names.entries()) {
      await scene.create(`FRA-n${nth}`, `NN${nth}`, own);
      // They are copied while the store grows, so buckets split among the copies.
      if (nth % 7 === 0) entriesAt('Pa0');
    }
    await scene.store.ping();
    for (const name of names.flat()) await untilKnown(name, 1);
    for (let nth = 0; nth < 500; nth++) expect(entriesAt(`Pz${nth}`)).toBe(0);
    expect(scene.store.tables.head.shapes.n.level).toBeGreaterThan(3);
  });

  it('follow a push of another process without being asked', async () => {
    const { store } = scene;
    await untilKnown('Pnew', 0);
    await scene.create('FRA-new', 'NEW1', ['Pnew']);
    await store.ping();
    await untilKnown('Pnew', 1);
    expect(store.copies.at(store.addresses.name('Pnew'))).toEqual(await scene.bucketOfName('Pnew'));
  });

  it('are made again where the list of changes has a gap', async () => {
    await untilKnown('Pnew', 1);
    for (const n of [1, 2, 3]) await scene.create(`FRA-gap${n}`, `GAP${n}`, ['Pgap']);
    await scene.send(['XTRIM', 'changes', 'MAXLEN', '1']);
    await scene.store.ping();
    await untilKnown('Pgap', 3);
    expect(scene.troubles).toEqual([]);
  });
});
