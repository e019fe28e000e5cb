/** Referrals whose days are over, in a real store, by a clock that the test moves. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.js';
import { EndedDays, endedReferrals } from '../../src/flow/ended-days.js';
import { LIMITS } from '../../src/limits.js';
import type { Referral } from '../../src/record/referral.js';
import { setRow, type Deed } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';
import { listOf } from '../../src/store/redis-client.js';
import { Referrals } from '../../src/store/referrals.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { endedRow, PLACES, putting, referralRow, rowsKeyOf } from '../store/referral-rows.js';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 90;
const ENDED = ['released', 'closed', 'withheld'] as const;
const STATES = ['pending', ...ENDED] as const;
/** Midnight. */
const START_MS = Date.UTC(2026, 5, 1);

let redis: PrivateRedis;
let stores: Store[];
let ms = START_MS;
let troubles: unknown[] = [];
const storeOf = (nth: number): Store => stores[nth] ?? expect.fail('no such process');

beforeAll(async () => {
  redis = await startPrivateRedis();
  stores = [await Store.open(redis.address), await Store.open(redis.address)];
});
beforeEach(async () => {
  ms = START_MS;
  troubles = [];
  await empty();
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await redis.stop();
});

async function empty(): Promise<void> {
  const keys = [KEYS.referrals, KEYS.withheld, ...Object.values(PLACES)];
  await storeOf(0).backgroundLink.send(['DEL', ...keys]);
}

type Act = (deeds: readonly Deed[]) => Promise<boolean>;
const actOf =
  (nth: number): Act =>
  (deeds) =>
    storeOf(nth).act(deeds);

/** What a process does about it, from its start on. */
const sweeper = (
  nth = 0,
  act = actOf(nth),
  keptDays = KEPT_DAYS,
  referrals: Pick<Referrals, 'ended' | 'read'> = new Referrals(storeOf(nth).backgroundLink),
): EndedDays =>
  new EndedDays({
    store: { act },
    clock: { now: () => ms },
    kinds: endedReferrals(referrals, keptDays, (error) => void troubles.push(error)),
  });

async function put(rows: readonly Referral[]): Promise<void> {
  if (rows.length > 0) await storeOf(0).act(putting(rows));
}

/** Of each state the checks that have a row, and those that have a place, in the order of their ids. */
async function kept(): Promise<string[]> {
  const found: string[] = [];
  const send = (...args: string[]) => storeOf(0).backgroundLink.send(args);
  for (const state of STATES) {
    const places = listOf(await send('ZRANGE', PLACES[state], '0', '-1')).map(String);
    for (const checkId of places) {
      expect(await send('HEXISTS', rowsKeyOf(state), checkId)).toBe(1);
      found.push(checkId);
    }
  }
  const rows = [
    ...listOf(await send('HKEYS', KEYS.referrals)),
    ...listOf(await send('HKEYS', KEYS.withheld)),
  ];
  expect(rows.map(String).sort()).toEqual([...found].sort());
  return found.sort();
}
const idsOf = (rows: readonly Referral[]): string[] => rows.map(({ checkId }) => checkId).sort();

describe('a referral that has ended', () => {
  it.each(ENDED)('is kept until its days are over and gone on the next: %s', async (state) => {
    const row = endedRow(START_MS + 9 * 3_600_000, state);
    await put([row]);
    const pass = sweeper();
    for (const at of [0, (KEPT_DAYS + 1) * DAY_MS - 1]) {
      ms = START_MS + at;
      await pass.run();
      expect(await kept()).toEqual([row.checkId]);
    }
    ms = START_MS + (KEPT_DAYS + 1) * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual([]);
    const referrals = new Referrals(storeOf(0).backgroundLink);
    expect(await referrals.read(row.checkId)).toBeNull();
    expect(await referrals.readWithheld(row.checkId)).toBeNull();
    expect(await referrals.page(state, null, 10)).toEqual({ rows: [], next: null });
  });

  it('is kept from its decision on, however long that took, and goes alone', async () => {
    const decidedLate = endedRow(START_MS, 'released', START_MS + 80 * DAY_MS);
    const decidedAtOnce = endedRow(START_MS, 'released');
    await put([decidedLate, decidedAtOnce]);
    const pass = sweeper();
    ms = START_MS + 91 * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual([decidedLate.checkId]);
    ms = START_MS + 170 * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual([decidedLate.checkId]);
    ms = START_MS + 171 * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual([]);
  });

  it('is kept for as long as the operator says', async () => {
    await put([endedRow(START_MS)]);
    const pass = sweeper(0, actOf(0), 1);
    ms = START_MS + DAY_MS;
    await pass.run();
    expect(await kept()).toHaveLength(1);
    ms = START_MS + 2 * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual([]);
  });
});

describe('a referral that waits', () => {
  it('is never deleted, however long its term is over, and is decided late like any other', async () => {
    const rows = [referralRow(START_MS), referralRow(START_MS + 1)];
    await put([...rows, endedRow(START_MS)]);
    const pass = sweeper();
    ms = START_MS + 3_000 * DAY_MS;
    await pass.run();
    expect(await kept()).toEqual(idsOf(rows));
    expect(await new Referrals(storeOf(0).backgroundLink).pending()).toBe(2);
  });
});

