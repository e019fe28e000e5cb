/**
 * Starts the servers of a run and gives each its data: the no-op one, the plain one, the service.
 * It must never give two of them different data, nor leave a server outside the run's scope.
 */
import { BENCH } from './bounds.js';
import { loadThroughBulk } from './loading/bulk.js';
import { loadPlainKeys } from './loading/plain-keys.js';
import { showProgress } from './loading/progress.js';
import type { Expectation } from './load/tally.js';
import type { ServerName } from './options.js';
import { redisInfo, RedisSocket } from './redis-socket.js';
import type { Target } from './rounds.js';
import type { RunScope } from './run-scope.js';
import { forkServer } from './servers/forked.js';
import { startPortcullis, type RunningService } from './servers/portcullis.js';
import { durabilityOf, startRedis, type Durability } from './servers/redis-server.js';
import { Supervision } from './servers/supervision.js';
import { BENCH_MEMBERS, memberAt } from './workload/members.js';
import { SUPERVISED_MEMBERS } from './workload/supervised.js';
import type { Scenario, Workload } from './workload.js';

/** How long a server took to take its data in. */
export interface LoadFigures {
  readonly name: ServerName;
  readonly records: number;
  readonly seconds: number;
  readonly connections: number;
  /** What its Redis grew by. */
  readonly redisBytes: number | null;
}

export interface Contenders {
  readonly targets: readonly Target[];
  readonly loads: readonly LoadFigures[];
  /** Tokens to check with, by place in `BENCH_MEMBERS`. */
  readonly tokens: readonly string[];
  readonly durability: Durability | null;
  /** The service's last words, if it has ended. */
  readonly lastWords: () => string | null;
}

/** A canned answer is right for nobody: it is counted, not judged. */
const CANNED: Expectation = { unlisted: 'any', listed: 'any', changed: 'any' };
const EXACT: Expectation = { unlisted: 'clear', listed: 'match', changed: 'any' };
/** Persons not listed may resemble one that is: counted, and bounded by `chanceShareMax`. */
const LIKENESS: Expectation = { unlisted: 'any', listed: 'match', changed: 'any' };

/** The service's own, where it takes no part. */
const DEFAULTS: Durability = { appendonly: 'yes', appendfsync: 'always', save: '' };

export async function startContenders(
  scope: RunScope,
  names: readonly ServerName[],
  workload: Workload,
): Promise<Contenders> {
  const targets: Target[] = [];
  const loads: LoadFigures[] = [];
  let tokens: readonly string[] = BENCH_MEMBERS.map((member) => `${member}-`.padEnd(43, 'x'));
  let durability = DEFAULTS;
  if (names.includes('no-op')) {
    const port = await forkServer(scope, 'noop.js', []);
    targets.push({ name: 'no-op', port, expected: CANNED, keepsUp: true });
  }
  let service: readonly Target[] = [];
  let lastWords = (): string | null => null;
  if (names.includes('portcullis')) {
    showProgress('starting portcullis, issuing credentials', 0);
    const running = await startPortcullis(scope);
    durability = await withRedis(running.redisPath, durabilityOf);
    lastWords = () => running.lastWords();
    const credentials = await issueAll(running);
    tokens = credentials.terminals;
    loads.push(await loadService(running, workload, credentials.bureaus));
    service = await serviceTargets(running, workload.shape.scenario);
  }
  if (names.includes('recorded')) {
    const port = await forkServer(scope, 'recorded.js', [await startRedis(scope, durability)]);
    targets.push({ name: 'recorded', port, expected: CANNED, keepsUp: false });
  }
  if (names.includes('plain')) {
    const redisPath = await startRedis(scope, durability);
    loads.push(await loadPlain(redisPath, workload));
    const port = await forkServer(scope, 'plain.js', [redisPath]);
    // The rate is set by another: falling behind is a finding about this one, not a fault.
    targets.push({ name: 'plain', port, expected: EXACT, keepsUp: false });
  }
  targets.push(...service);
  return { targets, loads, tokens, durability: loads.length > 0 ? durability : null, lastWords };
}

/** The service; where supervision is measured, without measures and with them, in turn. */
async function serviceTargets(
  { port, issueSupervisor, untilKnown }: RunningService,
  scenario: Scenario,
): Promise<readonly Target[]> {
  const expected = scenario === 'persons' ? LIKENESS : EXACT;
  const service: Target = { name: 'portcullis', port, expected, keepsUp: true };
  if (scenario !== 'supervised') return [service];
  const token = await issueSupervisor();
  await untilKnown([token]);
  const supervision = new Supervision({ port, token, members: SUPERVISED_MEMBERS });
  return [
    { ...service, before: () => supervision.lift() },
    { ...service, name: 'supervised', mayRefer: true, before: () => supervision.set() },
  ];
}

interface Credentials {
  /** By place in `BENCH_MEMBERS`, like `terminals`. */
  readonly bureaus: readonly string[];
  readonly terminals: readonly string[];
}

/** For every member a bureau, by command, and a terminal, which the bureau asks for: far quicker. */
async function issueAll(service: RunningService): Promise<Credentials> {
  const bureaus: string[] = BENCH_MEMBERS.map(() => '');
  const places = BENCH_MEMBERS.keys();
  const work = async (): Promise<void> => {
    for (const place of places) bureaus[place] = await service.issueBureau(memberAt(place));
  };
  // Two commands at a time draw from one list of places.
  await Promise.all([work(), work()]);
  await service.untilKnown(bureaus);
  const terminals: string[] = [];
  for (const [place, bureau] of bureaus.entries()) {
    terminals.push(await service.issueTerminal(memberAt(place), bureau));
  }
  await service.untilKnown(terminals);
  return { bureaus, terminals };
}

async function loadService(
  service: RunningService,
  workload: Workload,
  bureaus: readonly string[],
): Promise<LoadFigures> {
  const { documents, records } = workload.shape;
  const before = await withRedis(service.redisPath, usedMemory);
  const progress = showProgress('loading through the bulk route', documents + records);
  const startedAt = performance.now();
  try {
    const loaded = await loadThroughBulk({
      port: service.port,
      items: workload.items(),
      tokens: bureaus,
      onProgress: progress.to,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const redisBytes = (await withRedis(service.redisPath, usedMemory)) - before;
    const connections = BENCH.bulkCalls;
    return { name: 'portcullis', records: loaded, seconds, connections, redisBytes };
  } finally {
    progress.end();
  }
}

async function loadPlain(redisPath: string, workload: Workload): Promise<LoadFigures> {
  showProgress("loading the plain server's keys", 0);
  const before = await withRedis(redisPath, usedMemory);
  const startedAt = performance.now();
  const records = await loadPlainKeys(redisPath, workload.items());
  const seconds = (performance.now() - startedAt) / 1_000;
  const redisBytes = (await withRedis(redisPath, usedMemory)) - before;
  return { name: 'plain', records, seconds, connections: 1, redisBytes };
}

async function withRedis<T>(path: string, ask: (redis: RedisSocket) => Promise<T>): Promise<T> {
  const redis = await RedisSocket.connect(path);
  try {
    return await ask(redis);
  } finally {
    redis.close();
  }
}

async function usedMemory(redis: RedisSocket): Promise<number> {
  return Number((await redisInfo(redis)).get('used_memory') ?? NaN);
}
