/** Reviews that ended undecided, in a real store, with two processes and a break in between. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/clock.js';
import { Fault } from '../../src/errors.js';
import { EndedDays, undecidedReviews } from '../../src/flow/ended-days.js';
import { reviewMoved, reviewOpened } from '../../src/flow/review-consequence.js';
import { LIMITS } from '../../src/limits.js';
import type { Review, ReviewState } from '../../src/record/review.js';
import type { Deed } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';
import { listOf } from '../../src/store/redis-client.js';
import { noteUndecided, Reviews } from '../../src/store/reviews.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 5, 1);
const OVER_MS = START_MS + (LIMITS.reviewUndecidedDays + 1) * DAY_MS;

let redis: PrivateRedis;
let stores: Store[];
let ms = START_MS;
const storeOf = (nth: number): Store => stores[nth] ?? expect.fail('no such process');

beforeAll(async () => {
  redis = await startPrivateRedis();
  stores = [await Store.open(redis.address), await Store.open(redis.address)];
});
beforeEach(async () => {
  ms = START_MS;
  const keys = [KEYS.reviews, KEYS.reviewsAll, KEYS.reviewsPending, KEYS.reviewsUndecided];
  await storeOf(0).backgroundLink.send(['DEL', ...keys]);
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await redis.stop();
});

const sweeper = (nth: number, act?: (deeds: readonly Deed[]) => Promise<boolean>): EndedDays =>
  new EndedDays({
    store: { act: act ?? ((deeds) => storeOf(nth).act(deeds)) },
    clock: { now: () => ms },
    kinds: [undecidedReviews(new Reviews(storeOf(nth).backgroundLink))],
  });

/** A review that came to this state at that time; its id. */
async function put(state: ReviewState, at: number): Promise<string> {
  const row: Review = {
    reviewId: newId(),
    subject: 'record',
    recordId: 'FRA-1',
    version: 1,
    owner: 'FRA',
    receiver: null,
    message: null,
    state: 'pending',
    openedBy: 'somebody',
    openedAt: START_MS,
    policyVersion: '1',
    findings: [],
    lookalikes: [],
    claimedBy: null,
    claimedAt: null,
    questions: [],
    opinions: [],
    decision: null,
  };
  await storeOf(0).act(reviewOpened(row));
  const kept = await new Reviews(storeOf(0).backgroundLink).read(row.reviewId);
  if (kept === null || state === 'pending') return row.reviewId;
  const undecided = state === 'decided' ? [] : [noteUndecided(row.reviewId, at)];
  await storeOf(0).act([...reviewMoved(kept, { ...row, state }), ...undecided]);
  return row.reviewId;
}

/** Ids of all that there are, by their rows and by their places. */
async function kept(): Promise<string[]> {
  const send = (...args: string[]) => storeOf(0).backgroundLink.send(args);
  const rows = listOf(await send('HKEYS', KEYS.reviews)).map(String);
  const places = listOf(await send('ZRANGE', KEYS.reviewsAll, '0', '-1')).map(String);
  expect(rows.sort()).toEqual(places.sort());
  return rows;
}

/** As many of each state as are more than a sweep takes at once; ids of those that stay. */
async function crowd(): Promise<string[]> {
  const stay: string[] = [];
  for (let nth = 0; nth < LIMITS.sweepEndedMax + 10; nth += 1) {
    await put('superseded', START_MS + (nth % 3));
    await put('withdrawn', START_MS);
    stay.push(await put('decided', START_MS), await put('pending', START_MS));
    stay.push(await put('superseded', START_MS + DAY_MS));
  }
  return stay.sort();
}

describe('reviews that ended undecided', () => {
  it('go some days after their end, by two processes at once, and no others', async () => {
    const stay = await crowd();
    ms = OVER_MS - 1;
    await sweeper(0).run();
    expect(await kept()).toHaveLength(stay.length + 2 * (LIMITS.sweepEndedMax + 10));
    ms = OVER_MS;
    await Promise.all([sweeper(0).run(), sweeper(1).run()]);
    expect(await kept()).toEqual(stay);
    const reviews = new Reviews(storeOf(0).backgroundLink);
    expect(await reviews.pending()).toBe(LIMITS.sweepEndedMax + 10);
    expect(await reviews.undecided(OVER_MS, null, 1_000)).toHaveLength(LIMITS.sweepEndedMax + 10);
  });

  it('go in the next pass where one broke off', async () => {
    const stay = await crowd();
    ms = OVER_MS;
    let steps = 0;
    const broken = sweeper(0, (deeds) => {
      steps += 1;
      if (steps > 1) throw new Fault('index_unavailable', 'gone');
      return storeOf(0).act(deeds);
    });
    await expect(broken.run()).rejects.toMatchObject({ code: 'index_unavailable' });
    expect((await kept()).length).toBeGreaterThan(stay.length);
    await sweeper(1).run();
    expect(await kept()).toEqual(stay);
  });
});
