/** The writing end: nothing is acknowledged before the store has it, whatever fails. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBlock } from '../../src/audit/block.js';
import type { AuditStore } from '../../src/audit/store-contract.js';
import { verifyAudit } from '../../src/audit/verify.js';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { appendBlocks, call, check, checkIds, openScene, turn, type Scene } from './scene.js';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
beforeEach(async () => {
  await scene.wipe();
  scene.troubles.length = 0;
});
afterAll(() => scene.stop());

/** The store of the scene, with its append in the test's hands. */
function storeWith(append: AuditStore['append']): AuditStore {
  const { store } = scene;
  return {
    append,
    heads: () => store.heads(),
    head: (chain) => store.head(chain),
    read: (chain, from, max) => store.read(chain, from, max),
    chains: () => store.chains(),
    trim: (chain, upTo) => store.trim(chain, upTo),
    counters: (grain, numbers) => store.counters(grain, numbers),
    firstHour: () => store.firstHour(),
  };
}

const blocksOf = async (chain: string) =>
  (await scene.store.read(chain, 1, 10_000)).map(({ bytes }) => readBlock(bytes));

describe('the audit log', () => {
  it('acknowledges an entry only once Redis holds it', async () => {
    let letGo = (): void => undefined;
    const hold = new Promise<void>((done) => (letGo = done));
    let holding = false;
    const store = storeWith(async (block) => {
      if (holding) await hold;
      return scene.store.append(block);
    });
    const log = await scene.openLog({ store, chain: 'held' });
    holding = true;
    let acknowledged = false;
    const entry = check();
    const appended = log.append(entry).then(() => (acknowledged = true));
    await turn();
    await scene.store.head('held');
    expect(acknowledged).toBe(false);
    expect(await checkIds(scene.source)).toEqual([]);
    letGo();
    await appended;
    expect(await checkIds(scene.source)).toEqual([entry.checkId]);
  });

  it('writes the entries of one turn as one block, in their order', async () => {
    const log = await scene.openLog({ chain: 'turn' });
    const before = (await blocksOf('turn')).length;
    const entries = Array.from({ length: 50 }, () => check());
    await Promise.all(entries.map((entry) => log.append(entry)));
    const blocks = (await blocksOf('turn')).slice(before);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.entries).toEqual(entries);
  });

  it('puts no more than the allowed number of entries into a block', async () => {
    const log = await scene.openLog({ chain: 'wide' });
    const count = LIMITS.auditEntriesPerAppendMax * 2 + 10;
    await Promise.all(Array.from({ length: count }, () => log.append(check())));
    const sizes = (await blocksOf('wide')).map((block) => block.entries.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMITS.auditEntriesPerAppendMax);
    expect(await checkIds(scene.source)).toHaveLength(count);
  });

  it('refuses the entries of a block that failed, and goes on without a gap', async () => {
    let broken = false;
    const store = storeWith((block) =>
      broken ? Promise.reject(new Error('gone')) : scene.store.append(block),
    );
    const log = await scene.openLog({ store, chain: 'broken' });
    await log.append(check());
    broken = true;
    const refused = log.append(check({ checkId: 'refused' }));
    await expect(refused).rejects.toMatchObject({ code: 'index_unavailable' });
    broken = false;
    await expect.poll(() => log.append(check({ checkId: 'after' })).then(() => 'ok')).toBe('ok');
    const ids = await checkIds(scene.source);
    expect(ids).toContain('after');
    expect(ids).not.toContain('refused');
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
    expect(scene.troubles.length).toBeGreaterThan(0);
  });

  it('goes on from a block that was written although its answer was lost', async () => {
    let losing = false;
    const store = storeWith(async (block) => {
      const answer = await scene.store.append(block);
      if (losing) throw new Fault('index_unavailable', 'The answer was lost.');
      return answer;
    });
    const log = await scene.openLog({ store, chain: 'lossy' });
    losing = true;
    await log.append(check({ checkId: 'written' })).catch(() => undefined);
    losing = false;
    await appendBlocks(log, [[check({ checkId: 'next' })], [check({ checkId: 'last' })]]);
    expect(await checkIds(scene.source)).toEqual(['written', 'next', 'last']);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('refuses what it built on another head, then follows the head of the store', async () => {
    const log = await scene.openLog({ chain: 'moved' });
    await log.append(check());
    // The same chain, written by somebody else behind this log's back.
    const other = await scene.openLog({ chain: 'moved' });
    await other.append(call());
    const stale = log.append(check({ checkId: 'stale' }));
    await expect(stale).rejects.toMatchObject({ code: 'index_unavailable' });
    await log.append(check({ checkId: 'fresh' }));
    expect(await checkIds(scene.source)).not.toContain('stale');
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('keeps two chains whole while both are written at once', async () => {
    const logs = [await scene.openLog({ chain: 'left' }), await scene.openLog({ chain: 'right' })];
    const wanted: string[] = [];
    await Promise.all(
      logs.map(async (log) => {
        for (let block = 0; block < 40; block += 1) {
          const entries = Array.from({ length: 5 }, () => check());
          wanted.push(...entries.map((entry) => entry.checkId));
          await appendBlocks(log, [entries]);
        }
      }),
    );
    expect((await checkIds(scene.source)).sort()).toEqual(wanted.sort());
    const verdict = await verifyAudit(scene.source);
    expect(verdict).toMatchObject({ chains: 2, problems: [] });
  });

  it('writes the heads of other chains into its own', async () => {
    const first = await scene.openLog({ chain: 'first' });
    await first.append(check());
    const head = await scene.store.head('first');
    await scene.openLog({ chain: 'second' });
    const anchored = (await blocksOf('second')).flatMap((block) => block.entries);
    expect(anchored).toContainEqual(expect.objectContaining({ heads: [['first', head]] }));
  });

  it('never gives a block an earlier time than the one before', async () => {
    const log = await scene.openLog({ chain: 'clock' });
    await log.append(check());
    const { ms } = scene.clock;
    scene.clock.ms = ms - 60_000;
    await log.append(check({ at: scene.clock.ms }));
    scene.clock.ms = ms;
    const times = (await blocksOf('clock')).map((block) => block.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('a killed Redis', () => {
  it('loses no acknowledged entry and doubles none', async () => {
    const log = await scene.openLog({ chain: 'killed' });
    const acknowledged: string[] = [];
    const send = async (): Promise<void> => {
      const entry = check();
      await log.append(entry).then(
        () => acknowledged.push(entry.checkId),
        () => undefined,
      );
    };
    const { pid } = scene.redis.server;
    for (let round = 0; round < 60; round += 1) {
      const sent = Array.from({ length: 20 }, send);
      if (round === 30 && pid !== undefined) process.kill(pid, 'SIGKILL');
      await Promise.all(sent);
    }
    const before = acknowledged.length;
    await expect
      .poll(() => send().then(() => acknowledged.length), { timeout: 20_000 })
      .not.toBe(before);
    expect(scene.redis.server.pid).not.toBe(pid);
    const ids = await checkIds(scene.source);
    const held = new Set(ids);
    expect(held.size).toBe(ids.length);
    expect(acknowledged.filter((id) => !held.has(id))).toEqual([]);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
    expect(await scene.store.head('killed')).toMatch(/^1\./);
  });
});

describe('a Redis that comes back without its last block', () => {
  it('is reported, and the chain goes on from what is there', async () => {
    const log = await scene.openLog({ chain: 'behind' });
    await log.append(check());
    const head = await scene.store.head('behind');
    await log.append(check({ checkId: 'lost' }));
    const last = (await scene.store.read('behind', 1, 10)).at(-1)?.number ?? 0;
    await scene.link.send(['XDEL', 'audit:blocks:behind', `${last}-0`]);
    await scene.link.send(['XSETID', 'audit:blocks:behind', `${last - 1}-0`]);
    await scene.link.send(['HSET', 'audit:heads', 'behind', head ?? '']);
    await expect(log.append(check())).rejects.toMatchObject({ code: 'index_unavailable' });
    expect(scene.troubles).not.toEqual([]);
    await log.append(check({ checkId: 'after' }));
    expect(await checkIds(scene.source)).toContain('after');
  });
});
