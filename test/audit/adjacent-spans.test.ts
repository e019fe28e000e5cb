/** Adjacent spans add up to the whole: what is counted in one of them is in no other, however old it has become. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerByDay, readStatistics } from '../../src/audit/statistics.js';
import { check, openScene, START_MS, type Scene } from './scene.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Half an hour before a day begins. */
const FIRST_MS = START_MS + 11.5 * HOUR_MS;
const HOURS = 6;
const AGES_MS = [
  0,
  HOUR_MS,
  3 * HOUR_MS,
  DAY_MS,
  7 * DAY_MS + 17 * HOUR_MS,
  8 * DAY_MS,
  40 * DAY_MS,
];
let scene: Scene;
const counted: number[] = [];

/** Numbers that look random and are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const random = chance(20_261_101);

beforeAll(async () => {
  scene = await openScene();
  scene.clock.ms = FIRST_MS;
  const log = await scene.openLog();
  const instants = Array.from({ length: 150 }, () =>
    Math.floor(FIRST_MS + random() * HOURS * HOUR_MS),
  );
  // On the hour, and right before it.
  const midnight = FIRST_MS + HOUR_MS / 2;
  instants.push(midnight, midnight, midnight - 1, midnight + HOUR_MS, midnight + HOUR_MS - 1);
  for (const at of instants.sort((a, b) => a - b)) {
    scene.clock.ms = at;
    await log.append(check({ at, considered: ['CHE'] }));
    counted.push(at);
  }
});
afterAll(() => scene.stop());

async function checksIn(from: number, to: number): Promise<number> {
  const { totals, byOwner, series } = await readStatistics(scene.store, from, to, scene.clock);
  expect(byOwner[0]?.checksAgainst ?? 0).toBe(totals.checks);
  expect(series.points.reduce((sum, { checks }) => sum + checks, 0)).toBe(totals.checks);
  const days = await ownerByDay(scene.store, 'CHE', from, to, scene.clock);
  expect(days.reduce((sum, { checksAgainst }) => sum + checksAgainst, 0)).toBe(totals.checks);
  return totals.checks;
}

async function sumOver(bounds: readonly number[]): Promise<number> {
  let sum = 0;
  for (let nth = 1; nth < bounds.length; nth += 1) {
    sum += await checksIn(bounds[nth - 1] ?? 0, bounds[nth] ?? 0);
  }
  return sum;
}

const END_MS = FIRST_MS + (HOURS + 0.5) * HOUR_MS;
const inside = (from: number, to: number): number =>
  counted.filter((at) => at >= from && at < to).length;

describe('adjacent spans', () => {
  it.each(AGES_MS)('on the hour hold what was counted between them, %d ms later', async (age) => {
    scene.clock.ms = END_MS + age;
    const first = FIRST_MS - HOUR_MS / 2;
    for (let from = first; from < END_MS; from += HOUR_MS) {
      for (const hours of [1, 2, 5]) {
        const to = from + hours * HOUR_MS;
        expect(await checksIn(from, to), new Date(from).toISOString()).toBe(inside(from, to));
      }
    }
    const days = await ownerByDay(scene.store, 'CHE', first, END_MS, scene.clock);
    const midnight = FIRST_MS + HOUR_MS / 2;
    expect(days.map(({ checksAgainst }) => checksAgainst)).toEqual([
      inside(first, midnight),
      inside(midnight, END_MS),
    ]);
  });

  it.each(AGES_MS)('add up to the whole wherever they meet, %d ms later', async (age) => {
    scene.clock.ms = END_MS + age;
    const bounds = [FIRST_MS - HOUR_MS, END_MS];
    for (let nth = 0; nth < 12; nth += 1) {
      bounds.push(Math.floor((FIRST_MS + random() * HOURS * HOUR_MS) / 1_000) * 1_000);
    }
    expect(await sumOver(bounds.sort((a, b) => a - b))).toBe(counted.length);
  });

  it('hold the whole of what can no longer be told apart in the one in which it begins', async () => {
    scene.clock.ms = END_MS + 40 * DAY_MS;
    const hour = FIRST_MS + HOUR_MS / 2;
    const whole = inside(hour, hour + HOUR_MS);
    expect(whole).toBeGreaterThan(0);
    for (const within of [1, 1_000, 1_800_000, HOUR_MS - 1]) {
      expect(await checksIn(hour, hour + within)).toBe(whole);
      expect(await checksIn(hour + within, hour + HOUR_MS)).toBe(0);
    }
  });

  it('within the second that runs hold what has just been counted', async () => {
    const log = await scene.openLog({ chain: 'running' });
    const now = END_MS + 50 * DAY_MS + 250;
    scene.clock.ms = now;
    await log.append(check({ at: now, considered: ['CHE'] }));
    expect(await checksIn(now - 100, now + 1)).toBe(1);
    expect(await checksIn(now - 250, now + DAY_MS)).toBe(1);
    expect(await checksIn(now - DAY_MS, now - 250)).toBe(0);
  });
});
