import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lookup } from '../../src/record/lookup.js';
import { PURPOSES } from '../../src/record/record.js';
import { slotOf } from '../../src/store/lookups.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { expectedContext, lengthsOf } from './lookup-model.js';

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

/** An instant at which steps of every width begin. */
const START = 7_200_000 * 250_000;
const HOUR_MS = 3_600_000;
/** Keyed hashes as the audit has them, 22 characters of base64url. */
const HASHES = ['AAAAAAAAAAAAAAAAAAAAAA', 'zzzzzzzzzzzzzzzzzzzzzz', '_-abcdefghijklmnopqrst'];

const lookup = (more: Partial<Lookup> = {}): Lookup => ({
  member: 'ITA',
  at: START,
  purpose: 'police',
  searched: HASHES[0] ?? '',
  asked: [],
  matched: [],
  ...more,
});

/** Members' codes that no other test has used: windows last longer than tests. */
let membersUsed = 0;
const newMember = (): string => `T${String(membersUsed++).padStart(3, '0')}`;

async function countAll(lookups: readonly Lookup[]) {
  const contexts = [];
  for (const one of lookups) contexts.push(await store.lookups.record(one));
  return contexts;
}

const LENGTHS = { minute: 7, hour: 13, day: 13 };

const keysOf = async (member: string): Promise<string[]> => {
  const link = await redis.link();
  const keys = await link.send(['KEYS', `lookups:${member}:*`]);
  return Array.isArray(keys) ? keys.map(String).sort() : [];
};

