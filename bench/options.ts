/**
 * The command line of the bench: names, sizes and durations, each checked against its bound.
 * It must never start anything: a wrong option ends the run before anything is there to clean up.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { BENCH } from './bounds.js';
import { PACINGS, type Pacing } from './load/open-loop.js';
import { SCENARIOS, type Scenario } from './workload.js';

/** Named by the contract, not built yet. */
export const SCENARIOS_TO_COME = ['mixed', 'push-under-load', 'overload', 'stream'] as const;

/** `recorded` answers as the no-op one does, once an append for each check is on disk: only where it is asked for. */
export const SERVER_NAMES = ['no-op', 'recorded', 'plain', 'portcullis'] as const;
const SERVERS_DEFAULT = ['no-op', 'plain', 'portcullis'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

export interface BenchOptions {
  readonly scenario: Scenario;
  readonly quick: boolean;
  readonly documents: number;
  readonly records: number;
  readonly connections: number;
  readonly rounds: number;
  /** Length of one measured phase. */
  readonly seconds: number;
  /** Requests per second of the open loop; `null`: a share of the closed loop's rate. */
  readonly rate: number | null;
  readonly pacing: Pacing;
  readonly seed: number;
  readonly servers: readonly ServerName[];
  readonly json: string | null;
  readonly html: string | null;
}

/** What ends the bench before it begins: `exitCode` 2 for wrong usage, 0 for a call for help. */
export class UsageEnd extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = 'UsageEnd';
    this.exitCode = exitCode;
  }
}

interface RawOptions {
  readonly scenario: string;
  readonly quick?: true;
  readonly documents?: number;
  readonly records?: number;
  readonly connections: number;
  readonly rounds: number;
  readonly seconds?: number;
  readonly rate?: number;
  readonly pacing: Pacing;
  readonly seed: number;
  readonly servers: readonly ServerName[];
  readonly json?: string;
  readonly html?: string;
}

/** `words`: the arguments behind the script's name. Throws `UsageEnd`. */
export function parseOptions(words: readonly string[]): BenchOptions {
  const command = describe();
  try {
    command.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new UsageEnd(error.message, error.exitCode === 0 ? 0 : 2);
  }
  const raw = command.opts<RawOptions>();
  const scenario = scenarioOf(raw.scenario);
  const quick = raw.quick === true;
  return {
    ...raw,
    scenario,
    quick,
    documents: raw.documents ?? defaultDocuments(scenario, quick),
    records: raw.records ?? defaultRecords(scenario, quick),
    seconds: raw.seconds ?? (quick ? BENCH.secondsQuick : BENCH.secondsDefault),
    rate: raw.rate ?? null,
    json: raw.json ?? null,
    html: raw.html ?? null,
  };
}

function describe(): Command {
  return new Command('bench')
    .description('Checks per second and latency, beside a no-op server and a plain one.')
    .option('--scenario <name>', [...SCENARIOS, ...SCENARIOS_TO_COME].join(' | '), 'documents')
    .option('--quick', 'smaller data and shorter phases: under 2 minutes')
    .option('--documents <n>', 'listed documents', whole(0, BENCH.documentsMax))
    .option('--records <n>', 'listed persons', whole(0, BENCH.recordsMax))
    .option(
      '--connections <n>',
      'connections',
      whole(1, BENCH.connectionsMax),
      BENCH.connectionsDefault,
    )
    .option('--rounds <n>', 'alternating rounds', whole(1, BENCH.roundsMax), BENCH.roundsDefault)
    .option('--seconds <s>', 'length of one phase', seconds)
    .option('--rate <n>', 'requests per second of the open loop', whole(1, BENCH.rateMax))
    .addOption(
      new Option('--pacing <how>', 'how the open loop waits: spin has no 1.1 ms floor')
        .choices(PACINGS)
        .default('timer'),
    )
    .option('--seed <n>', 'of the workload', whole(0, 0xffff_ffff), 1)
    .option(
      '--servers <names>',
      `some of ${SERVER_NAMES.join(', ')}, by comma`,
      serverNames,
      SERVERS_DEFAULT,
    )
    .option('--json <file>', 'the same figures for machines')
    .option('--html <file>', 'the same figures as a page')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
}

function scenarioOf(name: string): Scenario {
  if ((SCENARIOS_TO_COME as readonly string[]).includes(name)) {
    throw new UsageEnd(`scenario '${name}': not built yet`, 2);
  }
  const found = SCENARIOS.find((known) => known === name);
  if (found !== undefined) return found;
  const known = [...SCENARIOS, ...SCENARIOS_TO_COME].join(', ');
  throw new UsageEnd(`unknown scenario '${name}'; there are ${known}`, 2);
}

function defaultDocuments(scenario: Scenario, quick: boolean): number {
  if (scenario === 'persons') return 0;
  return quick ? BENCH.documentsQuick : BENCH.documentsDefault;
}

function defaultRecords(scenario: Scenario, quick: boolean): number {
  if (scenario !== 'persons') return 0;
  return quick ? BENCH.recordsQuick : BENCH.recordsDefault;
}

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`a whole number from ${min} to ${max} is wanted`);
  };
}

function seconds(text: string): number {
  const value = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (value >= 0.1 && value <= BENCH.secondsMax) return value;
  throw new InvalidArgumentError(`seconds from 0.1 to ${BENCH.secondsMax} are wanted`);
}

function serverNames(text: string): readonly ServerName[] {
  const wanted = text.split(',');
  if (wanted.every((name) => (SERVER_NAMES as readonly string[]).includes(name))) {
    return SERVER_NAMES.filter((name) => wanted.includes(name));
  }
  throw new InvalidArgumentError(`some of ${SERVER_NAMES.join(',')} are wanted`);
}
