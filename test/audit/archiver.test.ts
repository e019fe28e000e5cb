/** Blocks move from Redis to disk: none is lost, none is doubled, wherever the move is cut off. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Archiver } from '../../src/audit/archiver.js';
import type { AuditStore } from '../../src/audit/store-contract.js';
import { verifyAudit } from '../../src/audit/verify.js';
import { LIMITS } from '../../src/limits.js';
import { auditBlocksKey } from '../../src/store/keys.js';
import { check, checkIds, openScene, type Scene } from './scene.js';

let scene: Scene;
const scenes: Scene[] = [];

beforeEach(async () => {
  scene = await openScene();
  scenes.push(scene);
});
afterAll(async () => {
  for (const each of scenes) await each.stop();
});

const CHAIN = 'chain';

/** Writes so many blocks of one entry. */
async function fill(blocks: number, chain = CHAIN): Promise<string[]> {
  const log = await scene.openLog({ chain });
  const ids: string[] = [];
  for (let n = 0; n < blocks; n += 1) {
    const entry = check();
    ids.push(entry.checkId);
    await log.append(entry);
  }
  return ids;
}

const inRedis = async (chain = CHAIN): Promise<number[]> =>
  (await scene.store.read(chain, 1, 100_000)).map(({ number }) => number);

const files = (chain = CHAIN): string[] => readdirSync(join(scene.redis.dir, 'audit', chain));

function archiverWith(over: Partial<AuditStore>): Archiver {
  const { store } = scene;
  return new Archiver({
    dataDir: scene.redis.dir,
    onTrouble: () => undefined,
    store: {
      append: (block) => store.append(block),
      heads: () => store.heads(),
      head: (chain) => store.head(chain),
      read: (chain, from, max) => store.read(chain, from, max),
      chains: () => store.chains(),
      trim: (chain, upTo) => store.trim(chain, upTo),
      counters: (grain, numbers) => store.counters(grain, numbers),
      firstHour: () => store.firstHour(),
      ...over,
    },
  });
}

describe('the archiver', () => {
  it('keeps no more blocks in Redis than allowed, and every entry can still be read', async () => {
    const ids = await fill(LIMITS.auditBlocksKeptMax + 700);
    await scene.archiver.run();
    expect((await inRedis()).length).toBeLessThanOrEqual(LIMITS.auditBlocksKeptMax);
    expect(files().length).toBeGreaterThan(0);
    expect(await checkIds(scene.source)).toEqual(ids);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('takes the blocks of a chain whose process has ended', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4);
    await scene.archiver.run();
    await scene.archiver.run();
    expect((await inRedis()).length).toBeLessThanOrEqual(LIMITS.auditBlocksRestingMax);
    expect(await checkIds(scene.source)).toEqual(ids);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('neither loses nor doubles a block when it ends between writing and trimming', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4);
    const dying = archiverWith({ trim: () => Promise.reject(new Error('killed')) });
    await dying.run();
    await dying.run().catch(() => undefined);
    const before = await inRedis();
    expect(files()).not.toEqual([]);
    expect(before).toHaveLength(ids.length + 1);
    expect(await checkIds(scene.source)).toEqual(ids);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);

    await scene.archiver.run();
    await scene.archiver.run();
    expect((await inRedis()).length).toBeLessThan(before.length);
    expect(await checkIds(scene.source)).toEqual(ids);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('ends a segment before a block that is missing, and the verifier names the one behind it', async () => {
    await fill(LIMITS.auditBlocksRestingMax * 4);
    await scene.link.send(['XDEL', auditBlocksKey(CHAIN), '50-0']);
    await scene.archiver.run();
    await scene.archiver.run();
    const spans = files().map((name) => name.split('-').slice(0, 2).map(Number));
    expect(spans[0]).toEqual([1, 49]);
    expect(spans[1]?.[0]).toBe(51);
    expect(spans.at(-1)?.[1]).toBe(((await inRedis())[0] ?? 0) - 1);
    const { problems } = await verifyAudit(scene.source);
    expect(problems.map(({ block }) => block)).toEqual([51]);
  });

  it('leaves nothing half-written where the store goes away in the middle of a segment', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4);
    let left = 2;
    const going = archiverWith({
      read: (chain, from, max) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('gone')) : scene.store.read(chain, from, max);
      },
    });
    await going.run();
    await expect(going.run()).rejects.toThrow('gone');
    expect(files()).toEqual([]);
    await scene.archiver.run();
    await scene.archiver.run();
    expect(files()).toHaveLength(1);
    expect(await checkIds(scene.source)).toEqual(ids);
  });

  it('takes no notice of a half-written segment left behind', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4);
    const dir = join(scene.redis.dir, 'audit', CHAIN);
    mkdirSync(dir, { recursive: true });
    const name = `${'1'.padStart(12, '0')}-${'9'.padStart(12, '0')}-1780000000000.seg.gz.draft`;
    writeFileSync(join(dir, name), 'half');
    await scene.archiver.run();
    await scene.archiver.run();
    expect(await checkIds(scene.source)).toEqual(ids);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('keeps the blocks in Redis when the disk does not take them', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4);
    // A file where the directory should be.
    writeFileSync(join(scene.redis.dir, 'audit'), '');
    await scene.archiver.run().catch(() => undefined);
    await expect(scene.archiver.run()).rejects.toThrow();
    expect(await inRedis()).toHaveLength(ids.length + 1);
  });

  it('goes on with the other chains when one of them cannot be moved', async () => {
    await fill(LIMITS.auditBlocksRestingMax * 4, 'bad');
    const ids = await fill(LIMITS.auditBlocksRestingMax * 4, 'good');
    mkdirSync(join(scene.redis.dir, 'audit'), { recursive: true });
    writeFileSync(join(scene.redis.dir, 'audit', 'bad'), '');
    await scene.archiver.run().catch(() => undefined);
    await scene.archiver.run().catch(() => undefined);
    expect((await inRedis('good')).length).toBeLessThan(ids.length);
  });

  it('reads a chain whole while its blocks are being moved', async () => {
    const ids = await fill(LIMITS.auditBlocksRestingMax * 8);
    await scene.archiver.run();
    const seen: number[] = [];
    for await (const { number } of scene.source.blocks(CHAIN)) {
      seen.push(number);
      if (seen.length === 10) await scene.archiver.run();
    }
    expect(seen).toEqual(Array.from({ length: ids.length + 1 }, (_, at) => at + 1));
  });
});
