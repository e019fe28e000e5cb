/** Numbers of messages: they tell a reader the time, and nothing of what others are sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../src/record/message.js';
import { EVERYBODY } from '../../src/store/deeds.js';
import {
  NOW,
  bureau,
  lastNumber,
  readAll,
  storeTime,
  told,
  openInboxScene,
  type InboxScene,
} from './inbox-scene.js';

/** Whom the reader of these tests is not among. */
const OTHERS: Audience = { to: ['DEU'], except: [] };

let scene: InboxScene;
beforeAll(async () => {
  scene = await openInboxScene();
});
afterAll(() => scene.stop());

describe('the number of a message', () => {
  it('is its time alone, whatever the others are sent', async () => {
    for (const others of [0, 20_000]) {
      const crowd = Array.from({ length: others }, (_, n) =>
        told(n % 2 === 0 ? 'FRA' : EVERYBODY, 'other', n % 2 === 0 ? null : OTHERS),
      );
      if (others > 0) await scene.store.act(crowd);
      const start = await storeTime(scene.link);
      await scene.store.act([told('ESP', 'timed')]);
      const end = await storeTime(scene.link);
      const { numbers } = await readAll(scene.inbox, 'ESP', start - 1, 10);
      expect(numbers).toHaveLength(1);
      expect(numbers[0]).toBeGreaterThanOrEqual(start);
      expect(numbers[0]).toBeLessThanOrEqual(end);
    }
  });

  it('grows where the clock goes back, past what is acknowledged', async () => {
    const ahead = (await storeTime(scene.link)) + 3_600_000_000;
    const before = await lastNumber(scene.link);
    await scene.link.send(['HSET', 'meta', 'messages', String(ahead)]);
    await scene.store.act([told('PRT', 'first')]);
    expect(await scene.inbox.acknowledge(bureau('PRT'), ahead + 1, NOW)).toBe(ahead + 1);
    await scene.store.act([told('PRT', 'second')]);
    expect(await readAll(scene.inbox, 'PRT', ahead + 1, 10)).toEqual({
      texts: ['second'],
      numbers: [ahead + 2],
    });
    expect(await scene.inbox.acknowledge(bureau('PRT'), ahead + 3, NOW)).toBeNull();
    await scene.link.send(['DEL', 'inbox:PRT']);
    await scene.link.send(['HDEL', 'inbox:acks', 'PRT', 'PRT/']);
    await scene.link.send(['HSET', 'meta', 'messages', String(before)]);
  });

  it('lies behind every acknowledgement before, also behind one of a number that no message has', async () => {
    const upTo = (await storeTime(scene.link)) - 1;
    expect(upTo).toBeGreaterThan(await lastNumber(scene.link));
    expect(await scene.inbox.acknowledge(bureau('PRT'), upTo, NOW)).toBe(upTo);
    // Were the clock to go back now, a message would still lie behind it.
    expect(await lastNumber(scene.link)).toBe(upTo);
    await scene.store.act([told('PRT', 'later')]);
    expect((await readAll(scene.inbox, 'PRT', upTo, 10)).texts).toEqual(['later']);
  });
});
