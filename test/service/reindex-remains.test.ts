/** What a rebuild has left whose process ended, beside a service that goes on running. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';

const clocked = new ClockedService('2026-05-01');

beforeAll(async () => {
  await clocked.start();
});
afterAll(() => clocked.stop());

describe('what a rebuild has left that ended in the middle', () => {
  it('is taken away by the service while it runs, and not before half a minute has passed', async () => {
    const { store, retention } = clocked.service;
    const { generation, level } = store.tables.head.shapes.n;
    const { normaliser } = store.tables.head;
    const begun = (): Promise<unknown> =>
      store.backgroundLink.send(['HEXISTS', 'meta', 'building']);
    expect(await store.rebuild.begin('one that is gone', normaliser)).toBe(true);
    await retention.run();
    expect(await begun()).toBe(1);
    await store.backgroundLink.send(['HSET', 'meta', 'builtat', '0']);
    await retention.run();
    expect(await begun()).toBe(0);
    expect(await store.backgroundLink.send(['EXISTS', 'debris'])).toBe(0);
    await store.tables.refresh();
    expect(store.tables.head.shapes.n).toMatchObject({ generation, level });
    expect(clocked.troubles).toEqual([]);
  });
});
