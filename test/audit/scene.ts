/**
 * An audit over a real Redis of the test's own, with a clock that the test moves.
 * It must never share a server between test files.
 */
import { AuditLog } from '../../src/audit/log.js';
import { Archiver } from '../../src/audit/archiver.js';
import type { AuditEntry, CallEntry, CheckEntry } from '../../src/audit/entry.js';
import { exportAudit } from '../../src/audit/page.js';
import { AuditSource } from '../../src/audit/reader.js';
import type { AuditStore } from '../../src/audit/store-contract.js';
import { newId } from '../../src/clock.js';
import { Pace } from '../../src/pace.js';
import { RedisAuditStore } from '../../src/store/audit-store.js';
import { lineOver } from '../../src/store/line.js';
import type { Link } from '../../src/store/redis-client.js';
import { Tables } from '../../src/store/tables.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

export const START_MS = Date.UTC(2026, 5, 1, 12, 0, 0);

export class MovedClock {
  ms = START_MS;
  now(): number {
    return this.ms;
  }
}

export interface Scene {
  readonly redis: PrivateRedis;
  readonly link: Link;
  readonly store: RedisAuditStore;
  readonly clock: MovedClock;
  readonly source: AuditSource;
  /** A new one after every `wipe`, as a new process would have. */
  archiver: Archiver;
  readonly troubles: unknown[];
  openLog(options?: { store?: AuditStore; chain?: string }): Promise<AuditLog>;
  /** Empties the store, as if it were new. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const redis = await startPrivateRedis();
  const link = await redis.link();
  await Tables.open(link, 'test', null);
  const store = new RedisAuditStore(link, lineOver(link), () => undefined);
  const clock = new MovedClock();
  const dataDir = redis.dir;
  const troubles: unknown[] = [];
  const onTrouble = (error: unknown): void => void troubles.push(error);
  const logs: AuditLog[] = [];
  const newArchiver = (): Archiver => new Archiver({ store, dataDir, onTrouble });
  const scene: Scene = {
    redis,
    link,
    store,
    clock,
    source: new AuditSource({ store, dataDir }),
    archiver: newArchiver(),
    troubles,
    openLog: async (options = {}) => {
      const log = await AuditLog.open({
        store,
        chain: newId(),
        clock,
        pace: new Pace(),
        onTrouble,
        ...options,
      });
      logs.push(log);
      return log;
    },
    wipe: async () => {
      await link.send(['FLUSHALL']);
      await Tables.open(link, 'test', null);
      scene.archiver = newArchiver();
    },
    stop: async () => {
      for (const log of logs) log.close();
      await redis.stop();
    },
  };
  return scene;
}

export function check(over: Partial<CheckEntry> = {}): CheckEntry {
  return {
    kind: 'check',
    at: START_MS,
    checkId: newId(),
    credentialId: 'credential-1',
    member: 'FRA',
    agency: null,
    onBehalfOf: null,
    purpose: 'border',
    indexes: ['wanted', 'missing'],
    searched: 'AAAAAAAAAAAAAAAAAAAAAA',
    result: 'clear',
    returned: [],
    withheld: [],
    verdicts: [],
    policyVersion: '1',
    considered: [],
    wantedBy: 0,
    ...over,
  };
}

export function call(over: Partial<CallEntry> = {}): CallEntry {
  return {
    kind: 'call',
    at: START_MS,
    credentialId: 'credential-2',
    member: 'SWE',
    role: 'ncb',
    action: 'record.put',
    subject: 'SWE-1',
    status: 201,
    reason: null,
    ...over,
  };
}

export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Appends one block for each list of entries. */
export async function appendBlocks(
  log: AuditLog,
  blocks: readonly (readonly AuditEntry[])[],
): Promise<void> {
  for (const entries of blocks) await Promise.all(entries.map((entry) => log.append(entry)));
}

export async function exported(
  source: AuditSource,
  span: { from: number | null; to: number | null } = { from: null, to: null },
): Promise<Record<string, unknown>[]> {
  const entries: Record<string, unknown>[] = [];
  for await (const entry of exportAudit(source, span)) entries.push(entry);
  return entries;
}

/** The identifiers of the exported checks, in the order of the export. */
export async function checkIds(source: AuditSource): Promise<string[]> {
  const ids = (await exported(source)).map((entry) => entry['checkId']);
  return ids.filter((id): id is string => typeof id === 'string');
}
