/**
 * Measures several servers in alternating rounds, so that whatever the machine does meets them all.
 * It must never keep figures of a phase whose answers were not all accounted for.
 */
import { BENCH } from './bounds.js';
import { readCpuTimes, stealShare } from './cpu.js';
import { runClosedLoop } from './load/closed-loop.js';
import { demandSound, type Demand } from './load/judge.js';
import { runOpenLoop, type Pacing } from './load/open-loop.js';
import type { RequestPool } from './load/pool.js';
import { QUERY_CLASSES, type PhaseOutcome } from './load/tally.js';

export interface Target extends Demand {
  readonly name: string;
  readonly port: number;
  /** Brings the server into the state in which this target is measured; before every phase. */
  readonly before?: () => Promise<void>;
}

export interface RoundsPlan {
  readonly targets: readonly Target[];
  /** Its closed-loop rate in the first round sets the rate of the open loop. */
  readonly paceSetter: string;
  readonly pool: RequestPool;
  readonly connections: number;
  readonly rounds: number;
  readonly phaseMs: number;
  readonly firstWarmUpMs: number;
  readonly warmUpMs: number;
  /** Requests per second of the open loop, or `null` for a share of the pace setter's. */
  readonly rate: number | null;
  readonly pacing: Pacing;
  /** Whether a further round may begin that will take about `roundMs`. */
  readonly mayGoOn: (done: number, roundMs: number) => boolean;
  readonly onPhase: (what: string) => void;
}

export interface Measurement {
  readonly name: string;
  readonly closed: PhaseOutcome;
  readonly open: PhaseOutcome;
}

export interface Round {
  readonly measurements: readonly Measurement[];
  readonly stealShare: number | null;
}

export interface RoundsOutcome {
  readonly rounds: readonly Round[];
  readonly openRate: number;
}

/** Answers per second of a closed loop. */
export function rateOf(outcome: PhaseOutcome): number {
  return outcome.elapsedMs > 0 ? (outcome.answered * 1_000) / outcome.elapsedMs : 0;
}

/** Rejects with the first server whose answers are not what they must be. */
export async function runRounds(plan: RoundsPlan): Promise<RoundsOutcome> {
  for (const target of plan.targets) await prepare(plan, target);
  const rounds: Round[] = [];
  let openRate = plan.rate;
  let cursor = 0;
  let roundMs = 0;
  while (rounds.length < plan.rounds && plan.mayGoOn(rounds.length, roundMs)) {
    const startedAt = performance.now();
    const cpu = readCpuTimes();
    const names = inTurn(plan.targets, rounds.length);
    const closed = new Map<string, PhaseOutcome>();
    for (const target of names) closed.set(target.name, await closedPhase(plan, target, cursor));
    openRate ??= paceOf(closed.get(plan.paceSetter));
    const open = new Map<string, PhaseOutcome>();
    for (const target of names) {
      open.set(target.name, await openPhase(plan, target, cursor, openRate));
    }
    const measurements = plan.targets.map(({ name }) => pair(name, closed, open));
    rounds.push({ measurements, stealShare: stealShare(cpu, readCpuTimes()) });
    cursor += Math.max(...[...closed.values()].map(({ answered }) => answered));
    roundMs = performance.now() - startedAt;
  }
  return { rounds, openRate: openRate ?? 0 };
}

/** Each round begins with another server, so that none always follows the same one. */
function inTurn(targets: readonly Target[], round: number): readonly Target[] {
  const first = round % targets.length;
  return [...targets.slice(first), ...targets.slice(0, first)];
}

function paceOf(outcome: PhaseOutcome | undefined): number {
  if (outcome === undefined) throw new RangeError('the pace setter is not among the servers');
  return Math.max(1, Math.round(rateOf(outcome) * BENCH.openShareDefault));
}

function pair(
  name: string,
  closed: ReadonlyMap<string, PhaseOutcome>,
  open: ReadonlyMap<string, PhaseOutcome>,
): Measurement {
  const [closedOutcome, openOutcome] = [closed.get(name), open.get(name)];
  if (closedOutcome === undefined || openOutcome === undefined) {
    throw new RangeError(`${name} was not measured`);
  }
  return { name, closed: closedOutcome, open: openOutcome };
}

/** Asks for everything that is listed once, then warms up with the common mix. */
async function prepare(plan: RoundsPlan, target: Target): Promise<void> {
  plan.onPhase(`${target.name}: every listed one asked once, warm-up`);
  await target.before?.();
  const listed = poolOfListed(plan.pool);
  if (listed.requests.length > 0) {
    const outcome = await runClosedLoop({
      ...target,
      pool: listed,
      connections: Math.min(plan.connections, listed.requests.length),
      durationMs: BENCH.serverStartMs,
      firstRequest: 0,
      requestsMax: listed.requests.length,
    });
    demandSound(target.name, outcome, target);
    if (outcome.answered !== listed.requests.length) {
      throw new Error(`${target.name} answered ${outcome.answered} of ${listed.requests.length}`);
    }
  }
  await warmUp(plan, target, 0, plan.firstWarmUpMs);
}

function poolOfListed(pool: RequestPool): RequestPool {
  const isListed = (_: unknown, place: number): boolean =>
    pool.classes[place] !== QUERY_CLASSES.indexOf('unlisted');
  return {
    requests: pool.requests.filter(isListed),
    classes: pool.classes.filter(isListed),
    sides: pool.sides.filter(isListed),
  };
}

async function warmUp(
  plan: RoundsPlan,
  target: Target,
  firstRequest: number,
  durationMs: number,
): Promise<void> {
  if (durationMs === 0) return;
  const outcome = await runClosedLoop({ ...plan, ...target, firstRequest, durationMs });
  demandSound(target.name, outcome, target);
}

async function closedPhase(
  plan: RoundsPlan,
  target: Target,
  firstRequest: number,
): Promise<PhaseOutcome> {
  plan.onPhase(`${target.name}: closed loop`);
  await target.before?.();
  await warmUp(plan, target, firstRequest, plan.warmUpMs);
  const outcome = await runClosedLoop({
    ...plan,
    ...target,
    firstRequest,
    durationMs: plan.phaseMs,
  });
  demandSound(target.name, outcome, target);
  return outcome;
}

async function openPhase(
  plan: RoundsPlan,
  target: Target,
  firstRequest: number,
  rate: number,
): Promise<PhaseOutcome> {
  plan.onPhase(`${target.name}: open loop at ${rate}/s`);
  await target.before?.();
  await warmUp(plan, target, firstRequest, plan.warmUpMs);
  const outcome = await runOpenLoop({
    ...plan,
    ...target,
    firstRequest,
    rate,
    durationMs: plan.phaseMs,
  });
  demandSound(target.name, outcome, target);
  return outcome;
}
