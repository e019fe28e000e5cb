/** The statistics agree with a plain recount of the entries, for any span. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckEntry } from '../../src/audit/entry.js';
import { ownerByDay, readStatistics, type Statistics } from '../../src/audit/statistics.js';
import { packDeeds, tell } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';
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
    wantedBy: n % 4,
  });
}

/** When each message was told. */
const told: number[] = [];

async function tellOne(ms: number): Promise<void> {
  const deeds = packDeeds([tell('FRA', Buffer.from('x'), ms)]);
  await scene.link.send(['FCALL', 'pc_act', '0', deeds]);
  told.push(ms);
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
    await tellOne(scene.clock.ms);
  }
  scene.clock.ms = START_MS;
});
afterAll(() => scene.stop());

function identificationsOf(entries: readonly CheckEntry[]) {
  const byCountries: Record<string, number> = {};
  for (const { wantedBy: n } of entries) {
    if (n > 0) byCountries[n] = (byCountries[n] ?? 0) + 1;
  }
  return { checks: entries.filter(({ wantedBy }) => wantedBy > 0).length, byCountries };
}

function recount(from: number, to: number) {
  const inside = written.filter(({ at }) => at >= from && at < to);
  const returned = inside.flatMap((entry) => entry.returned.map((id) => ({ entry, id })));
  const asking = [...new Set(inside.map(({ member }) => member))].sort();
  const owning = [...new Set(inside.flatMap(({ considered }) => considered))].sort();
  return {
    totals: {
      checks: inside.length,
      matches: returned.length,
      referred: inside.filter(({ result }) => result === 'referred').length,
      messages: told.filter((at) => at >= from && at < to).length,
    },
    identifications: identificationsOf(inside),
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
    // A minute belongs to the span in which it begins.
    expect((await read(minute + 30_000, minute + 40_000)).totals.checks).toBe(0);
    const hour = START_MS - 10 * DAY_MS;
    expect((await read(hour, hour + 1_000)).totals.checks).toBe(4);
  });

  it('agree with a recount over everything, and count nothing twice', async () => {
    const got = await read(0, START_MS + DAY_MS);
    expect(got).toMatchObject(recount(0, START_MS + DAY_MS));
    expect(got.totals.checks).toBe(written.length);
  });

  it('are added up for several blocks at once, and are whole whenever they are read', async () => {
    const from = START_MS + DAY_MS;
    scene.clock.ms = from;
    const log = await scene.openLog({ chain: 'many blocks' });
    const noted = async (): Promise<number> =>
      Number(await scene.link.send(['LLEN', KEYS.statsNoted]));
    let most = 0;
    for (let n = 1; n <= 150; n += 1) {
      await log.append(check({ at: from, member: 'ISL' }));
      most = Math.max(most, await noted());
      if (n % 50 !== 0) continue;
      const { byMember } = await readStatistics(scene.store, from, from + 1_000, scene.clock);
      expect(byMember.find(({ member }) => member === 'ISL')?.checks).toBe(n);
      expect(await noted()).toBe(0);
    }
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(64);
    scene.clock.ms = START_MS;
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

  it('of one member are of what it asked, and show nothing of the others', async () => {
    for (const member of MEMBERS) {
      const [from, to] = [0, START_MS + DAY_MS];
      const got = await readStatistics(scene.store, from, to, scene.clock, member);
      const own = written.filter((entry) => entry.member === member);
      const whole = recount(from, to);
      expect(got.totals).toEqual({
        checks: own.length,
        matches: own.flatMap(({ returned }) => returned).length,
        referred: own.filter(({ result }) => result === 'referred').length,
        messages: 0,
      });
      expect(got.identifications).toEqual(identificationsOf(own));
      expect(got.byMember).toEqual(whole.byMember.filter((row) => row.member === member));
      expect(got.byOwner).toEqual([]);
      expect(got.series.points.reduce((sum, { checks }) => sum + checks, 0)).toBe(own.length);
      expect(JSON.stringify(got)).not.toMatch(
        new RegExp(MEMBERS.filter((other) => other !== member).join('|')),
      );
    }
  });

  it.each([
    ['minute', 60_000, 37_000 * 3 - 500, 0, 2],
    ['minute', 60_000, 2 * HOUR_MS, 0, 120],
    ['minute', 60_000, 5 * DAY_MS, 5 * DAY_MS - 90_000, 2],
    ['hour', HOUR_MS, 2 * HOUR_MS + 1, 0, 3],
    ['hour', HOUR_MS, 6 * DAY_MS, 0, 6 * 24],
    ['hour', HOUR_MS, 10 * DAY_MS, 10 * DAY_MS - 60_000, 1],
    ['day', DAY_MS, 10 * DAY_MS, 0, 11],
    ['day', DAY_MS, 8 * DAY_MS + 1, -400 * DAY_MS, 9],
  ] as const)('give a series by the %s', async (step, stepMs, fromAge, toAge, points) => {
    const [from, to] = [START_MS - fromAge, START_MS - toAge];
    const { series, totals } = await read(from, to);
    expect([series.step, series.points.length]).toEqual([step, points]);
    const begins = series.points.map(({ at }) => Date.parse(at));
    const first = from - (from % stepMs);
    expect(begins).toEqual(begins.map((_, nth) => first + nth * stepMs));
    const sum = (of: 'checks' | 'messages'): number =>
      series.points.reduce((total, point) => total + point[of], 0);
    expect([sum('checks'), sum('messages')]).toEqual([totals.checks, totals.messages]);
    for (const { at, checks } of series.points.slice(1, -1)) {
      const [begin, end] = [Date.parse(at), Date.parse(at) + stepMs];
      expect(checks).toBe(written.filter((one) => one.at >= begin && one.at < end).length);
    }
  });

  it('give a series from the first hour ever counted up to now, however much is asked', async () => {
    const { series, totals, from, to } = await read(0, START_MS + 4_000 * DAY_MS);
    expect([from, to]).toEqual([
      '1970-01-01T00:00:00.000Z',
      new Date(START_MS + 4_000 * DAY_MS).toISOString(),
    ]);
    const days = series.points.map(({ at }) => at.slice(0, 10));
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-05-22', '2026-06-01', 11]);
    expect(series.points.reduce((sum, { checks }) => sum + checks, 0)).toBe(totals.checks);
  });

  it.each([
    ['before anything was counted', 0, DAY_MS],
    ['that has not begun', START_MS + DAY_MS, START_MS + 9 * DAY_MS],
  ])('are empty for a span %s', async (_, from, to) => {
    const { totals, series } = await read(from, to);
    expect([totals.checks, series.points]).toEqual([0, []]);
    expect(await ownerByDay(scene.store, 'CHE', from, to, scene.clock)).toEqual([]);
  });

  it('count a check once that was recorded again, by what it was answered with', async () => {
    const log = await scene.openLog({ chain: 'twice' });
    const span = [START_MS, START_MS + 1_000] as const;
    const before = await read(...span);
    const record = (entry: CheckEntry, earlier: CheckEntry['result'] | null): Promise<string> =>
      new Promise((appended, failed) => log.appendCheck(entry, { appended, failed }, earlier, []));
    const first = check({ at: START_MS, member: 'NOR' });
    const found = { ...first, returned: ['CHE-9'], considered: ['CHE'], wantedBy: 1 };
    await record(first, null);
    await record({ ...found, result: 'match' }, 'clear');
    await record({ ...first, result: 'referred' }, null);
    await record(first, 'referred');
    await record(first, null);
    await record({ ...first, result: 'referred' }, 'clear');
    const after = await read(...span);
    const gained = (of: keyof Statistics['totals']): number => after.totals[of] - before.totals[of];
    expect([gained('checks'), gained('matches'), gained('referred')]).toEqual([3, 1, 1]);
    expect(after.identifications.checks - before.identifications.checks).toBe(1);
    const own = await readStatistics(scene.store, ...span, scene.clock, 'NOR');
    expect(own.totals).toMatchObject({ checks: 3, matches: 1, referred: 1 });
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
