/**
 * The service put together: store, audit, gate, flows, routes; started in order and stopped in reverse.
 * It must never listen before everything it promises is in place.
 */
import { setTimeout as after } from 'node:timers/promises';
import type { CredentialDesk } from './access/credentials.js';
import { Archiver } from './audit/archiver.js';
import { AuditLog } from './audit/log.js';
import { newId, systemClock, type Clock } from './clock.js';
import type { Config } from './config.js';
import { listen, type HttpServer } from './edge/http/server.js';
import type { RecordDesk } from './flow/records.js';
import { RebuildUnderWay, clearRemains, reindex } from './flow/reindex.js';
import type { RetentionSweeps } from './flow/retention.js';
import { compose, type Core } from './compose.js';
import { Gate } from './gate/gate.js';
import { Screening } from './gate/screening/screening.js';
import './limit-relations.js';
import { LIMITS } from './limits.js';
import type { Log } from './log.js';
import { NORMALISER_VERSION } from './matching/normalise.js';
import { RedisAuditStore } from './store/audit-store.js';
import { lockDirectory } from './store/data-lock.js';
import { RedisServer } from './store/redis-server.js';
import { Store } from './store/store.js';

/** Where a further process serves: the first one's store and port. */
export interface Place {
  readonly redisUrl: string;
  readonly port: number;
}

export interface ServiceOptions {
  readonly clock?: Clock;
  /** Set for a process that shares the port of a first one, which keeps Redis, lock and archive. */
  readonly beside?: Place;
}

export interface Service {
  readonly url: string;
  readonly place: Place;
  readonly credentials: CredentialDesk;
  readonly records: RecordDesk;
  /** Runs by itself in the first process alone. */
  readonly retention: RetentionSweeps;
  readonly store: Store;
  /** No new connections, what is in flight answered. */
  drain(): Promise<void>;
  /** Drains, and closes everything. */
  stop(): Promise<void>;
}

/** Things to undo, last first. */
type Undo = (() => void | Promise<void>)[];

async function unwind(undo: Undo, log: Log): Promise<void> {
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      log.error('stop_failed', error);
    }
  }
}

/** Where Redis is: the private one of the data directory, started here, or an outside one. */
async function redisUrl(config: Config, log: Log, undo: Undo): Promise<string> {
  if (config.redisUrl !== null) return config.redisUrl;
  const server = await RedisServer.start({
    dataDir: config.dataDir,
    appendfsync: config.appendfsync,
    onEvent: (event, details) => log.warn(event, { why: String(details['why']) }),
  });
  undo.push(() => server.stop());
  return `unix:${server.socket}`;
}

/**
 * Sees to it that the indexes have the entries that this build looks for: with those of another, whoever is
 * filed differently now would not be found.
 */
async function requireIndexes(url: string, config: Config, log: Log): Promise<void> {
  const onTrouble = (error: unknown): void => log.error('redis_trouble', error);
  const store = await Store.open({ url, mode: config.redisMode, onTrouble });
  try {
    const { persons, documents } = await store.rebuild.counts();
    // A store without records is of whichever version opens it.
    if (persons + documents === 0) return;
    while (store.tables.head.normaliser !== NORMALISER_VERSION) {
      log.warn('rebuilding_indexes', {
        found: store.tables.head.normaliser,
        records: persons + documents,
      });
      try {
        const { records, entries } = await reindex({ store, restFactor: 0 });
        log.info('rebuilt_indexes', { records, entries });
      } catch (error) {
        if (!(error instanceof RebuildUnderWay)) throw error;
        await after(LIMITS.rebuildWaitMs);
      }
      await store.tables.refresh();
    }
    await clearRemains(store);
  } finally {
    await store.close();
  }
}

async function openCore(
  config: Config,
  url: string,
  clock: Clock,
  log: Log,
  undo: Undo,
  archives: boolean,
): Promise<Core> {
  const store = await Store.open({
    url,
    mode: config.redisMode,
    onTrouble: (error) => log.error('redis_trouble', error),
    normaliser: NORMALISER_VERSION,
  });
  undo.push(() => store.close());
  const auditStore = new RedisAuditStore(store.backgroundLink, store.checkLine, (text, askedAt) =>
    store.heard(text, askedAt),
  );
  const onTrouble = (error: unknown): void => log.error('audit_trouble', error);
  const audit = await AuditLog.open({
    store: auditStore,
    chain: newId(),
    pace: store.checkPace,
    clock,
    onTrouble,
  });
  undo.push(() => audit.close());
  if (archives) {
    const archiver = new Archiver({ store: auditStore, dataDir: config.dataDir, onTrouble });
    archiver.start();
    undo.push(() => archiver.stop());
  }
  const gate = await Gate.open({
    workers: config.gateWorkers,
    deadlineMs: LIMITS.gateDeadlineMs,
    onTrouble: (what, error) => log.error(what, error),
  });
  undo.push(() => gate.close());
  const screening = await Screening.open({
    workers: config.gateWorkers,
    onTrouble: (what, error) => log.error(what, error),
  });
  undo.push(() => screening.close());
  return { store, audit, auditStore, gate, screening };
}

/** Rejects when the directory is in use, Redis does not come up or the port is taken. */
export async function startService(
  config: Config,
  log: Log,
  { clock = systemClock, beside }: ServiceOptions = {},
): Promise<Service> {
  const undo: Undo = [];
  try {
    const first = beside === undefined;
    if (first) undo.push(lockDirectory(config.dataDir));
    const url = beside?.redisUrl ?? (await redisUrl(config, log, undo));
    if (first) await requireIndexes(url, config, log);
    const core = await openCore(config, url, clock, log, undo, first);
    const { routes, services, credentials, records, retention, release } = compose(
      config,
      core,
      clock,
      log,
    );
    if (first) {
      retention.start();
      undo.push(() => retention.stop());
    }
    const server: HttpServer = await listen({
      host: config.host,
      port: beside?.port ?? config.port,
      tls: config.tls,
      // Further processes join the port; whether it is free, the first one finds out.
      sharing: config.workers === 1 ? 'nobody' : first ? 'opens' : 'joins',
      routes,
      services,
      connectionsMax: LIMITS.connectionsMax,
    });
    let draining: Promise<void> | null = null;
    const drain = (): Promise<void> => {
      release();
      return (draining ??= server.drain(LIMITS.drainMs));
    };
    undo.push(drain);
    log.info('listening', { url: server.url });
    let stopping: Promise<void> | null = null;
    const stop = (): Promise<void> => (stopping ??= unwind(undo, log));
    const place = { redisUrl: url, port: server.port };
    const { store } = core;
    return { url: server.url, place, credentials, records, retention, store, drain, stop };
  } catch (error) {
    await unwind(undo, log);
    throw error;
  }
}
