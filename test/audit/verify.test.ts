/** Whatever is changed, removed or moved in the audit is found. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { genesis, parseHead, sealBlock, writeHead } from '../../src/audit/block.js';
import { verifyAudit, type AuditProblem } from '../../src/audit/verify.js';
import { LIMITS } from '../../src/limits.js';
import { call, check, exported, openScene, type Scene } from './scene.js';

const CHAIN = 'chain';
/** Enough that the archiver writes three segments. */
const BLOCKS = 2_500;
let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.stop());

/** Blocks of one entry straight into the store: the log's own way is tested elsewhere. */
async function fill(chain: string, blocks: number): Promise<void> {
  let head = genesis(chain);
  const sent: Promise<unknown>[] = [];
  for (let n = 1; n <= blocks; n += 1) {
    const sealed = sealBlock(chain, head, scene.clock.now() + n, [check(), call()]);
    sent.push(
      scene.store.append({
        chain,
        number: n,
        expectedHead: n === 1 ? null : writeHead(head),
        newHead: writeHead(sealed.head),
        bytes: sealed.bytes,
        deeds: [],
        second: 1,
        counts: new Map(),
      }),
    );
    head = sealed.head;
  }
  await Promise.all(sent);
}

const dir = (): string => join(scene.redis.dir, 'audit', CHAIN);
const segments = (): string[] => readdirSync(dir()).sort();

function segmentAt(at: number): string {
  const name = segments()[at];
  if (name === undefined) throw new Error('no such segment');
  return join(dir(), name);
}

/** Rewrites a segment's unpacked bytes. */
function rewrite(at: number, change: (bytes: Buffer) => Buffer): void {
  const file = segmentAt(at);
  writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(file)))));
}

/** Where the frames of an unpacked segment begin. */
function framesOf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

async function problems(): Promise<readonly AuditProblem[]> {
  return (await verifyAudit(scene.source)).problems;
}

beforeEach(async () => {
  await scene.wipe();
  rmSync(join(scene.redis.dir, 'audit'), { recursive: true, force: true });
  await fill(CHAIN, BLOCKS);
  // A witness, whose first block holds the head of the chain.
  await scene.openLog({ chain: 'witness' });
  await scene.archiver.run();
  await scene.archiver.run();
  expect(segments().length).toBeGreaterThanOrEqual(2);
});