describe('the lookups of a member', () => {
  it('begin with the first one', async () => {
    const first = await store.lookups.record(lookup({ member: newMember(), asked: ['FRA'] }));
    expect(first).toEqual({
      volume: { minute: 1, hour: 1, day: 1 },
      repetition: { hour: 1, day: 1 },
      purposes: { border: 0, police: 1, identification: 0, security: 0 },
      asked: { any: 1, of: { FRA: 1 } },
      matched: { any: 0, of: {} },
    });
  });

  it('leave the minute, the hour and the day one after the other', async () => {
    const member = newMember();
    const at = [0, 75_000, 2 * HOUR_MS, 30 * HOUR_MS].map((ms) => START + ms);
    const contexts = await countAll(at.map((ms) => lookup({ member, at: ms })));
    expect(contexts.map(({ volume }) => Object.values(volume))).toEqual([
      [1, 1, 1],
      [1, 2, 2],
      [1, 1, 3],
      [1, 1, 1],
    ]);
  });

  it('are counted apart by what was searched, by purpose and by nationality', async () => {
    const member = newMember();
    const other = lookup({ member, searched: HASHES[1] ?? '', purpose: 'border', asked: ['FRA'] });
    const last = lookup({ member, asked: ['FRA', 'DEU'], matched: ['DEU'] });
    await countAll([other, lookup({ member, asked: ['DEU'] }), lookup({ member })]);
    const { repetition, purposes, asked, matched } = await store.lookups.record(last);
    expect(repetition.day).toBe(3);
    expect(purposes).toEqual({ border: 1, police: 3, identification: 0, security: 0 });
    expect(asked).toEqual({ any: 2, of: { FRA: 1, DEU: 2 } });
    expect(matched).toEqual({ any: 1, of: { DEU: 1 } });
  });

  it('are no other member’s', async () => {
    const [one, other] = [newMember(), newMember()];
    await countAll([lookup({ member: one }), lookup({ member: one })]);
    expect((await store.lookups.record(lookup({ member: other }))).volume.day).toBe(1);
  });

  it('are the same for every process', async () => {
    const member = newMember();
    const beside = await Store.open(redis.address);
    await Promise.all([beside, store].map((each) => each.lookups.record(lookup({ member }))));
    expect((await beside.lookups.record(lookup({ member }))).volume.minute).toBe(3);
    await beside.close();
  });

  it('stay counted where a clock is behind another', async () => {
    const member = newMember();
    const at = [HOUR_MS, 0, 40_000, HOUR_MS + 1].map((ms) => START + ms);
    const contexts = await countAll(at.map((ms) => lookup({ member, at: ms })));
    expect(contexts.map(({ volume }) => volume.hour)).toEqual([1, 2, 3, 4]);
  });

  it('are what a full list would say, whatever is looked up and when', async () => {
    const codes = fc.uniqueArray(fc.constantFrom('FRA', 'DEU', 'XXB'), { maxLength: 2 });
    const one = fc.record({
      // Mostly moments, sometimes hours.
      pause: fc.oneof(
        fc.nat(3_000),
        fc.nat({ max: 90_000 }),
        fc.nat({ max: 3 * HOUR_MS }),
        fc.nat({ max: 14 * HOUR_MS }),
      ),
      who: fc.constantFrom('a', 'b'),
      purpose: fc.constantFrom(...PURPOSES),
      searched: fc.constantFrom(...HASHES),
      asked: codes,
      matched: codes,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 40 }), async (drawn) => {
        const members = { a: newMember(), b: newMember() };
        let at = START;
        const done: Lookup[] = [];
        for (const { pause, who, ...rest } of drawn) {
          at += pause;
          const next = { ...rest, at, member: members[who] };
          done.push(next);
          const context = await store.lookups.record(next);
          expect(context).toEqual(expectedContext(done));
          for (const window of ['minute', 'hour', 'day'] as const) {
            const { shortest, longest } = lengthsOf(window);
            const within = (ms: number): number =>
              done.filter((each) => each.member === next.member && at - each.at < ms).length;
            expect(context.volume[window]).toBeGreaterThanOrEqual(within(shortest));
            expect(context.volume[window]).toBeLessThanOrEqual(within(longest));
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is kept of lookups', () => {
  it('is slots, codes and purposes, and goes by itself', async () => {
    const member = newMember();
    await store.lookups.record(lookup({ member, asked: ['FRA'], matched: ['DEU'] }));
    const keys = await keysOf(member);
    expect(keys).toEqual(
      ['a:police', 'a:police:FRA', 'm:police', 'm:police:DEU', 's:0', 'v'].map(
        (name) => `lookups:${member}:${name}`,
      ),
    );
    const link = await redis.link();
    for (const key of keys) {
      const seconds = Number(await link.send(['TTL', key]));
      expect(seconds).toBeGreaterThan(24 * 3_600);
      expect(seconds).toBeLessThanOrEqual(26 * 3_600);
    }
  });

  it('goes to disk once in ten seconds for each member, and not for every lookup', async () => {
    const members = [newMember(), newMember()];
    const link = await redis.link();
    const written = async (member: string, at: number): Promise<boolean> => {
      const before = await aofBytes();
      await store.lookups.record(lookup({ member, at, asked: ['FRA'] }));
      return (await aofBytes()) > before;
    };
    const aofBytes = async (): Promise<number> => {
      const info = String(await link.send(['INFO', 'persistence']));
      return Number(/aof_current_size:(\d+)/.exec(info)?.[1]);
    };
    const outcomes: boolean[] = [];
    for (const ms of [0, 1, 9_999, 10_000, 10_001, 3_000, 60_000]) {
      for (const member of members) outcomes.push(await written(member, START + ms));
    }
    const [one, other] = [0, 1].map((nth) => outcomes.filter((_, at) => at % 2 === nth));
    expect(one).toEqual([true, false, false, true, false, false, true]);
    expect(other).toEqual(one);
  });

  it('does not grow with the time a member goes on asking', async () => {
    const member = newMember();
    const days = Array.from({ length: 200 }, (_, n) => lookup({ member, at: START + n * HOUR_MS }));
    await countAll(days);
    const link = await redis.link();
    const steps = (LENGTHS.minute + LENGTHS.hour + LENGTHS.day * 5) * 8 + 7;
    expect(Number(await link.send(['STRLEN', `lookups:${member}:v`]))).toBeLessThanOrEqual(steps);
  });

  it('does not grow where two clocks differ', async () => {
    const member = newMember();
    const ahead = Array.from({ length: 200 }, (_, n) => START + (n % 2) * HOUR_MS);
    const contexts = await countAll(ahead.map((at) => lookup({ member, at })));
    expect(contexts.at(-1)?.volume).toEqual({ minute: 200 - 1, hour: 200, day: 200 });
    const link = await redis.link();
    const steps = (LENGTHS.minute + LENGTHS.hour + LENGTHS.day * 5) * 8 + 7;
    expect(Number(await link.send(['STRLEN', `lookups:${member}:v`]))).toBeLessThanOrEqual(steps);
  });

  it('has a slot of sixteen bits for every keyed hash', () => {
    expect(HASHES.map(slotOf)).toEqual([0, 0xcf3c, 0xffe6]);
    const base64 = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(base64, (bytes) => {
        const [high = 0, low = 0] = bytes;
        expect(slotOf(Buffer.from(bytes).toString('base64url'))).toBe(high * 256 + low);
      }),
    );
  });

  it('is nothing in a store without a head: then lookups are not counted', async () => {
    const link = await redis.link();
    const head = await link.send(['GET', 'head']);
    await link.send(['DEL', 'head']);
    await expect(store.lookups.record(lookup({ member: newMember() }))).rejects.toThrow();
    await link.send(['SET', 'head', Buffer.isBuffer(head) ? head : '']);
    expect((await store.lookups.record(lookup({ member: newMember() }))).volume.day).toBe(1);
  });
});
