/** Copies of document buckets: what they hold is what the store holds, or nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRY_BYTES } from '../../src/store/packing.js';
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
