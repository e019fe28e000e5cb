/**
 * Checks and their referrals over a real store, with a gate that says what a test tells it to say.
 * It must never judge by itself: what no test has spoken about is released.
 */
import type { Caller, Role } from '../../src/access/caller.js';
import { GuardedLog } from '../../src/audit/guarded-log.js';
import { AuditLog } from '../../src/audit/log.js';
import { AuditSource } from '../../src/audit/reader.js';
import { newId } from '../../src/clock.js';
import { Checks } from '../../src/flow/check.js';
import { filedOf } from '../../src/flow/filing.js';
import { referralConsequence } from '../../src/flow/referral-consequence.js';
import { ReferralDesk } from '../../src/flow/referrals.js';
import { ReferredChecks } from '../../src/flow/referred-checks.js';
import type { Releasing } from '../../src/flow/released.js';
import type { RecordState } from '../../src/record/record.js';
import type { Verdict } from '../../src/gate/question.js';
import { RedisAuditStore } from '../../src/store/audit-store.js';
import type { Deed } from '../../src/store/deeds.js';
import { NOT_FILED } from '../../src/store/records.js';
import { Referrals } from '../../src/store/referrals.js';
import { Store } from '../../src/store/store.js';
import { exported, MovedClock } from '../audit/scene.js';
import { dossierOf } from '../store/store-records.js';
import { startPrivateRedis } from '../support/private-redis.js';

export const callerOf = (member: string, role: Role = 'terminal', more = ''): Caller => ({
  credentialId: `${member}-${role}${more}`,
  member,
  role,
  agency: null,
});
export const REVIEWER = callerOf('XPO', 'reviewer');

/** Every member that a test calls supervised is so under both scopes. */
export class Stage {
  readonly clock = new MovedClock();
  readonly supervised = new Set<string>();
  readonly verdicts = new Map<string, Verdict>();
  whole: 'release' | 'refer' = 'release';
  readonly releases: Releasing[] = [];
  /** Deeds that follow from a release. */
  follows: (releasing: Releasing) => readonly Deed[] = () => [];
  readonly store: Store;
  readonly desk: ReferralDesk;
  readonly referred: ReferredChecks;
  readonly #checks: Checks;
  readonly #source: AuditSource;
  readonly #stop: () => Promise<void>;

  private constructor(
    store: Store,
    auditStore: RedisAuditStore,
    audit: AuditLog,
    clock: MovedClock,
    dir: string,
    stop: () => Promise<void>,
  ) {
    this.store = store;
    this.clock = clock;
    this.#stop = stop;
    this.#source = new AuditSource({ store: auditStore, dataDir: dir });
    const referrals = new Referrals(store.backgroundLink);
    const supervised = (member: string): boolean => this.supervised.has(member);
    this.#checks = new Checks({
      store,
      clock,
      measures: { supervises: supervised, refersAll: () => false },
      pool: {
        judge: ({ id, matches }) =>
          Promise.resolve({
            id,
            policyVersion: 'test',
            whole: this.whole,
            wholeRules: [],
            verdicts: matches.map(({ recordId }) => {
              const verdict = this.verdicts.get(recordId) ?? 'release';
              return { recordId, verdict, rules: verdict === 'release' ? [] : [`test.${verdict}`] };
            }),
          }),
      },
      trail: audit,
      lookups: store.lookups,
      supervised,
      onStage: () => undefined,
      onGated: () => undefined,
      consequences: [referralConsequence],
    });
    this.desk = new ReferralDesk({
      store,
      referrals,
      clock,
      decisions: new GuardedLog(auditStore, clock),
      consequences: [
        (releasing) => {
          this.releases.push(releasing);
          return this.follows(releasing);
        },
      ],
    });
    this.referred = new ReferredChecks({ store, referrals, clock, trail: audit, supervised });
  }

  static async open(): Promise<Stage> {
    const redis = await startPrivateRedis();
    const store = await Store.open(redis.address);
    const clock = new MovedClock();
    const auditStore = new RedisAuditStore(store.backgroundLink, store.checkLine, (text, askedAt) =>
      store.heard(text, askedAt),
    );
    const audit = await AuditLog.open({
      store: auditStore,
      chain: newId(),
      clock,
      pace: store.checkPace,
      onTrouble: () => undefined,
    });
    return new Stage(store, auditStore, audit, clock, redis.dir, async () => {
      audit.close();
      await store.close();
      await redis.stop();
    });
  }

  /** Publishes a lost document of this number, whoever owns the record. */
  async file(recordId: string, number: string): Promise<void> {
    const after = dossierOf(recordId, number);
    await this.store.records.write({
      before: null,
      after,
      filedBefore: NOT_FILED,
      filedAfter: filedOf(after),
      history: null,
      owner: recordId.slice(0, 3),
    });
  }

  /** Changes the state of a published record, whoever may do so. */
  async turn(recordId: string, state: RecordState): Promise<void> {
    const before = await this.store.records.read(recordId);
    if (before?.dossier.live == null) throw new Error('a record without a version');
    const { dossier } = before;
    const live = { ...before.dossier.live, state };
    const after = { ...dossier, revision: dossier.revision + 1, live };
    const filed = filedOf(dossier);
    const owner = recordId.slice(0, 3);
    const change = { before, after, filedBefore: filed, filedAfter: filed, history: null, owner };
    await this.store.records.write(change);
  }

  /** Asks for the document of this number. */
  async ask(caller: Caller, number: string): Promise<{ checkId: string; result: string }> {
    const documents = [{ number, issuer: 'FRA' }];
    const answer = await this.#checks.answer(caller, { purpose: 'border', documents });
    return answer.value() as { checkId: string; result: string };
  }

  async entries(checkId: string): Promise<Record<string, unknown>[]> {
    const all = await exported(this.#source);
    return all.filter((entry) => entry['checkId'] === checkId || entry['subject'] === checkId);
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
