/**
 * The flow of a push and of every other change to a record: read, step, write in one piece, put on record.
 * It must never acknowledge before the store has it on disk.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { CallEntry } from '../audit/entry.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type { RecordState, VersionEntry } from '../record/record.js';
import type {
  DecisionWire,
  RecordWire,
  RenewWire,
  RestrictionsWire,
  SuspendWire,
} from '../record/wire.js';
import type { Kept } from '../store/records.js';
import type { Store } from '../store/store.js';
import { circulate, type CirculationMeasures, type Directed } from './circulate.js';
import { dayFrom, daysFrom, restrictionsFrom, yearsFrom } from './fields.js';
import { filedOf } from './filing.js';
import * as life from './life.js';
import type { Actor, Step } from './life.js';
import { visibleToSome } from './readings.js';
import { requireOwn, validate } from './validate.js';

export interface CallTrail {
  append(entry: CallEntry): Promise<void>;
}

export interface RecordParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly measures: CirculationMeasures;
  readonly trail: CallTrail;
}

/** What a change answers, as CONTRACT section 10 has it. */
export interface Changed {
  readonly status: 200 | 201 | 202;
  readonly recordId: string;
  readonly version: number;
  readonly state: RecordState;
  readonly change: 'created' | 'updated' | 'unchanged';
}

interface Attempt {
  readonly caller: Caller;
  readonly recordId: string;
  /** Names the change in history and audit, such as `withdraw`. */
  readonly action: string;
  readonly reason: string | null;
  /** The step from what is stored; `null` for no change. May throw a Fault. */
  readonly step: (before: Kept | null, actor: Actor) => Step | null;
}

/** Somebody else changed the same record in between; each try is a whole round. */
const TRIES_MAX = 10;
const ETAG = /^"(\d{1,9})"$/;

function requireMatch(ifMatch: string | null, before: Dossier | null): void {
  if (ifMatch === null) return;
  const version = ETAG.exec(ifMatch.trim())?.[1];
  if (version === undefined) {
    throw new Fault('invalid_request', 'If-Match is one version in quotes, like "3".');
  }
  if (before === null || life.numberOf(before) !== Number(version)) {
    throw new Fault('precondition_failed', 'The record has another version now.');
  }
}

function known(before: Kept | null): Dossier {
  if (before === null) throw new Fault('not_found', 'There is no such record.');
  return before.dossier;
}