describe('a pass over referrals', () => {
  // Of one time, as batches of checks make them, and more than are looked at in one reading.
  const crowd = (): Referral[] => [
    ...Array.from({ length: 450 }, () => endedRow(START_MS, 'withheld')),
    ...Array.from({ length: 450 }, (_, nth) =>
      endedRow(START_MS, 'closed', START_MS + nth * DAY_MS),
    ),
  ];

  it('deletes a few at a time, and passes over what is kept', async () => {
    const rows = crowd();
    await put(rows);
    ms = START_MS + 301 * DAY_MS;
    const steps: number[] = [];
    const act: Act = (deeds) => {
      steps.push(deeds.length);
      return storeOf(0).act(deeds);
    };
    await sweeper(0, act).run();
    const left = rows.filter(({ decision }) => (decision?.at ?? 0) >= START_MS + 211 * DAY_MS);
    expect(left).toHaveLength(239);
    expect(await kept()).toEqual(idsOf(left));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 * LIMITS.sweepEndedMax);
  });

  it('is made once a day, and by a process that starts', async () => {
    await put([endedRow(START_MS)]);
    const pass = sweeper();
    ms = START_MS + 100 * DAY_MS;
    await pass.run();
    const late = endedRow(START_MS);
    await put([late]);
    await pass.run();
    expect(await kept()).toEqual([late.checkId]);
    await sweeper().run();
    expect(await kept()).toEqual([]);
  });

  it('by two processes at once deletes each of those that are due, and no other', async () => {
    const rows = [...crowd(), referralRow(START_MS), endedRow(START_MS + 300 * DAY_MS)];
    await put(rows);
    ms = START_MS + 301 * DAY_MS;
    await Promise.all([sweeper(0).run(), sweeper(1).run()]);
    const left = rows.filter(
      ({ state, at, decision }) =>
        state === 'pending' || Math.max(at, decision?.at ?? 0) >= START_MS + 211 * DAY_MS,
    );
    expect(await kept()).toEqual(idsOf(left));
  });

  it('that broke off is finished by the next, also after it was done in part', async () => {
    await put(crowd());
    ms = START_MS + 1_000 * DAY_MS;
    let steps = 0;
    const act: Act = (deeds) => {
      steps += 1;
      if (steps % 5 === 0) throw new Fault('index_unavailable', 'gone');
      return storeOf(0).act(deeds);
    };
    const pass = sweeper(0, act);
    await expect(pass.run()).rejects.toMatchObject({ code: 'index_unavailable' });
    const half = await kept();
    expect(half.length).toBeGreaterThan(0);
    expect(half.length).toBeLessThan(900);
    await expect(pass.run()).rejects.toMatchObject({ code: 'index_unavailable' });
    await sweeper(1).run();
    expect(await kept()).toEqual([]);
  });

  it('that could not read is not taken for done', async () => {
    await put([endedRow(START_MS)]);
    ms = START_MS + 100 * DAY_MS;
    const referrals = new Referrals(storeOf(0).backgroundLink);
    let away = true;
    const pass = sweeper(0, actOf(0), KEPT_DAYS, {
      ended: (...args) => referrals.ended(...args),
      read: (checkId) =>
        away ? Promise.reject(new Fault('index_unavailable', 'away')) : referrals.read(checkId),
    });
    await expect(pass.run()).rejects.toMatchObject({ code: 'index_unavailable' });
    expect(await kept()).toHaveLength(1);
    away = false;
    await pass.run();
    expect(await kept()).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('stops where it stands', async () => {
    await put(crowd());
    ms = START_MS + 1_000 * DAY_MS;
    const act: Act = (deeds) => {
      void pass.stop();
      return storeOf(0).act(deeds);
    };
    const pass = sweeper(0, act);
    await pass.run();
    expect(await kept()).toHaveLength(900 - LIMITS.sweepEndedMax);
  });

  it('tells of what it cannot read and leaves it, and removes a place without a row', async () => {
    const [unreadable, rowless, other] = [
      endedRow(START_MS),
      endedRow(START_MS),
      endedRow(START_MS),
    ];
    await put([unreadable, rowless, other]);
    await storeOf(0).act([setRow(KEYS.referrals, unreadable.checkId, Buffer.from([0xc1]))]);
    await storeOf(0).backgroundLink.send(['HDEL', KEYS.referrals, rowless.checkId]);
    ms = START_MS + 100 * DAY_MS;
    await sweeper().run();
    expect(await kept()).toEqual([unreadable.checkId]);
    expect(troubles).toHaveLength(1);
  });
});

describe('any referrals on any days', () => {
  const life = fc.record({
    state: fc.constantFrom(...STATES),
    askedOn: fc.nat({ max: 30 * 24 }),
    decidedAfter: fc.nat({ max: 30 * 24 }),
  });
  const HOUR_MS = 3_600_000;

  it('are those that wait, and those whose last event is not more than the days behind', async () => {
    const lives = fc.array(life, { maxLength: 30 });
    const days = fc.uniqueArray(fc.nat({ max: 80 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lives, days, fc.integer({ min: 1, max: 20 }), async (all, visited, keep) => {
        const rows = all.map(({ state, askedOn, decidedAfter }) => {
          const at = START_MS + askedOn * HOUR_MS;
          return endedRow(at, state, at + decidedAfter * HOUR_MS);
        });
        await empty();
        await put(rows);
        const passes = [sweeper(0, actOf(0), keep), sweeper(1, actOf(1), keep)];
        for (const day of visited.sort((a, b) => a - b)) {
          ms = START_MS + day * DAY_MS + 5 * HOUR_MS;
          await Promise.all(passes.map((pass) => pass.run()));
          const expected = rows.filter(({ state, at, decision }) => {
            const last = Math.floor(((decision?.at ?? at) - START_MS) / DAY_MS);
            return state === 'pending' || last + keep >= day;
          });
          expect(await kept()).toEqual(idsOf(expected));
        }
      }),
      { numRuns: 40 },
    );
  });
});
