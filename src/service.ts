/**
 * The service put together: store, audit, gate, flows, routes; started in order and stopped in reverse.
 * It must never listen before everything it promises is in place.
 */
import { CredentialDesk } from './access/credentials.js';
import { Quota } from './access/quota.js';
import { Archiver } from './audit/archiver.js';
import { AuditLog } from './audit/log.js';
import { AuditSource } from './audit/reader.js';
import { newId, systemClock, type Clock } from './clock.js';
import type { Config } from './config.js';
import { Admission } from './edge/admission.js';
import { listen, type HttpServer } from './edge/http/server.js';
import { routesOf } from './edge/routes.js';
import { STREAM_LABEL } from './edge/stream/session.js';
import { Addressees } from './flow/addressees.js';
import { AuditReadings } from './flow/audit-readings.js';
import { Changes } from './flow/changes.js';
import { Checks } from './flow/check.js';
import { AllConsequences } from './flow/consequences.js';
import { InboxReader } from './flow/inbox-reader.js';
import { InboxDesk } from './flow/inbox.js';
import { MatchMessages } from './flow/match-messages.js';
import { DueDates } from './flow/due-dates.js';
import { MeasureDesk } from './flow/measure-desk.js';
import { MeasuresInForce } from './flow/measures-in-force.js';
import { MemberDesk } from './flow/members.js';
import { PublicationMessages } from './flow/publication-messages.js';
import { RecordReadings } from './flow/readings.js';
import { RecordDesk } from './flow/records.js';
import { RetentionMessages } from './flow/retention-messages.js';
import type { RetentionPolicy } from './flow/retention-rules.js';
import { RetentionSweeps } from './flow/retention.js';
import { Gate } from './gate/gate.js';
import { LIMITS } from './limits.js';
import type { Log } from './log.js';
import { Metrics } from './metrics.js';
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

interface Core {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly auditStore: RedisAuditStore;
  readonly gate: Gate;
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
  return { store, audit, auditStore, gate };
}

/** What is not ready, in words for operators. */
async function troublesOf({ store, gate }: Core): Promise<string[]> {
  const troubles: string[] = [];
  try {
    await store.ping();
  } catch {
    troubles.push('the index does not answer');
  }
  if (!(await gate.probe())) troubles.push('the gate does not answer');
  return troubles;
}

function compose(config: Config, core: Core, clock: Clock, log: Log) {
  const { store, audit, auditStore, gate } = core;
  let indexUp = 1;
  const metrics = new Metrics({
    inFlight: () => admission.inFlight,
    gateQueue: () => gate.queueLength,
    indexUp: () => indexUp,
  });
  const admission = new Admission(LIMITS.checksInFlightMax, () => metrics.overloaded());
  const pushAdmission = new Admission(LIMITS.pushesInFlightMax, () => metrics.overloaded());
  const credentials = new CredentialDesk(store, clock);
  const measures = new MeasuresInForce(store.tables, clock);
  const supervised = (member: string): boolean => measures.supervised(member);
  const addressees = new Addressees({ tables: store.tables, measures });
  const matchMessages = new MatchMessages(addressees, { toldFor: config.ownersToldFor });
  const policy: RetentionPolicy = {
    warningDays: config.retentionWarningDays,
    deleteDays: config.retentionDeleteDays,
  };
  const consequences = new AllConsequences([
    new DueDates(),
    new RetentionMessages(policy),
    new PublicationMessages(addressees),
  ]);
  const changes = new Changes({ store, clock, trail: audit, consequences });
  const records = new RecordDesk({ store, clock, measures, changes });
  const retention = new RetentionSweeps({
    store,
    clock,
    trail: audit,
    consequences,
    policy,
    onTrouble: (error) => log.error('retention_trouble', error),
  });
  const readings = new RecordReadings(store, clock);
  const members = new MemberDesk({ store, clock, trail: audit, measures });
  const checks = new Checks({
    store,
    clock,
    measures,
    pool: gate,
    lookups: store.lookups,
    trail: audit,
    supervised,
    onStage: (stage, ms) => metrics.stage(stage, ms),
    onGated: (cleared) => metrics.gated(cleared),
    consequences: [matchMessages.follow],
  });
  const inboxReader = new InboxReader(store, clock, addressees);
  const inbox = new InboxDesk({ store, clock, trail: audit, reader: inboxReader });
  const onError = (error: unknown, route: string): void =>
    log.error('call_failed', error, { route });
  const source = new AuditSource({ store: auditStore, dataDir: config.dataDir });
  const quota = new Quota(config.rateLimitPerCredential, LIMITS.credentialsMax, () =>
    performance.now(),
  );
  const onChecked = (result: string): void => metrics.checked(result);
  const checkServices = { checks, admission, quota, onChecked, onError };
  const routes = routesOf({
    checks: checkServices,
    stream: {
      checks: checkServices,
      inbox: null,
      referrals: null,
      onFrame: (status, ms) => metrics.answered(STREAM_LABEL, status, ms),
      onOpened: () => metrics.streamOpened(),
      onClosed: (code) => metrics.streamClosed(code),
      onError: (error) => onError(error, STREAM_LABEL),
    },
    records: { records, readings, admission: pushAdmission, onError },
    members: { members, credentials, trail: audit, clock },
    measures: new MeasureDesk({
      store,
      clock,
      trail: audit,
      urgentTermHours: config.urgentTermHours,
    }),
    inbox,
    statistics: {
      readings: new AuditReadings(auditStore, source, audit, clock),
      now: () => clock.now(),
    },
    operations: {
      metrics,
      troubles: async () => {
        const troubles = await troublesOf(core);
        indexUp = troubles.length === 0 ? 1 : 0;
        return troubles;
      },
    },
  });
  const services = {
    identify: (authorization: string) => credentials.identify(authorization),
    onError,
    onAnswer: (route: string, status: number, ms: number) => metrics.answered(route, status, ms),
  };
  // What waits for something to come would hold up an orderly end.
  const release = (): void => inbox.release();
  return { routes, services, credentials, records, retention, release };
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
