/** A reading of the inbox while the store cannot answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Fault } from '../../src/errors.js';
import { InboxReader, type Collected } from '../../src/flow/inbox-reader.js';
import { InboxDesk } from '../../src/flow/inbox.js';
import { packMessage } from '../../src/record/message.js';
import { tell } from '../../src/store/deeds.js';
import type { Place, Reader } from '../../src/store/inbox.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { at } from '../support/running-service.js';

/** Finds no store for its first looks. */
class UnansweredAtFirst extends InboxReader {
  outages = 0;

  override collect(reader: Reader, place: Place, max: number): Promise<Collected> {
    if (this.outages === 0) return super.collect(reader, place, max);
    this.outages -= 1;
    return Promise.reject(new Fault('index_unavailable', 'The store did not answer.'));
  }
}

let redis: PrivateRedis;
let store: Store;
let reader: UnansweredAtFirst;
let desk: InboxDesk;

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
  const clock = { now: () => 1 };
  reader = new UnansweredAtFirst(store, clock);
  desk = new InboxDesk({ store, clock, reader, trail: { append: () => Promise.resolve() } });
  const said = { type: 'connection', at: 1, recordId: null, body: {}, audience: null } as const;
  await store.act([tell('DEU', packMessage(said), 1)]);
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

const caller: Caller = { credentialId: 'who', member: 'DEU', role: 'ncb', agency: null };

describe('a reading that begins while the store is away', () => {
  it('waits the outage out where it may wait', async () => {
    reader.outages = 2;
    expect(at(await desk.read(() => caller, '0', 30), 'messages')).toHaveLength(1);
    expect(reader.outages).toBe(0);
  });

  it('says so at once where it may not', async () => {
    reader.outages = 2;
    await expect(desk.read(() => caller, '0', 0)).rejects.toMatchObject({
      code: 'index_unavailable',
    });
    expect(reader.outages).toBe(1);
  });
});