export class RecordDesk {
  readonly #parts: RecordParts;
  /** The last change under way of each record: changes of one record follow in the order they came. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  /** Creates or updates; the same body again changes nothing. `ifMatch` as the header has it. */
  async put(
    caller: Caller,
    recordId: string,
    wire: RecordWire,
    ifMatch: string | null,
  ): Promise<Changed> {
    const today = utcDay(this.#parts.clock.now());
    const validated = validate(caller, recordId, wire, today);
    return this.#index(circulate(validated, this.#parts.measures), ifMatch);
  }

  /** Takes only what has been directed: nothing is circulated that was not asked whether it may. */
  #index(directed: Directed, ifMatch: string | null): Promise<Changed> {
    const { caller, recordId } = directed.record;
    return this.#change({
      caller,
      recordId,
      action: 'put',
      reason: null,
      step: (before, actor) => {
        requireMatch(ifMatch, before?.dossier ?? null);
        return life.pushed(before?.dossier ?? null, directed, actor);
      },
    });
  }

  async withdraw(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    return this.#own(caller, recordId, 'withdraw', reason, life.withdrawn);
  }

  async suspend(caller: Caller, recordId: string, wire: SuspendWire): Promise<Changed> {
    return this.#own(caller, recordId, 'suspend', wire.reason, (before, actor) => {
      const longest = daysFrom(actor.today, LIMITS.suspensionDaysMax);
      const until = wire.until === undefined ? longest : dayFrom(wire.until, '/until');
      if (until < actor.today) throw new Fault('unprocessable', 'That day has passed.', '/until');
      if (until > longest) {
        const detail = `A suspension lasts at most ${LIMITS.suspensionDaysMax} days.`;
        throw new Fault('unprocessable', detail, '/until');
      }
      return life.suspended(before, until, actor);
    });
  }

  async resume(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    return this.#own(caller, recordId, 'resume', reason, life.resumed);
  }

  async renew(caller: Caller, recordId: string, wire: RenewWire): Promise<Changed> {
    return this.#own(caller, recordId, 'renew', wire.reason, (before, actor) => {
      const documents = life.latestOf(before).content.index === 'documents';
      const years = documents ? LIMITS.documentRetentionYears : LIMITS.personRetentionYears;
      const expiresOn =
        wire.expiresOn === undefined
          ? yearsFrom(actor.today, years)
          : dayFrom(wire.expiresOn, '/expiresOn');
      if (expiresOn < actor.today) {
        throw new Fault('unprocessable', 'The last valid day has passed.', '/expiresOn');
      }
      return life.renewed(before, expiresOn, actor);
    });
  }

  async setRestrictions(
    caller: Caller,
    recordId: string,
    wire: RestrictionsWire,
  ): Promise<Changed> {
    const restrictions = restrictionsFrom(wire, '');
    return this.#own(caller, recordId, 'restrict', null, (before, actor) =>
      life.restrictedTo(before, restrictions, actor),
    );
  }

  /** The calling member's own decision on a record that it may see. */
  async decide(caller: Caller, recordId: string, wire: DecisionWire): Promise<Changed> {
    authorise(caller, 'push');
    const { decision, reason } = wire;
    if (decision !== null && (reason === undefined || reason === '')) {
      throw new Fault('unprocessable', 'A decision needs a reason.', '/reason');
    }
    return this.#change({
      caller,
      recordId,
      action: 'decision',
      reason: reason ?? null,
      step: (before, actor) => {
        const dossier = known(before);
        if (!visibleToSome(caller, dossier, actor.today, this.#parts.store)) known(null);
        const taken = decision === null ? null : { decision, reason: reason ?? '' };
        return life.decided(dossier, caller.member, taken, actor);
      },
    });
  }

  async #own(
    caller: Caller,
    recordId: string,
    action: string,
    reason: string | null,
    step: (before: Dossier, actor: Actor) => Step | null,
  ): Promise<Changed> {
    authorise(caller, 'push');
    requireOwn(caller, recordId);
    return this.#change({
      caller,
      recordId,
      action,
      reason,
      step: (before, actor) => step(known(before), actor),
    });
  }

  async #change(attempt: Attempt): Promise<Changed> {
    const { recordId } = attempt;
    const before = this.#underWay.get(recordId);
    const mine = before === undefined ? this.#try(attempt) : before.then(() => this.#try(attempt));
    const settled = mine.catch(() => undefined);
    this.#underWay.set(recordId, settled);
    try {
      return await mine;
    } finally {
      if (this.#underWay.get(recordId) === settled) this.#underWay.delete(recordId);
    }
  }

  async #try(attempt: Attempt): Promise<Changed> {
    const { store, clock } = this.#parts;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const now = clock.now();
      const actor = { credentialId: attempt.caller.credentialId, now, today: utcDay(now) };
      const before = await store.records.read(attempt.recordId);
      const step = attempt.step(before, actor);
      if (step === null) {
        const dossier = known(before);
        const version = life.latestOf(dossier);
        return this.#acknowledge(attempt, 200, version.version, version.state, 'unchanged', actor);
      }
      const written = await store.records.write({
        before,
        after: step.next,
        filedBefore: filedOf(before?.dossier ?? null),
        filedAfter: filedOf(step.next),
        history: historyOf(attempt, before, step, actor),
        owner: attempt.recordId.slice(0, 3),
      });
      if (written === 'conflict') continue;
      const held = attempt.action === 'put' && step.version.state === 'in_review';
      const status = held ? 202 : before === null ? 201 : 200;
      const { version, state } = step.version;
      const change = before === null ? 'created' : 'updated';
      return this.#acknowledge(attempt, status, version, state, change, actor);
    }
    throw new Fault('conflict', 'The record is being changed by others; try again.');
  }

  async #acknowledge(
    attempt: Attempt,
    status: Changed['status'],
    version: number,
    state: RecordState,
    change: Changed['change'],
    actor: Actor,
  ): Promise<Changed> {
    const { caller, recordId, action, reason } = attempt;
    await this.#parts.trail.append({
      kind: 'call',
      at: actor.now,
      credentialId: caller.credentialId,
      member: caller.member,
      role: caller.role,
      action: `record.${action}`,
      subject: recordId,
      status,
      reason,
    });
    return { status, recordId, version, state, change };
  }
}

/**
 * A line of history. The first one of a circulated document is left out: it would double the memory of
 * a hundred million records and says no more than the record itself.
 */
function historyOf(
  { action, reason }: Attempt,
  before: Kept | null,
  { version }: Step,
  actor: Actor,
): VersionEntry | null {
  const created = before === null;
  if (created && version.content.index === 'documents' && version.state === 'published')
    return null;
  const change = created ? 'created' : action === 'put' ? 'updated' : action;
  return {
    version: version.version,
    state: version.state,
    change,
    reason,
    at: actor.now,
    by: actor.credentialId,
  };
}
