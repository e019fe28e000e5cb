/** The statistics agree with a plain recount of the entries, for any span. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckEntry } from '../../src/audit/entry.js';
import { ownerByDay, readStatistics, type Statistics } from '../../src/audit/statistics.js';
import { check, openScene, START_MS, type Scene } from './scene.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MEMBERS = ['DEU', 'FRA', 'SWE'];
const OWNERS = ['BRA', 'CHE', 'JPN'];
let scene: Scene;
const written: CheckEntry[] = [];

/** A check that follows from its number alone, with every kind of outcome among them. */
function numbered(n: number, at: number): CheckEntry {
  const owner = OWNERS[n % OWNERS.length] ?? '';
  const other = OWNERS[(n + 1) % OWNERS.length] ?? '';
  const member = MEMBERS[(n * 7) % MEMBERS.length] ?? '';
  if (n % 11 === 0) return check({ at, member, result: 'referred', considered: [owner] });
  if (n % 3 !== 0) return check({ at, member });
  return check({
    at,
    member,
    result: 'match',
    returned: [`${owner}-1`, `${owner}-2`, `${other}-1`],
    considered: [owner, other],
  });
}

beforeAll(async () => {
  scene = await openScene();
  scene.clock.ms = START_MS - 11 * DAY_MS;
  const log = await scene.openLog({ chain: 'counted' });
  // Ten days up to now, denser towards the end.
  const ages = [10 * DAY_MS, 9 * DAY_MS + 59_000, 5 * DAY_MS, 5 * DAY_MS - 61_000, 3 * HOUR_MS];
  for (let age = 90 * 60_000; age >= 0; age -= 37_000) ages.push(age);
  let n = 0;
  for (const age of ages) {
    scene.clock.ms = START_MS - age;
    const entries = Array.from({ length: 4 }, () => numbered((n += 1), scene.clock.ms));
    await Promise.all(entries.map((entry) => log.append(entry)));
    written.push(...entries);
  }
  scene.clock.ms = START_MS;
});
afterAll(() => scene.stop());

function recount(from: number, to: number) {
  const inside = written.filter(({ at }) => at >= from && at <= to);
  const returned = inside.flatMap((entry) => entry.returned.map((id) => ({ entry, id })));
  const asking = [...new Set(inside.map(({ member }) => member))].sort();
  const owning = [...new Set(inside.flatMap(({ considered }) => considered))].sort();
  return {
    totals: {
      checks: inside.length,
      matches: returned.length,
      referred: inside.filter(({ result }) => result === 'referred').length,
      messages: 0,
    },
    byMember: asking.map((member) => ({
      member,
      checks: inside.filter((entry) => entry.member === member).length,
      matches: returned.filter(({ entry }) => entry.member === member).length,
    })),
    byOwner: owning.map((owner) => ({
      owner,
      checksAgainst: inside.filter(({ considered }) => considered.includes(owner)).length,
      matches: returned.filter(({ id }) => id.startsWith(owner)).length,
    })),
  };
}

const read = (from: number, to: number): Promise<Statistics> =>
  readStatistics(scene.store, from, to, scene.clock);

describe('the statistics', () => {
  it('agree with a recount to the second while seconds are kept', async () => {
    for (const [from, to] of [
      [37_000 * 3, 0],
      [37_000 * 3 - 1_000, 0],
      [37_000 * 90, 37_000 * 20],
      [37_000 * 90, 37_000 * 20 + 1_000],
      [75 * 60_000, 61_000],
    ] as const) {
      const got = await read(START_MS - from, START_MS - to);
      expect(got, `${from} ${to}`).toMatchObject(recount(START_MS - from, START_MS - to));
    }
  });

  it('agree with a recount to the minute for days, and to the hour beyond', async () => {
    const minute = START_MS - 5 * DAY_MS;
    expect((await read(minute, minute + 30_000)).totals.checks).toBe(4);
    expect((await read(minute, minute + 90_000)).totals.checks).toBe(8);
    // A span that begins within a minute is widened to the whole of it.
    expect((await read(minute + 30_000, minute + 40_000)).totals.checks).toBe(4);
    const hour = START_MS - 10 * DAY_MS;
    expect((await read(hour, hour + 1_000)).totals.checks).toBe(4);
  });

  it('agree with a recount over everything, and count nothing twice', async () => {
    const got = await read(0, START_MS + DAY_MS);
    expect(got).toMatchObject(recount(0, START_MS + DAY_MS));
    expect(got.totals.checks).toBe(written.length);
  });

  it('are empty for a span without checks', async () => {
    const got = await read(START_MS - 8 * DAY_MS, START_MS - 7 * DAY_MS);
    expect(got).toMatchObject({ totals: { checks: 0, matches: 0 }, byMember: [], byOwner: [] });
  });

  it('give an owner by day, the days adding up to the whole', async () => {
    for (const owner of OWNERS) {
      const days = await ownerByDay(scene.store, owner, 0, START_MS, scene.clock);
      const whole = recount(0, START_MS).byOwner.find((row) => row.owner === owner);
      const sum = (of: (day: (typeof days)[number]) => number): number =>
        days.reduce((total, day) => total + of(day), 0);
      expect(sum((day) => day.checksAgainst)).toBe(whole?.checksAgainst);
      expect(sum((day) => day.matches)).toBe(whole?.matches);
      expect(days.map(({ day }) => day)).toEqual([...days.map(({ day }) => day)].sort());
    }
  });

  it('are not moved by a block that was refused', async () => {
    const before = await read(0, START_MS + DAY_MS);
    const refused = await scene.store.append({
      chain: 'counted',
      number: 1,
      expectedHead: 'another head',
      newHead: 'x',
      bytes: Buffer.from('x'),
      deeds: [],
      second: Math.floor(START_MS / 1_000),
      counts: new Map([['n', 1_000]]),
    });
    expect(refused).toBe('head');
    expect(await read(0, START_MS + DAY_MS)).toEqual(before);
  });
});
