/**
 * Rounds over several servers: turns, ratios, and what ends them.
 * It must never judge how fast anything was.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { parseCpuTimes, stealShare } from '../../bench/cpu.js';
import { ratioOf, serverFigures, spreadOf } from '../../bench/figures.js';
import { renderPool } from '../../bench/load/pool.js';
import { rateOf, runRounds, type RoundsPlan, type Target } from '../../bench/rounds.js';
import { CLEAR, MATCH, startStub, type StubServer } from './stub-server.js';

const stubs: StubServer[] = [];
afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.close()));
});

async function target(name: string, answer: Parameters<typeof startStub>[0]): Promise<Target> {
  const stub = await startStub(answer);
  stubs.push(stub);
  const expected = { unlisted: 'clear', listed: 'match', changed: 'any' } as const;
  return { name, port: stub.port, expected, keepsUp: true };
}

const rightly = (_: number, body: string) => ({
  status: 200,
  body: body.includes('listed') ? MATCH : CLEAR,
});

const POOL = renderPool(30, (n) => ({
  body: n === 17 ? '{"a":"listed"}' : '{}',
  queryClass: n === 17 ? 'listed' : 'unlisted',
  token: 't',
}));

function plan(targets: readonly Target[], phases: string[]): RoundsPlan {
  return {
    targets,
    paceSetter: targets.at(-1)?.name ?? '',
    pool: POOL,
    connections: 3,
    rounds: 2,
    phaseMs: 60,
    firstWarmUpMs: 0,
    warmUpMs: 0,
    rate: null,
    pacing: 'timer',
    mayGoOn: () => true,
    onPhase: (what) => phases.push(what),
  };
}

describe('a run in rounds', () => {
  it('lets another server begin each round and takes ratios within rounds', async () => {
    const phases: string[] = [];
    const targets = [await target('left', rightly), await target('right', rightly)];
    const outcome = await runRounds(plan(targets, phases));
    const closed = phases.filter((what) => what.endsWith('closed loop'));
    expect(closed.map((what) => what.split(':')[0])).toEqual(['left', 'right', 'right', 'left']);
    const [first] = outcome.rounds;
    const [left, right] = first?.measurements ?? [];
    if (left === undefined || right === undefined) throw new Error('no measurements');
    const ratio = ratioOf('left', 'right', outcome.rounds);
    expect(ratio.perRound).toHaveLength(2);
    expect(ratio.perRound[0]).toBe(rateOf(left.closed) / rateOf(right.closed));
    expect(outcome.openRate).toBe(Math.max(1, Math.round(rateOf(right.closed) / 2)));
    const figures = serverFigures('left', outcome.rounds);
    const asked = figures.byClass.listed.asked + figures.byClass.unlisted.asked;
    expect(asked).toBe(figures.closed.answered + figures.open.answered);
  });

  it('ends early when it may not go on', async () => {
    const targets = [await target('only', rightly)];
    const outcome = await runRounds({ ...plan(targets, []), mayGoOn: (done) => done < 1 });
    expect(outcome.rounds).toHaveLength(1);
  });

  it('fails before any round when a listed one is not found', async () => {
    const phases: string[] = [];
    const targets = [await target('blind', () => ({ status: 200, body: CLEAR }))];
    await expect(runRounds(plan(targets, phases))).rejects.toThrow(
      'blind gave a wrong result 1 times',
    );
    expect(phases.some((what) => what.includes('loop'))).toBe(false);
  });

  it('fails when a server answers 500 under load', async () => {
    const sometimes = (n: number, body: string) =>
      n === 9 ? { status: 500, body: '{}' } : rightly(n, body);
    const targets = [await target('sound', rightly), await target('odd', sometimes)];
    await expect(runRounds(plan(targets, []))).rejects.toThrow('odd answered 500 to 1 requests');
  });
});

describe('figures', () => {
  it('take the middle of an odd number and the mean of the two middle ones of an even', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('read CPU steal from the first line of /proc/stat', () => {
    const before = parseCpuTimes('cpu  100 0 50 800 10 0 5 35 7 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n');
    const after = parseCpuTimes('cpu  150 0 60 820 10 0 5 55 7 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n');
    expect(before).toEqual({ total: 1_000, idle: 810, steal: 35 });
    expect(stealShare(before, after)).toBeCloseTo(0.2);
    expect(stealShare(null, after)).toBeNull();
    expect(parseCpuTimes('intr 1 2 3\n')).toBeNull();
  });
});
