import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/clock.js';
import { packReferral, type Referral, type ReferralState } from '../../src/record/referral.js';
import { packDeeds, waitNoMore } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';
import type { Link } from '../../src/store/redis-client.js';
import type { ListPlace } from '../../src/store/places.js';
import { Referrals } from '../../src/store/referrals.js';
import { Tables } from '../../src/store/tables.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { putting, referralRow } from './referral-rows.js';

let redis: PrivateRedis;
let link: Link;
let referrals: Referrals;
beforeAll(async () => {
  redis = await startPrivateRedis();
  link = await redis.link();
  referrals = new Referrals(link);
});
beforeEach(async () => {
  await link.send(['FLUSHALL']);
  await Tables.open(link, 'test', null);
});
afterAll(() => redis.stop());

async function put(rows: readonly Referral[]): Promise<void> {
  await link.send(['FCALL', 'pc_act', '0', packDeeds(putting(rows))]);
}

/** All pages of a state, one behind the other. */
async function walk(
  state: ReferralState | 'all',
  max: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<Referral[]> {
  const rows: Referral[] = [];
  let after: ListPlace | null = null;
  for (;;) {
    const page = await referrals.page(state, after, max);
    expect(page.rows.length).toBeLessThanOrEqual(max);
    rows.push(...page.rows);
    after = page.next;
    if (after === null) return rows;
    await between();
  }
}

describe('stored referrals', () => {
  it('are read as they were written, with the bytes that guard them', async () => {
    const row = referralRow(5);
    await put([row]);
    const kept = await referrals.read(row.checkId);
    expect(kept?.row).toEqual(row);
    expect(kept?.bytes.equals(packReferral(row))).toBe(true);
    expect(await referrals.read(newId())).toBeNull();
  });

  it('keep checks apart that were answered without some matches', async () => {
    const row = referralRow(5, 'withheld');
    await put([row]);
    expect(await referrals.read(row.checkId)).toBeNull();
    expect((await referrals.readWithheld(row.checkId))?.row).toEqual(row);
    expect([await walk('withheld', 5), await walk('all', 5)]).toEqual([[row], []]);
  });

  it('come page by page, each once, also where many bear the same time', async () => {
    // More of one time than are read at once, as a batch of checks makes them.
    const rows = [...Array(450).keys()].map((nth) => referralRow(nth < 420 ? 7 : nth));
    await put(rows);
    const inOrder = [...rows].sort((a, b) => a.at - b.at || (a.checkId < b.checkId ? -1 : 1));
    for (const max of [1_000, 100, 33]) expect(await walk('pending', max)).toEqual(inOrder);
    expect(await referrals.pending()).toBe(450);
  });

  it('come newest first where they are decided or of every state, merged by time', async () => {
    const states = ['pending', 'released', 'closed'] as const;
    const rows = [...Array(60).keys()].map((nth) => referralRow(nth, states[nth % 3] ?? 'pending'));
    await put(rows);
    const newest = [...rows].reverse();
    expect(await walk('all', 7)).toEqual(newest);
    for (const state of ['released', 'closed'] as const) {
      expect(await walk(state, 7)).toEqual(newest.filter((row) => row.state === state));
    }
  });

  it('lose none to whoever reads on while others are decided', async () => {
    const rows = [...Array(40).keys()].map((nth) => referralRow(nth));
    await put(rows);
    const left = [...rows];
    const seen = await walk('pending', 5, async () => {
      const decided = left.shift();
      if (decided === undefined) return;
      await put([{ ...decided, state: 'closed' }]);
      await link.send([
        'FCALL',
        'pc_act',
        '0',
        packDeeds([waitNoMore(KEYS.referralsPending, decided.checkId)]),
      ]);
    });
    expect(seen).toEqual(rows);
    expect(await referrals.pending()).toBe(left.length);
  });

  it('are none in an empty store', async () => {
    expect(await referrals.page('all', null, 10)).toEqual({ rows: [], next: null });
    expect(await referrals.pending()).toBe(0);
  });
});
