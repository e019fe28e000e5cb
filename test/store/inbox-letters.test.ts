/** Messages that no reader can be given, and what is kept of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../src/store/deeds.js';
import { listOf } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import {
  NOW,
  bureau,
  damage,
  lastNumber,
  readAll,
  told,
  openInboxScene,
  type InboxScene,
} from './inbox-scene.js';

let scene: InboxScene;
beforeAll(async () => {
  scene = await openInboxScene();
});
afterAll(() => scene.stop());

describe('what cannot be delivered', () => {
  it('becomes one dead letter, however many read past it, and holds up nobody', async () => {
    const start = await lastNumber(scene.link);
    const before = await scene.inbox.dead(null, 10_000);
    await damage(scene.link, EVERYBODY);
    const first = await lastNumber(scene.link);
    await damage(scene.link, 'FRA');
    const second = await lastNumber(scene.link);
    await scene.store.act([told(EVERYBODY, 'to nobody', null)]);
    const third = await lastNumber(scene.link);
    await scene.store.act([told('FRA', 'behind them')]);
    const other = await Store.open(scene.redis.address);
    const readings = ['FRA', 'DEU', 'FRA'].map((name) => readAll(scene.inbox, name, start, 5));
    const all = await Promise.all([...readings, readAll(other.inbox, 'FRA', start, 5)]);
    expect(all.map(({ texts }) => texts)).toEqual([
      ['behind them'],
      [],
      ['behind them'],
      ['behind them'],
    ]);
    const dead = (await scene.inbox.dead(null, 10_000)).slice(before.length);
    expect(dead.map(({ to, why, messages, at }) => [to, why, messages, at]).sort()).toEqual([
      ['*', 'damaged', [first, first], NOW],
      ['*', 'damaged', [third, third], NOW],
      ['FRA', 'damaged', [second, second], NOW],
    ]);
    await other.close();
  });

  it('is listed page by page', async () => {
    const all = await scene.inbox.dead(null, 10_000);
    const [first] = all;
    const rest = await scene.inbox.dead(first?.id ?? '', 10_000);
    expect(rest).toEqual(all.slice(1));
    await expect(scene.inbox.dead('nonsense', 1)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('is told once to have been too old, where it was dropped before it was acknowledged', async () => {
    const fill = `for n = 1, ARGV[1] do
      local id = redis.call('HINCRBY', 'meta', 'messages', 1)
      redis.call('XADD', 'inbox:*', string.format('%d-0', id), 'm', 'x')
    end`;
    for (let n = 0; n < 10; n += 1) await scene.link.send(['EVAL', fill, '0', '100000']);
    await scene.link.send(['EVAL', fill, '0', '1500']);
    const letters = async () =>
      (await scene.inbox.dead(null, 10_000)).filter((d) => d.why === 'too-old');
    const length = async () => Number(String(await scene.link.send(['XLEN', 'inbox:*'])));
    const surplus = (await length()) - 1_000_000;
    const oldest = listOf(await scene.link.send(['XRANGE', 'inbox:*', '-', '+', 'COUNT', '1000']));
    const dropped = parseInt(String(listOf(oldest[Math.min(surplus, 999)])[0]), 10);
    await scene.inbox.acknowledge(bureau('SWE'), dropped, NOW);
    expect(await letters()).toEqual([]);
    // What is dropped at once is bounded, so it takes a few messages until the stream is short again.
    for (let n = 0; n <= surplus / 1_000; n += 1) {
      await scene.store.act([told(EVERYBODY, 'one more', { to: 'all', except: [] })]);
      if (n === 0) await scene.inbox.acknowledge(bureau('SWE'), await lastNumber(scene.link), NOW);
    }
    expect(await length()).toBeLessThanOrEqual(1_000_100);
    const last = await lastNumber(scene.link);
    for (const upTo of [last - 5, last, last]) {
      for (const name of ['NOR', 'SWE', 'XPO'])
        await scene.inbox.acknowledge(bureau(name), upTo, NOW);
    }
    // SWE had acknowledged what was dropped, and XPO reads none of it.
    expect((await letters()).map(({ to, messages: [first] }) => [to, first])).toEqual([['NOR', 1]]);
  });
});