describe('verifying the audit', () => {
  it('finds nothing in an audit that nobody touched, and counts it', async () => {
    const verdict = await verifyAudit(scene.source);
    expect(verdict).toEqual({
      chains: 2,
      blocks: BLOCKS + 1,
      entries: BLOCKS * 2 + 1,
      problems: [],
    });
  });

  it('finds a changed byte on disk, wherever in the block it is', async () => {
    for (const offset of [40, 90, 150]) {
      const file = segmentAt(0);
      const kept = readFileSync(file);
      rewrite(0, (bytes) => {
        const at = 4 + offset;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
      expect(await problems(), `offset ${offset}`).not.toEqual([]);
      writeFileSync(file, kept);
    }
    expect(await problems()).toEqual([]);
  });

  it('finds a changed byte in Redis', async () => {
    const [block] = await scene.store.read(CHAIN, BLOCKS, 1);
    const bytes = Buffer.from(block?.bytes ?? Buffer.alloc(0));
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
    const key = `audit:blocks:${CHAIN}`;
    await scene.link.send(['XDEL', key, `${BLOCKS}-0`]);
    await scene.link.send(['XSETID', key, `${BLOCKS - 1}-0`]);
    await scene.link.send(['XADD', key, `${BLOCKS}-0`, 'b', bytes]);
    expect(await problems()).toContainEqual(expect.objectContaining({ block: BLOCKS }));
  });

  it('finds a missing segment, at the start and in the middle', async () => {
    for (const at of [0, 1]) {
      const file = segmentAt(at);
      const kept = readFileSync(file);
      rmSync(file);
      const found = await problems();
      expect(found.map(({ chain }) => chain)).toContain(CHAIN);
      writeFileSync(file, kept);
    }
  });

  it('finds blocks in another order', async () => {
    rewrite(0, (bytes) => {
      const frames = framesOf(bytes);
      const [a, b, ...rest] = frames;
      return Buffer.concat([b, a, ...rest].filter((frame) => frame !== undefined));
    });
    expect(await problems()).not.toEqual([]);
  });

  it('finds a block left out of a segment', async () => {
    rewrite(0, (bytes) => Buffer.concat(framesOf(bytes).filter((_, at) => at !== 5)));
    expect(await problems()).not.toEqual([]);
  });

  it('finds an end cut off, by the head in Redis', async () => {
    await scene.store.trim(CHAIN, BLOCKS);
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({ chain: CHAIN, what: 'the end is missing' }),
    );
  });

  it('finds an end cut off together with its head, by the anchor in another chain', async () => {
    const text = sealBlock(CHAIN, genesis(CHAIN), 1, []).head;
    const kept = await scene.store.read(CHAIN, BLOCKS, 1);
    expect(kept).toHaveLength(1);
    await scene.link.send(['HSET', 'audit:heads', CHAIN, writeHead({ ...text, block: 1 })]);
    await scene.store.trim(CHAIN, BLOCKS);
    const found = await problems();
    expect(found.map(({ what }) => what).join()).toContain('another chain knew this block');
  });

  it('finds a chain that is gone altogether', async () => {
    rmSync(dir(), { recursive: true });
    await scene.store.trim(CHAIN, BLOCKS);
    await scene.link.send(['HDEL', 'audit:heads', CHAIN]);
    expect((await problems()).map(({ chain }) => chain)).toContain(CHAIN);
  });

  it('finds a chain written anew from its first block', async () => {
    rmSync(dir(), { recursive: true });
    await scene.store.trim(CHAIN, BLOCKS);
    await scene.link.send(['HDEL', 'audit:heads', CHAIN]);
    await fill(CHAIN, BLOCKS);
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({
        chain: CHAIN,
        block: BLOCKS,
        what: expect.stringContaining('another') as string,
      }),
    );
  });

  it('names a segment that cannot be unpacked, and goes on behind it', async () => {
    const file = segmentAt(0);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    const verdict = await verifyAudit(scene.source);
    expect(verdict.problems.length).toBeGreaterThan(0);
    // What lies behind the damaged segment is walked all the same.
    expect(verdict.blocks).toBeGreaterThan(BLOCKS / 4);
  });

  it('finds blocks behind the end that the store knows', async () => {
    const [block] = await scene.store.read(CHAIN, BLOCKS, 1);
    if (block === undefined) throw new Error('no last block');
    const head = parseHead((await scene.store.head(CHAIN)) ?? '');
    if (head === null) throw new Error('no head');
    const forged = sealBlock(CHAIN, head, scene.clock.now() + BLOCKS, [check()]);
    const key = `audit:blocks:${CHAIN}`;
    await scene.link.send(['XADD', key, `${BLOCKS + 1}-0`, 'b', forged.bytes]);
    expect(await problems()).toContainEqual(
      expect.objectContaining({ chain: CHAIN, block: BLOCKS + 1 }),
    );
  });

  it('tells one missing segment once', async () => {
    rmSync(segmentAt(1));
    const found = (await problems()).filter(({ chain }) => chain === CHAIN);
    expect(found).toHaveLength(1);
  });

  it('finds a segment under another name', async () => {
    const [name = ''] = segments();
    renameSync(join(dir(), name), join(dir(), name.replace(/^0{11}1/, '000000000002')));
    expect(await problems()).not.toEqual([]);
  });
});

describe('exporting a damaged audit', () => {
  it('says in its place which block it cannot read, and goes on behind it', async () => {
    rewrite(0, (bytes) => {
      const frames = framesOf(bytes);
      frames[3]?.fill(0xc1, 4);
      return Buffer.concat(frames);
    });
    const entries = await exported(scene.source);
    const damage = entries.filter(({ kind }) => kind === 'damage');
    expect(damage).toEqual([expect.objectContaining({ chain: CHAIN, block: 4 })]);
    expect(entries.filter(({ kind }) => kind === 'check')).toHaveLength(BLOCKS - 1);
  });

  it('says which segment it cannot unpack, and goes on behind it', async () => {
    const bytes = readFileSync(segmentAt(0));
    writeFileSync(segmentAt(0), bytes.subarray(0, bytes.length / 2));
    const entries = await exported(scene.source);
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'damage', block: 1 }));
    expect(entries.filter(({ kind }) => kind === 'check').length).toBeGreaterThan(BLOCKS / 4);
  });

  it('keeps Redis small all the same', async () => {
    const left = await scene.store.read(CHAIN, 1, 100_000);
    expect(left.length).toBeLessThanOrEqual(LIMITS.auditBlocksRestingMax);
  });
});
