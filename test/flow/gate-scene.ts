/**
 * Checks over a real store with measures, gate and audit of the test's own.
 * It must never need anything that sets measures: whom they concern is said by each test.
 */
import { resolve } from 'node:path';
import type { Caller } from '../../src/access/caller.js';
import type { CheckEntry } from '../../src/audit/entry.js';
import type { Appender } from '../../src/audit/log.js';
import { Checks, type CheckParts } from '../../src/flow/check.js';
import { filedOf } from '../../src/flow/filing.js';
import type { GatePool, Measures } from '../../src/flow/gate.js';
import { Gate } from '../../src/gate/gate.js';
import { judge, POLICY } from '../../src/gate/policy.js';
import type { Dossier } from '../../src/record/codec.js';
import type { RecordContent, ReviewStatus } from '../../src/record/record.js';
import type { CheckWire } from '../../src/record/wire.js';
import { NOT_FILED } from '../../src/store/records.js';
import { Store } from '../../src/store/store.js';
import { dossierOf } from '../store/store-records.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

/** A measure by scope: how matches that it gates are judged. */
export type Under = Partial<Record<'checks' | 'hits', 'rules' | 'refer-all'>>;

export function measuresOf(under: Readonly<Record<string, Under>>): Measures {
  return {
    supervises: (member, scope) => under[member]?.[scope] !== undefined,
    refersAll: (member, scope) => under[member]?.[scope] === 'refer-all',
  };
}

/** What a check was told, and what went into the audit about it. */
export interface Told {
  readonly result: string;
  readonly records: readonly string[];
  readonly entry: CheckEntry;
}

export interface PersonWords {
  readonly fullName: string;
  readonly nationalities?: string[];
  readonly reviewStatus?: ReviewStatus;
  readonly offences?: string[];
  readonly datesOfBirth?: string[];
  /** Instead of the one name. */
  readonly names?: string[];
}

export interface GateScene {
  readonly redis: PrivateRedis;
  readonly store: Store;
  /** Writes a published arrest of a person born on 12 August 1974. */
  person(recordId: string, words: PersonWords): Promise<void>;
  /** Checks with everything in place but what is given: no measures, a gate that judges at once. */
  checks(parts: Partial<CheckParts>): {
    readonly ask: (member: string, wire: CheckWire) => Promise<Told>;
  };
  stop(): Promise<void>;
}

/** Judges in this thread as a worker would. */
export const judging: GatePool = {
  judge: async (question, context) =>
    judge({ ...question, context: context === null ? null : await context }, POLICY),
};

function personOf(recordId: string, words: PersonWords): Dossier {
  const base = dossierOf(recordId, 'NONE');
  if (base.live === null) throw new Error('a record without a version');
  const content: RecordContent = {
    ...base.live.content,
    index: 'wanted',
    colour: 'red',
    action: 'arrest',
    document: null,
    offences: words.offences ?? ['fraud'],
    person: {
      names: (words.names ?? [words.fullName]).map((name) => {
        const [given = null, family = null] = name.split(' ');
        return { family, given, fullName: null, kind: 'primary', quality: 'good' };
      }),
      datesOfBirth: words.datesOfBirth ?? ['1974-08-12'],
      sex: 'U',
      nationalities: words.nationalities ?? [],
      placeOfBirth: null,
      documents: [],
    },
  };
  const reviewStatus = words.reviewStatus ?? 'compliant';
  return { ...base, live: { ...base.live, content, reviewStatus } };
}

const callerOf = (member: string): Caller => ({
  credentialId: `${member}-terminal`,
  member,
  role: 'terminal',
  agency: null,
});

export async function openGateScene(): Promise<GateScene> {
  const redis = await startPrivateRedis();
  const store = await Store.open(redis.address);
  const entries = new Map<string, CheckEntry>();
  const trail = {
    appendCheck: (entry: CheckEntry, appender: Appender) => {
      entries.set(entry.checkId, entry);
      appender.appended(store.tables.head.text);
    },
  };
  return {
    redis,
    store,
    person: async (recordId, words) => {
      const after = personOf(recordId, words);
      await store.records.write({
        before: null,
        after,
        filedBefore: NOT_FILED,
        filedAfter: filedOf(after),
        history: null,
        owner: recordId.slice(0, 3),
      });
    },
    checks: (parts) => {
      const checks = new Checks({
        store,
        clock: { now: () => Date.parse('2030-05-01T12:00:00Z') },
        measures: measuresOf({}),
        pool: judging,
        lookups: store.lookups,
        trail,
        supervised: () => false,
        onStage: () => undefined,
        onGated: () => undefined,
        consequences: [],
        ...parts,
      });
      return {
        ask: async (member, wire) => {
          const answer = await checks.answer(callerOf(member), wire);
          const { checkId, matches } = answer.value() as {
            checkId: string;
            matches: { recordId: string }[];
          };
          const entry = entries.get(checkId);
          if (entry === undefined) throw new Error('an answer that is not on record');
          const records = matches.map(({ recordId }) => recordId);
          return { result: answer.result, records, entry };
        },
      };
    },
    stop: async () => {
      await store.close();
      await redis.stop();
    },
  };
}

/** Owners of records of one name, so that one check finds all of them; those of some are reviewed. */
export const OWNERS = ['DEU', 'ESP', 'FRA', 'ITA'] as const;
export const REVIEWED: ReadonlySet<string> = new Set(['DEU', 'ITA']);
export const RECORDS = OWNERS.map((owner) => `${owner}-1`);
const NAME = 'Theodule Quemeneur';

export async function fileForAll(scene: GateScene): Promise<void> {
  for (const owner of OWNERS) {
    const reviewStatus = REVIEWED.has(owner) ? 'compliant' : 'not_reviewed';
    await scene.person(`${owner}-1`, { fullName: NAME, reviewStatus });
  }
}

export const named = (fullName: string, more: Partial<CheckWire> = {}): CheckWire => ({
  purpose: 'police',
  person: { fullName, dateOfBirth: '1974-08-12' },
  ...more,
});
/** Finds a record of each owner. */
export const EVERYBODY = named(NAME);
export const NOBODY = named('Zacharie Abgrall');

/** A gate with a worker of `test/gate/workers`. */
export const openGate = (worker: string, deadlineMs = 5_000): Promise<Gate> =>
  Gate.open({
    workers: 2,
    deadlineMs,
    onTrouble: () => undefined,
    workerFile: resolve(`test/gate/workers/${worker}.mjs`),
  });
