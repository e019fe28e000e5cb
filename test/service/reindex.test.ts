/** `portcullis reindex` beside a service that goes on answering, and a service that meets another build's indexes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink, type Link } from '../../src/store/redis-client.js';
import {
  at,
  documentRecord,
  personRecord,
  RunningService,
  until,
} from '../support/running-service.js';

const PERSONS = 400;
const service = new RunningService();
let redis: Link;
let fra = '';
let swe = '';
let reviewer = '';
let terminal = '';

/** Syllables that sound apart, so that nobody is taken for another. */
const SYLLABLES = ['ba', 'ke', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru'] as const;
const nameOf = (n: number): string =>
  [...String(n).padStart(4, '0')].map((digit) => SYLLABLES[Number(digit)] ?? '').join('');
const listed = (n: number, more: object = {}): object =>
  personRecord(nameOf(n), `${nameOf(n)}n`, more);
const byName = (n: number): object => ({ person: { fullName: `${nameOf(n)}n ${nameOf(n)}` } });
const byDocument = (n: number): object => ({ documents: [{ number: `RX${n}`, issuer: 'FRA' }] });

async function answer(
  body: object,
  token = terminal,
): Promise<{ result: unknown; ids: unknown[] }> {
  const reply = await service.check(token, body);
  expect(reply.status).toBe(200);
  const matches = at(reply.body, 'matches') as unknown[];
  return { result: at(reply.body, 'result'), ids: matches.map((match) => at(match, 'recordId')) };
}

const put = (id: string, record: object, token = fra) =>
  service.call('PUT', `/v1/records/${id}`, token, record);

/** Keys of the name buckets of each generation there is. */
async function generations(): Promise<string[]> {
  const keys = (await redis.send(['KEYS', 'n*:*'])) as unknown[];
  return [...new Set(keys.map((key) => String(key).split(':')[0] ?? ''))].filter((of) =>
    /^n\d*$/.test(of),
  );
}

const connected = (): Promise<Link> =>
  openLink({ url: `unix:${service.redisSocket}`, mode: 'single', onTrouble: () => undefined });

async function restart(): Promise<void> {
  await redis.close();
  await service.end();
  await service.start();
  redis = await connected();
}

beforeAll(async () => {
  await service.start();
  redis = await connected();
  fra = await service.token('FRA', 'ncb');
  swe = await service.token('SWE', 'terminal', 'border');
  terminal = await service.token('NOR', 'terminal', 'border');
  reviewer = await service.token('XPO', 'reviewer');
  const persons = Array.from({ length: PERSONS }, (_, n) => ({
    recordId: `FRA-p${n}`,
    ...listed(n),
  }));
  const documents = Array.from({ length: PERSONS }, (_, n) => ({
    recordId: `FRA-d${n}`,
    ...documentRecord('FRA', `RX${n}`),
  }));
  await service.bulk(fra, [...persons, ...documents]);
});
afterAll(async () => {
  await redis.close();
  await service.stop();
});

describe('reindex', () => {
  it('is answered beside: checks find everything and pushes are found at once, before and after the swap', async () => {
    let over = false;
    const running = service.cli(['reindex']).finally(() => (over = true));
    let asked = 0;
    for (let n = 0; !over; n = (n + 1) % PERSONS) {
      expect((await answer(byName(n))).ids).toContain(`FRA-p${n}`);
      expect((await answer(byDocument(n))).ids).toContain(`FRA-d${n}`);
      const fresh = PERSONS + asked;
      expect((await put(`FRA-p${fresh}`, listed(fresh))).status).toBe(201);
      expect((await answer(byName(fresh))).ids).toContain(`FRA-p${fresh}`);
      // Every third of them is listed under another name at once.
      if (asked % 3 === 0) {
        const other = personRecord(`xx${nameOf(fresh)}`, 'Olga');
        expect((await put(`FRA-p${fresh}`, other)).status).toBe(200);
      }
      asked += 1;
    }
    expect(await running).toMatch(/^\d+ records, \d+ entries, [\d.]+ s\n$/);
    expect(asked).toBeGreaterThan(3);
    for (let n = 0; n < PERSONS; n += 7) {
      expect((await answer(byName(n))).ids).toContain(`FRA-p${n}`);
      expect((await answer(byDocument(n))).ids).toContain(`FRA-d${n}`);
    }
    for (let nth = 0; nth < asked; nth += 1) {
      const fresh = PERSONS + nth;
      const renamed = nth % 3 === 0;
      const found = (await answer(byName(fresh))).ids;
      if (renamed) expect(found).not.toContain(`FRA-p${fresh}`);
      else expect(found).toContain(`FRA-p${fresh}`);
    }
    expect(await generations()).toHaveLength(1);
  });

  it('shows nothing that was hidden', async () => {
    const hidden = [9_001, 9_002, 9_003, 9_004] as const;
    const [notice, withdrawn, refused, denied] = hidden;
    const held = await put(`FRA-h${notice}`, listed(notice, { kind: 'notice' }));
    expect(held.status).toBe(202);
    await put(`FRA-h${withdrawn}`, listed(withdrawn));
    await service.call('DELETE', `/v1/records/FRA-h${withdrawn}`, fra, { reason: 'over' });
    const other = await put(`FRA-h${refused}`, listed(refused, { kind: 'notice' }));
    await service.call(
      'POST',
      `/v1/reviews/${String(at(other.body, 'reviewId'))}/decision`,
      reviewer,
      {
        decision: 'refused',
        reason: 'not for us',
      },
    );
    await put(`FRA-h${denied}`, listed(denied, { restrictions: { deny: ['SWE'] } }));
    await service.cli(['reindex']);
    for (const n of hidden) expect((await answer(byName(n), swe)).result).toBe('clear');
    expect((await answer(byName(denied))).ids).toEqual([`FRA-h${denied}`]);
    // What a reviewer is shown of earlier refusals is an index, too.
    const again = await put('FRA-again', listed(refused, { kind: 'notice' }));
    const review = await service.call(
      'GET',
      `/v1/reviews/${String(at(again.body, 'reviewId'))}`,
      reviewer,
    );
    expect(at(review.body, 'lookalikes', 0, 'recordId')).toBe(`FRA-h${refused}`);
  });

  it('finds again what an index has lost', async () => {
    const [generation = ''] = await generations();
    const keys = (await redis.send(['KEYS', `${generation}:*`])) as unknown[];
    expect(keys.length).toBeGreaterThan(10);
    await redis.send(['DEL', ...keys.map(String)]);
    await service.cli(['reindex']);
    for (let n = 0; n < PERSONS; n += 11) {
      expect((await answer(byName(n))).ids).toContain(`FRA-p${n}`);
    }
  });

  /** One that ends in the middle; its exit code. */
  async function killed(by: NodeJS.Signals = 'SIGKILL'): Promise<unknown> {
    const child: ChildProcess = spawn(process.execPath, [resolve('dist/src/main.js'), 'reindex'], {
      env: { PATH: process.env['PATH'] ?? '', PORTCULLIS_DATA_DIR: service.dir },
      stdio: 'ignore',
    });
    const gone = new Promise((done) => child.once('exit', done));
    await until(async () => Number(String((await redis.send(['HGET', 'meta', 'Bnn'])) ?? 0)) > 0);
    child.kill(by);
    return gone;
  }
  // As if half a minute had passed.
  const longAgo = () => redis.send(['HSET', 'meta', 'builtat', '0']);

  it('that is killed changes nothing, and is cleared away by the next, or by the service that starts', async () => {
    await killed();
    expect((await answer(byName(1))).ids).toContain('FRA-p1');
    expect((await put('FRA-between', listed(9_100))).status).toBe(201);
    await expect(service.cli(['reindex'])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('being rebuilt by another process') as unknown,
    });
    await longAgo();
    await service.cli(['reindex']);
    expect(await generations()).toHaveLength(1);
    expect((await answer(byName(9_100))).ids).toContain('FRA-between');
    await killed();
    await longAgo();
    await restart();
    expect(await generations()).toHaveLength(1);
    expect(await redis.send(['HEXISTS', 'meta', 'building'])).toBe(0);
    expect((await answer(byName(9_100))).ids).toContain('FRA-between');
  });

  it('that is told to end drops what it has built, and leaves nothing', async () => {
    expect(await killed('SIGINT')).toBe(1);
    expect(await redis.send(['HEXISTS', 'meta', 'building'])).toBe(0);
    expect(await generations()).toHaveLength(1);
    expect((await answer(byName(1))).ids).toContain('FRA-p1');
  });

  it('is on record', async () => {
    expect(await service.cli(['audit', 'export'])).toContain('"action":"reindex"');
  });

  it('is not needed to be told to a service that meets the indexes of another version: it rebuilds before it listens', async () => {
    // As another build would have left it: that version's number, and entries that this one does not look for.
    const keys = (await redis.send(['KEYS', 'n*:*'])) as unknown[];
    await redis.send(['HSET', 'meta', 'nv', '1']);
    await redis.send(['DEL', ...keys.map(String)]);
    await redis.send(['FCALL', 'pc_open', '0', 'never used', '']);
    // Nobody is told that a person is not listed.
    for (const body of [byName(1), byDocument(1)]) {
      expect((await service.check(terminal, body)).status).toBe(503);
    }
    expect((await put('FRA-late', listed(9_200))).status).toBe(503);
    await restart();
    expect(service.log).toContain('rebuilt_indexes');
    for (let n = 0; n < PERSONS; n += 13) {
      expect((await answer(byName(n))).ids).toContain(`FRA-p${n}`);
    }
    expect((await put('FRA-late', listed(9_200))).status).toBe(201);
  });
});
