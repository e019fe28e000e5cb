/**
 * The load client against a server whose every answer is known.
 * It must never pass because nothing was asked: counts are compared with the server's own.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { runClosedLoop } from '../../bench/load/closed-loop.js';
import { demandSound, faultsOf, type Demand } from '../../bench/load/judge.js';
import { runOpenLoop } from '../../bench/load/open-loop.js';
import { renderPool, type RequestPool } from '../../bench/load/pool.js';
import type { PhaseOutcome } from '../../bench/load/tally.js';
import { CLEAR, MATCH, startStub, type StubAnswer, type StubServer } from './stub-server.js';

const EXACT: Demand = {
  expected: { unlisted: 'clear', listed: 'match', changed: 'any' },
  keepsUp: true,
};
/** Every fifth check is of a listed one. */
const POOL: RequestPool = renderPool(20, (n) => ({
  body: JSON.stringify({ n, listed: n % 5 === 0 }),
  queryClass: n % 5 === 0 ? 'listed' : 'unlisted',
  token: 'token',
}));

const rightly = (body: string): StubAnswer => ({
  status: 200,
  body: (JSON.parse(body) as { listed: boolean }).listed ? MATCH : CLEAR,
});

let stub: StubServer | null = null;
afterEach(async () => {
  await stub?.close();
  stub = null;
});

async function ask(
  answer: Parameters<typeof startStub>[0],
  requestsMax: number,
): Promise<PhaseOutcome> {
  stub = await startStub(answer);
  return runClosedLoop({
    ...EXACT,
    port: stub.port,
    pool: POOL,
    connections: 4,
    durationMs: 20_000,
    firstRequest: 0,
    requestsMax,
  });
}

describe('the closed loop', () => {
  it('counts exactly what the server answered, by class and result', async () => {
    const outcome = await ask((_, body) => rightly(body), 200);
    expect(stub?.count()).toBe(200);
    expect(outcome.answered).toBe(200);
    expect(outcome.byClass.listed).toEqual({ asked: 40, matched: 40 });
    expect(outcome.byClass.unlisted).toEqual({ asked: 160, matched: 0 });
    expect(faultsOf(outcome, EXACT)).toEqual([]);
  });

  it('fails the run when one answer of many is a 500', async () => {
    const outcome = await ask(
      (n, body) => (n === 77 ? { status: 500, body: '{}' } : rightly(body)),
      200,
    );
    expect(outcome.answered).toBe(200);
    expect(outcome.odd).toEqual({ 500: 1 });
    expect(() => demandSound('stub', outcome, EXACT)).toThrow('stub answered 500 to 1 requests');
  });

  it('fails the run when a listed one is answered clear', async () => {
    const outcome = await ask(() => ({ status: 200, body: CLEAR }), 100);
    expect(outcome.wrong).toBe(20);
    expect(faultsOf(outcome, EXACT)).toEqual(['gave a wrong result 20 times']);
  });

  it('fails the run when an answer holds no result at all', async () => {
    const outcome = await ask(() => ({ status: 200, body: '{}' }), 10);
    expect(outcome.wrong).toBe(10);
  });

  it('counts a cut connection as a lost request, and goes on with the others', async () => {
    const outcome = await ask((n, body) => (n === 5 ? null : rightly(body)), 100);
    expect(outcome.answered).toBe(99);
    expect(outcome.lost).toBe(1);
    expect(faultsOf(outcome, EXACT)).toHaveLength(1);
  });

  it('fails the run when nothing was answered', async () => {
    const outcome = await ask(() => null, 100);
    expect(outcome.answered).toBe(0);
    expect(faultsOf(outcome, EXACT)).toContain('answered nothing');
  });

  it('counts a request without an answer at the end of the phase', async () => {
    stub = await startStub((n, body) => (n === 0 ? new Promise(() => undefined) : rightly(body)));
    const outcome = await runClosedLoop({
      ...EXACT,
      port: stub.port,
      pool: POOL,
      connections: 2,
      durationMs: 50,
      firstRequest: 0,
      drainMs: 50,
    });
    expect(outcome.unanswered).toBe(1);
    expect(outcome.answered).toBe(stub.count() - 1);
    expect(faultsOf(outcome, EXACT)).toEqual(['left 1 requests without an answer']);
    expect(faultsOf(outcome, { ...EXACT, keepsUp: false })).toEqual([]);
  });

  it('rejects where nobody listens', async () => {
    const gone = await startStub(() => null);
    await gone.close();
    const plan = { pool: POOL, connections: 2, durationMs: 100, firstRequest: 0 };
    await expect(runClosedLoop({ ...EXACT, ...plan, port: gone.port })).rejects.toThrow();
  });
});

describe('the open loop', () => {
  it('sends as many requests as the rate asks for, and counts each', async () => {
    stub = await startStub((_, body) => rightly(body));
    const outcome = await runOpenLoop({
      ...EXACT,
      port: stub.port,
      pool: POOL,
      connections: 4,
      durationMs: 200,
      firstRequest: 3,
      rate: 500,
      pacing: 'timer',
    });
    expect(stub.count()).toBe(100);
    expect(outcome.answered).toBe(100);
    expect(outcome.byClass.listed.asked).toBe(20);
    expect(faultsOf(outcome, EXACT)).toEqual([]);
  });

  it('counts the wait behind a slow answer from the time each request was due', async () => {
    const heldMs = 300;
    const dueWithinMs = 50;
    stub = await startStub(async (n, body) => {
      if (n === 0) await new Promise((resolve) => setTimeout(resolve, heldMs));
      return rightly(body);
    });
    const outcome = await runOpenLoop({
      ...EXACT,
      port: stub.port,
      pool: POOL,
      connections: 1,
      durationMs: dueWithinMs,
      firstRequest: 0,
      rate: 1_000,
      pacing: 'timer',
    });
    expect(outcome.answered).toBe(50);
    // Only the first was slow; all others were due long before it was answered. Timers may be 2 ms
    // early against the monotonic clock, never more.
    expect(outcome.latencyUs.points[0]).toBeGreaterThan((heldMs - dueWithinMs - 2) * 1_000);
  });

  it('counts requests that were due and never sent', async () => {
    stub = await startStub(() => new Promise(() => undefined));
    const outcome = await runOpenLoop({
      ...EXACT,
      port: stub.port,
      pool: POOL,
      connections: 2,
      durationMs: 50,
      firstRequest: 0,
      rate: 1_000,
      pacing: 'spin',
      drainMs: 50,
    });
    expect(outcome.answered).toBe(0);
    expect(outcome.unanswered).toBe(50);
  });
});
