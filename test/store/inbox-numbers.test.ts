/** Numbers of messages: they tell a reader the time, and nothing of what others are sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../src/record/message.js';
import { EVERYBODY } from '../../src/store/deeds.js';
import type { Inbox } from '../../src/store/inbox.js';
import type { Link } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { NOW, lastNumber, readAll, storeTime, told } from './inbox-scene.js';

/** Whom the reader of these tests is not among. */
const OTHERS: Audience = { to: ['DEU'], except: [] };

let redis: PrivateRedis;
let store: Store;
let inbox: Inbox;
let link: Link;

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
  inbox = store.inbox;
  link = await redis.link();
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

describe('the number of a message', () => {
  it('is its time alone, whatever the others are sent', async () => {
    for (const others of [0, 20_000]) {
      const crowd = Array.from({ length: others }, (_, n) =>
        told(n % 2 === 0 ? 'FRA' : EVERYBODY, 'other', n % 2 === 0 ? null : OTHERS),
      );
      if (others > 0) await store.act(crowd);
      const start = await storeTime(link);
      await store.act([told('ESP', 'timed')]);
      const end = await storeTime(link);
      const { numbers } = await readAll(inbox, 'ESP', start - 1, 10);
      expect(numbers).toHaveLength(1);
      expect(numbers[0]).toBeGreaterThanOrEqual(start);
      expect(numbers[0]).toBeLessThanOrEqual(end);
    }
  });

  it('grows where the clock goes back, past what is acknowledged', async () => {
    const ahead = (await storeTime(link)) + 3_600_000_000;
    const before = await lastNumber(link);
    await link.send(['HSET', 'meta', 'messages', String(ahead)]);
    await store.act([told('PRT', 'first')]);
    expect(await inbox.acknowledge('PRT', ahead + 1, NOW)).toBe(ahead + 1);
    await store.act([told('PRT', 'second')]);
    expect(await readAll(inbox, 'PRT', ahead + 1, 10)).toEqual({
      texts: ['second'],
      numbers: [ahead + 2],
    });
    expect(await inbox.acknowledge('PRT', ahead + 3, NOW)).toBeNull();
    await link.send(['DEL', 'inbox:PRT']);
    await link.send(['HDEL', 'inbox:acks', 'PRT']);
    await link.send(['HSET', 'meta', 'messages', String(before)]);
  });

  it('lies behind every acknowledgement before, also behind one of a number that no message has', async () => {
    const upTo = (await storeTime(link)) - 1;
    expect(upTo).toBeGreaterThan(await lastNumber(link));
    expect(await inbox.acknowledge('PRT', upTo, NOW)).toBe(upTo);
    // Were the clock to go back now, a message would still lie behind it.
    expect(await lastNumber(link)).toBe(upTo);
    await store.act([told('PRT', 'later')]);
    expect((await readAll(inbox, 'PRT', upTo, 10)).texts).toEqual(['later']);
  });
});
