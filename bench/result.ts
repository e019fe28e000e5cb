/**
 * The result of a run as every report shows it, and what must be said beside the figures.
 * It must never leave out a circumstance that makes a figure worth less.
 */
import { BENCH } from './bounds.js';
import type { LoadFigures } from './contenders.js';
import { ratioOf, serverFigures, type Ratio, type ServerFigures } from './figures.js';
import type { MachineFacts } from './machine.js';
import type { BenchOptions } from './options.js';
import type { RoundsOutcome, Round } from './rounds.js';
import type { Durability } from './servers/redis-server.js';

export interface BenchResult {
  readonly format: 1;
  readonly scenario: string;
  readonly options: BenchOptions;
  readonly machine: MachineFacts;
  /** Settings of both Redis servers. */
  readonly durability: Durability | null;
  readonly loads: readonly LoadFigures[];
  /** Requests per second of the open loop, the same for every server and round. */
  readonly openRate: number;
  readonly servers: readonly ServerFigures[];
  readonly ratios: readonly Ratio[];
  /** Over the measured rounds; `null` where the system does not tell. */
  readonly stealShare: number | null;
  /** How busy the machine was before anything was started. */
  readonly busyBefore: number | null;
  readonly notes: readonly string[];
  /** Everything that was measured, round by round. */
  readonly rounds: readonly Round[];
}

export interface RunFacts {
  readonly options: BenchOptions;
  readonly machine: MachineFacts;
  readonly durability: Durability | null;
  readonly loads: readonly LoadFigures[];
  readonly outcome: RoundsOutcome;
  readonly stealShare: number | null;
  readonly busyBefore: number | null;
}

export function resultOf(facts: RunFacts): BenchResult {
  const { options, outcome } = facts;
  const names = outcome.rounds[0]?.measurements.map(({ name }) => name) ?? [];
  const servers = names.map((name) => serverFigures(name, outcome.rounds));
  const { machine, durability, loads, stealShare } = facts;
  return {
    ...{ format: 1, scenario: options.scenario, options, machine, durability, loads },
    openRate: outcome.openRate,
    servers,
    ratios: ratiosOf(names, outcome.rounds),
    stealShare,
    busyBefore: facts.busyBefore,
    notes: notesOf(facts, servers),
    rounds: outcome.rounds,
  };
}

function ratiosOf(names: readonly string[], rounds: readonly Round[]): readonly Ratio[] {
  const pairs = [
    ['portcullis', 'no-op'],
    ['recorded', 'no-op'],
    ['portcullis', 'recorded'],
    ['portcullis', 'plain'],
    ['plain', 'no-op'],
    ['supervised', 'portcullis'],
  ] as const;
  return pairs
    .filter(([of, to]) => names.includes(of) && names.includes(to))
    .map(([of, to]) => ratioOf(of, to, rounds));
}

function notesOf(facts: RunFacts, servers: readonly ServerFigures[]): readonly string[] {
  const { options, outcome, stealShare } = facts;
  const notes = [
    'the load generator, the server and its Redis share the cores of this machine; ' +
      'the generator is one process over 127.0.0.1, one request at a time per connection',
  ];
  if (options.pacing === 'timer') {
    notes.push('the timer of the open loop wakes about every 1.1 ms: its p50 has that floor');
  }
  if (stealShare === null) notes.push('CPU steal is not known on this system');
  else if (stealShare > BENCH.stealShareMax) {
    notes.push(`CPU steal was ${percent(stealShare)} over the rounds: void, measure again`);
  }
  if (facts.busyBefore !== null && facts.busyBefore > BENCH.busyShareMax) {
    notes.push(`others kept the machine ${percent(facts.busyBefore)} busy before the run began`);
  }
  if (outcome.rounds.length < options.rounds) {
    notes.push(`${outcome.rounds.length} of ${options.rounds} rounds: the time of --quick was up`);
  }
  for (const { name, closed, open } of servers) {
    if (closed.generatorCpu.median > BENCH.generatorShareMax) {
      notes.push(`${name}: the load generator was the limit, the server could do more`);
    }
    for (const { bySide } of [closed, open]) {
      const { answered, referred } = bySide?.supervised ?? { answered: 0, referred: 0 };
      if (referred === 0) continue;
      notes.push(`${name}: referred ${referred} of ${answered} checks of supervised members`);
    }
    if (open.unanswered > 0) {
      notes.push(`${name}: left ${open.unanswered} requests of the open loop unanswered`);
    }
  }
  return notes;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
