import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNRESTRICTED } from '../../src/record/record.js';
import { ENTRY_BYTES, ID_OFFSET, bucketKeyOf, eachEntry } from '../../src/store/packing.js';
import { NOT_FILED, type Filed } from '../../src/store/records.js';
import { Store } from '../../src/store/store.js';
import { NEW_MEMBER } from '../../src/store/tables.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { dossierOf } from './store-records.js';

let redis: PrivateRedis;
let store: Store;

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

const filedUnder = (number: string, deny: string[] = []): Filed => ({
  filings: [{ by: 'document', issuer: 'FRA', number }],
  visibility: { owner: 'FRA', recipients: 'all', restrictions: { ...UNRESTRICTED, deny } },
});

async function create(recordId: string, number: string): Promise<'written' | 'conflict' | 'stale'> {
  return store.records.write({
    before: null,
    after: dossierOf(recordId, number),
    filedBefore: NOT_FILED,
    filedAfter: filedUnder(number),
    history: null,
    owner: 'FRA',
  });
}

async function idsUnder(number: string): Promise<number[]> {
  const address = store.addresses.document('FRA', number);
  const [bucket] = await store.checks.ask([address]);
  const ids: number[] = [];
  if (bucket) eachEntry(address, bucket, (at) => ids.push(bucket.readUInt32BE(at + ID_OFFSET)));
  return ids;
}

describe('the store', () => {
  it('finds every one of thousands of documents while its buckets split', async () => {
    const numbers = Array.from({ length: 3_000 }, (_, n) => `AB${n}`);
    const written = await Promise.all(numbers.map((number) => create(`FRA-${number}`, number)));
    expect(written.every((outcome) => outcome === 'written')).toBe(true);
    const found = await Promise.all(numbers.map((number) => idsUnder(number)));
    expect(found.filter((ids) => ids.length === 0)).toEqual([]);
    expect(store.tables.head.shapes.d.level).toBeGreaterThan(3);
    const kept = await store.records.read('FRA-AB77');
    expect(kept?.dossier.live?.content.document?.number).toBe('AB77');
  });

  it('refuses to create twice and to write over a revision that has moved on', async () => {
    expect(await create('FRA-twice', 'TW1')).toBe('written');
    expect(await create('FRA-twice', 'TW1')).toBe('conflict');
    const before = await store.records.read('FRA-twice');
    const change = {
      before,
      filedBefore: filedUnder('TW1'),
      history: null,
      owner: 'FRA',
    };
    const first = {
      ...change,
      after: dossierOf('FRA-twice', 'TW2', 2),
      filedAfter: filedUnder('TW2'),
    };
    expect(await store.records.write(first)).toBe('written');
    expect(await store.records.write(first)).toBe('conflict');
  });

  it('removes the old entries in the step that adds the new ones', async () => {
    await create('FRA-moved', 'MV1');
    const before = await store.records.read('FRA-moved');
    await store.records.write({
      before,
      after: dossierOf('FRA-moved', 'MV2', 2),
      filedBefore: filedUnder('MV1'),
      filedAfter: filedUnder('MV2'),
      history: null,
      owner: 'FRA',
    });
    expect(await idsUnder('MV1')).toEqual([]);
    expect(await idsUnder('MV2')).toEqual([before?.id]);
  });

  it('replaces the visibility class of an entry without leaving the old one', async () => {
    await create('FRA-class', 'CL1');
    const before = await store.records.read('FRA-class');
    await store.records.write({
      before,
      after: dossierOf('FRA-class', 'CL1', 2),
      filedBefore: filedUnder('CL1'),
      filedAfter: filedUnder('CL1', ['DEU']),
      history: null,
      owner: 'FRA',
    });
    const address = store.addresses.document('FRA', 'CL1');
    const [bucket] = await store.checks.ask([address]);
    const classes: number[] = [];
    if (bucket) eachEntry(address, bucket, (at) => classes.push(bucket.readUIntBE(at + 9, 3)));
    expect(classes).toHaveLength(1);
    await store.ping();
    const viewer = { member: 'DEU', agency: null, purpose: 'border' } as const;
    expect(store.tables.sightOf(viewer).of(classes[0] ?? 0)).toBe(false);
  });

  it('lists what a member owns in order of entry', async () => {
    const ids = await store.records.owned('FRA', 1_020, 10);
    expect(ids).toHaveLength(10);
    const bodies = await store.records.bodies(ids);
    expect(bodies.every((body) => body !== null)).toBe(true);
  });

  it('lets one of two writers of a member row win', async () => {
    const row = { ...NEW_MEMBER, connection: 'disconnected' as const, connectionReason: 'test' };
    const outcomes = await Promise.all([
      store.setMember('NOR', row, null),
      store.setMember('NOR', { ...row, connectionReason: 'other' }, null),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(store.tables.member('NOR').connection).toBe('disconnected');
  });

  it('shows another process a change of the tables with its next read', async () => {
    const other = await Store.open(redis.address);
    const row = { ...NEW_MEMBER, defaults: { ...UNRESTRICTED, deny: ['DEU'] } };
    expect(await store.setMember('SWE', row, null)).toBe(true);
    await other.checks.ask([]);
    expect(other.tables.member('SWE').defaults.deny).toEqual(['DEU']);
    await other.close();
  });

  it('keeps whole entries in whole buckets', async () => {
    const address = store.addresses.document('FRA', 'AB5');
    const link = await redis.link();
    const bucket = await link.send(['GET', bucketKeyOf(address, store.tables.head.shapes.d)]);
    expect(Buffer.isBuffer(bucket) && bucket.length % ENTRY_BYTES.d).toBe(0);
  });

  it('does not take a store that lost its head for an empty one', async () => {
    const link = await redis.link();
    const head = await link.send(['GET', 'head']);
    await link.send(['DEL', 'head']);
    await expect(store.checks.ask([])).rejects.toMatchObject({ code: 'index_unavailable' });
    await expect(create('FRA-headless', 'HL1')).rejects.toThrow();
    await expect(Store.open(redis.address)).rejects.toThrow(/DAMAGED/);
    await link.send(['SET', 'head', Buffer.isBuffer(head) ? head : '']);
    await store.ping();
  });
});
