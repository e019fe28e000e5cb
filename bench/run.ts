/**
 * One run of the bench: starts the servers, loads them, measures in rounds, gathers the result.
 * It must never end anything itself: all that it starts belongs to the scope.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from './bounds.js';
import { startContenders } from './contenders.js';
import { busyShare, readCpuTimes, stealShare } from './cpu.js';
import { machineFacts } from './machine.js';
import type { BenchOptions } from './options.js';
import { resultOf, type BenchResult } from './result.js';
import { runRounds, type RoundsPlan } from './rounds.js';
import type { RunScope } from './run-scope.js';
import { Workload } from './workload.js';

/** `say` is told of every step. Rejects when a server fails or answers wrongly. */
export async function runBench(
  scope: RunScope,
  options: BenchOptions,
  say: (what: string) => void,
): Promise<BenchResult> {
  const beganAt = performance.now();
  const machine = machineFacts();
  const before = readCpuTimes();
  await delay(BENCH.watchMs);
  const busyBefore = busyShare(before, readCpuTimes());
  const { scenario, seed, documents, records } = options;
  const workload = new Workload({ scenario, seed, documents, records });
  const contenders = await startContenders(scope, options.servers, workload);
  const explain = (error: unknown): never => {
    const words = contenders.lastWords();
    if (words === null) throw error;
    throw new Error(`the service ${words}`, { cause: error });
  };
  say('rendering the requests');
  const pool = workload.renderPool(contenders.tokens);
  const cpu = readCpuTimes();
  const plan: RoundsPlan = {
    ...options,
    targets: contenders.targets,
    // The service where it takes part, else the last that does.
    paceSetter: contenders.targets.at(-1)?.name ?? '',
    pool,
    phaseMs: options.seconds * 1_000,
    firstWarmUpMs: BENCH.firstWarmUpMs,
    warmUpMs: BENCH.warmUpMs,
    mayGoOn: (done, roundMs) =>
      !options.quick ||
      done < Math.min(BENCH.roundsMin, options.rounds) ||
      performance.now() - beganAt + roundMs < BENCH.lastQuickRoundMs,
    onPhase: say,
  };
  const outcome = await runRounds(plan).catch(explain);
  return resultOf({
    options,
    machine,
    durability: contenders.durability,
    loads: contenders.loads,
    outcome,
    busyBefore,
    stealShare: stealShare(cpu, readCpuTimes()),
  });
}
