/**
 * The desks, flows and routes put together over an open store, audit and gate.
 * It must never start anything: what it makes does nothing before it is asked.
 */
import { CredentialDesk } from './access/credentials.js';
import { Quota } from './access/quota.js';
import { GuardedLog } from './audit/guarded-log.js';
import type { AuditLog } from './audit/log.js';
import { AuditSource } from './audit/reader.js';
import { inTime, type Clock } from './clock.js';
import type { Config } from './config.js';
import { Admission } from './edge/admission.js';
import { routesOf } from './edge/routes.js';
import { STREAM_LABEL } from './edge/stream/session.js';
import { Addressees } from './flow/addressees.js';
import { AuditReadings } from './flow/audit-readings.js';
import { Changes } from './flow/changes.js';
import { Checks } from './flow/check.js';
import { AllConsequences } from './flow/consequences.js';
import { DisputeDesk } from './flow/disputes.js';
import { DueDates } from './flow/due-dates.js';
import { EndedDays, endedReferrals, undecidedReviews, wordsOfReviews } from './flow/ended-days.js';
import { InboxFeed } from './flow/inbox-feed.js';
import { InboxReader } from './flow/inbox-reader.js';
import { InboxDesk } from './flow/inbox.js';
import { MatchMessages } from './flow/match-messages.js';
import { MeasureDays } from './flow/measure-days.js';
import { MeasureDesk } from './flow/measure-desk.js';
import { MeasuresInForce } from './flow/measures-in-force.js';
import { MemberDesk } from './flow/members.js';
import { ProtectionDesk } from './flow/protections.js';
import { PublicationMessages } from './flow/publication-messages.js';
import { Remains } from './flow/reindex.js';
import { RecordReadings } from './flow/readings.js';
import { ReceiptConsequence } from './flow/receipt-consequence.js';
import { RecordDesk } from './flow/records.js';
import { referralConsequence } from './flow/referral-consequence.js';
import { ReferralDesk } from './flow/referrals.js';
import { ReferralFeed } from './flow/referral-feed.js';
import { ReferredChecks } from './flow/referred-checks.js';
import { Resemblances } from './flow/resemblances.js';
import { RetentionMessages } from './flow/retention-messages.js';
import type { RetentionPolicy } from './flow/retention-rules.js';
import { RetentionSweeps } from './flow/retention.js';
import { ReviewConsequence } from './flow/review-consequence.js';
import { ReviewDesk } from './flow/reviews.js';
import { Screenings } from './flow/screenings.js';
import { WiderDefaults } from './flow/wider-defaults.js';
import type { Gate } from './gate/gate.js';
import type { Screening } from './gate/screening/screening.js';
import { LIMITS } from './limits.js';
import type { Log } from './log.js';
import { Metrics } from './metrics.js';
import { INDEX_NAMES } from './record/record.js';
import type { RedisAuditStore } from './store/audit-store.js';
import { Referrals } from './store/referrals.js';
import { Reviews } from './store/reviews.js';
import type { Store } from './store/store.js';

/** What everything else stands on, open. */
export interface Core {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly auditStore: RedisAuditStore;
  readonly gate: Gate;
  readonly screening: Screening;
}

const indexAnswers = (store: Store): Promise<boolean> =>
  inTime(store.ping(), LIMITS.probeMs).then(
    () => true,
    () => false,
  );

/** What is not ready, in words for operators. */
async function troublesOf({ store, gate, screening }: Core): Promise<string[]> {
  const troubles: string[] = [];
  if (!(await indexAnswers(store))) troubles.push('the index does not answer');
  if (!(await gate.probe())) troubles.push('the gate does not answer');
  if (!(await screening.probe())) troubles.push('the screening does not answer');
  return troubles;
}

/** What the processes of a service share in its making. */
export function compose(config: Config, core: Core, clock: Clock, log: Log) {
  const { store, audit, auditStore, gate, screening } = core;
  const referrals = new Referrals(store.backgroundLink);
  const reviews = new Reviews(store.backgroundLink);
  const metrics = new Metrics({
    inFlight: () => admission.inFlight,
    gateQueue: () => gate.queueLength,
  });
  metrics.indexes(INDEX_NAMES, () => indexAnswers(store));
  metrics.waiting({
    referrals: () => inTime(referrals.pending(), LIMITS.probeMs),
    reviews: () => inTime(reviews.pending(), LIMITS.probeMs),
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
  const screenings = new Screenings({
    screener: screening,
    resembled: new Resemblances(store),
  });
  const publications = new PublicationMessages(addressees);
  const onTrouble = (error: unknown): void => log.error('retention_trouble', error);
  const consequences = new AllConsequences([
    new ReviewConsequence({ reviews, screenings }),
    new DueDates(),
    new RetentionMessages(policy),
    publications,
    new ReceiptConsequence({ reviews }),
  ]);
  const changes = new Changes({ store, clock, trail: audit, consequences });
  const records = new RecordDesk({ store, clock, measures, changes });
  const retention = new RetentionSweeps({
    store,
    clock,
    trail: audit,
    consequences,
    policy,
    measures,
    others: [
      new Remains(store),
      new MeasureDays({ store, clock }),
      new EndedDays({
        store,
        clock,
        kinds: [
          ...endedReferrals(referrals, config.retentionReferralDays, onTrouble),
          undecidedReviews(reviews),
          wordsOfReviews(reviews, store.upkeep, onTrouble),
        ],
      }),
      new WiderDefaults({ store, clock, publications, onTrouble }),
    ],
    onTrouble,
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
    consequences: [matchMessages.follow, referralConsequence],
  });
  const inboxReader = new InboxReader(store, clock);
  const inbox = new InboxDesk({ store, clock, trail: audit, reader: inboxReader });
  const decisions = new GuardedLog(auditStore, clock);
  const referredChecks = new ReferredChecks({
    store,
    referrals,
    clock,
    trail: audit,
    supervised,
  });
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
      inbox: new InboxFeed(store, inboxReader),
      referrals: new ReferralFeed({
        checks: referredChecks,
        bell: store.bell,
        onTrouble: (error) => onError(error, STREAM_LABEL),
      }),
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
    reviews: {
      desk: new ReviewDesk({
        store,
        reviews,
        screenings,
        clock,
        trail: audit,
        changes,
        fourEyes: config.fourEyes,
      }),
      disputes: new DisputeDesk(changes, measures),
    },
    protections: {
      protections: new ProtectionDesk({ store, clock, trail: audit }),
      admission: pushAdmission,
    },
    inbox,
    referrals: {
      desk: new ReferralDesk({
        store,
        referrals,
        clock,
        decisions,
        consequences: [matchMessages.release],
      }),
      checks: referredChecks,
    },
    statistics: {
      readings: new AuditReadings(auditStore, source, audit, clock),
      now: () => clock.now(),
    },
    operations: {
      metrics,
      troubles: () => troublesOf(core),
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
