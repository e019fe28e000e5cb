/** Pages and export show every entry of a span once, across chains, disk and Redis. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditPage } from '../../src/audit/page.js';
import { LIMITS } from '../../src/limits.js';
import { check, exported, openScene, START_MS, type Scene } from './scene.js';

let scene: Scene;
const written: { readonly id: string; readonly at: number }[] = [];

beforeAll(async () => {
  scene = await openScene();
  const logs = [await scene.openLog({ chain: 'left' }), await scene.openLog({ chain: 'right' })];
  const blocks = LIMITS.auditBlocksRestingMax * 2;
  for (let n = 0; n < blocks; n += 1) {
    scene.clock.ms = START_MS + n * 1_000;
    for (const log of logs) {
      const entries = [check({ at: scene.clock.ms }), check({ at: scene.clock.ms })];
      written.push(...entries.map(({ checkId, at }) => ({ id: checkId, at })));
      await Promise.all(entries.map((entry) => log.append(entry)));
    }
  }
  // Some of it on disk, some in Redis.
  await scene.archiver.run();
  await scene.archiver.run();
});
afterAll(() => scene.stop());

const idsOf = (entries: readonly Record<string, unknown>[]): string[] =>
  entries.map(({ checkId }) => checkId).filter((id) => typeof id === 'string');

const inSpan = (from: number, to: number): string[] =>
  written.filter(({ at }) => at >= from && at <= to).map(({ id }) => id);

async function allPages(limit: number, from: number | null, to: number | null) {
  const entries: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const page = await readAuditPage(scene.source, { from, to, limit, cursor });
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    entries.push(...page.entries);
    cursor = page.next;
  } while (cursor !== null);
  return entries;
}

describe('reading the audit', () => {
  it('exports every entry once, in the order of time', async () => {
    const entries = await exported(scene.source);
    expect(idsOf(entries).sort()).toEqual(written.map(({ id }) => id).sort());
    const times = entries.map(({ at }) => String(at));
    expect(times).toEqual([...times].sort());
  });

  it('exports the entries of a span alone', async () => {
    const [from, to] = [START_MS + 10_000, START_MS + 100_500];
    const ids = idsOf(await exported(scene.source, { from, to }));
    expect(ids.sort()).toEqual(inSpan(from, to).sort());
  });

  it('gives the same in pages of any size', async () => {
    const whole = await exported(scene.source);
    for (const limit of [7, 100, 100_000]) {
      expect(await allPages(limit, null, null)).toEqual(whole);
    }
  });

  it('gives a span in pages', async () => {
    const [from, to] = [START_MS + 5_000, START_MS + 60_000];
    const ids = idsOf(await allPages(9, from, to));
    expect(ids.sort()).toEqual(inSpan(from, to).sort());
  });

  it('numbers the entries of each chain without a gap', async () => {
    const entries = await exported(scene.source);
    for (const chain of ['left', 'right']) {
      const numbers = entries.filter((entry) => entry['chain'] === chain).map((e) => e['number']);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
  });

  it('refuses a cursor that no page gave', async () => {
    for (const cursor of ['', 'x', '1.2', '../../etc/passwd', `1.${'a'.repeat(10_000)}.1`]) {
      const read = readAuditPage(scene.source, { from: null, to: null, limit: 5, cursor });
      await expect(read, cursor.slice(0, 20)).rejects.toMatchObject({ code: 'invalid_request' });
    }
  });

  it('shows entries written after the last page when it is asked on', async () => {
    const before = await readAuditPage(scene.source, {
      from: null,
      to: null,
      limit: written.length + 2,
      cursor: null,
    });
    scene.clock.ms += 1_000;
    const log = await scene.openLog({ chain: 'later' });
    const late = check({ at: scene.clock.ms });
    await log.append(late);
    const last = before.entries.at(-1);
    const from = Date.parse(String(last?.['at'])) + 1;
    expect(idsOf(await allPages(10, from, null))).toEqual([late.checkId]);
  });
});
