/**
 * The supervisors' desk: proposing, endorsing and lifting measures.
 * It must never let one person decide alone, nor offer anything that would exclude a member.
 */
import { authorise, type Caller } from '../access/caller.js';
import { type Clock, instantOrNone, newId, utcDay } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { LiftWire, MeasureWire } from '../record/compliance-wire.js';
import { isMember } from '../record/countries.js';
import { measureStateAt, type Measure, type Scope } from '../record/measure.js';
import { packMessage } from '../record/message.js';
import { tell, type Deed } from '../store/deeds.js';
import type { Store } from '../store/store.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { dayFrom, instantFrom } from './fields.js';

const HOUR_MS = 3_600_000;

export interface MeasureParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  /** Hours within which an urgent measure has to be endorsed. */
  readonly urgentTermHours: number;
}

/** A measure as it is read: its state now, and everything that was ever decided about it. */
function shown(measure: Measure, now: number): object {
  const { lift, proposedAt, endorsedAt, endorseBy, ...rest } = measure;
  const history: object[] = [
    {
      action: 'proposed',
      by: measure.proposedBy,
      at: instantOrNone(proposedAt),
      reason: measure.reason,
    },
  ];
  if (endorsedAt !== null) {
    history.push({ action: 'endorsed', by: measure.endorsedBy, at: instantOrNone(endorsedAt) });
  }
  if (lift !== null) {
    const { by, at, reason, effectiveOn } = lift;
    const entry = { action: 'lifted', by, at: instantOrNone(at), reason };
    history.push({ ...entry, effectiveOn: instantOrNone(effectiveOn) });
  }
  return {
    ...rest,
    state: measureStateAt(measure, now),
    proposedAt: instantOrNone(proposedAt),
    inForceFrom: instantOrNone(measure.urgent ? proposedAt : endorsedAt),
    endorseBy: instantOrNone(endorseBy),
    endorsedAt: instantOrNone(endorsedAt),
    lift:
      lift === null
        ? null
        : { ...lift, at: instantOrNone(lift.at), effectiveOn: instantOrNone(lift.effectiveOn) },
    history,
  };
}

export class MeasureDesk {
  readonly #parts: MeasureParts;

  constructor(parts: MeasureParts) {
    this.#parts = parts;
  }

  /** All measures there have ever been, newest first; a bureau is shown those on its own member. */
  list(caller: Caller): object {
    authorise(caller, 'readMeasures');
    const now = this.#parts.clock.now();
    const rows = [...this.#parts.store.tables.measures.values()]
      .filter(({ member }) => caller.role !== 'ncb' || member === caller.member)
      .sort((a, b) => b.proposedAt - a.proposedAt || (a.measureId < b.measureId ? -1 : 1));
    return { measures: rows.map((row) => shown(row, now)), next: null };
  }

  one(caller: Caller, measureId: string): object {
    authorise(caller, 'readMeasures');
    const row = this.#known(measureId);
    // Another member's measures are not this bureau's to know of.
    if (caller.role === 'ncb' && row.member !== caller.member) throw unknownMeasure();
    return shown(row, this.#parts.clock.now());
  }

  /** An urgent one is in force from the acknowledgement on, others from their endorsement. */
  async propose(caller: Caller, wire: MeasureWire): Promise<object> {
    authorise(caller, 'measures');
    if (!isMember(wire.member)) {
      throw new Fault('unprocessable', 'There is no such member.', '/member');
    }
    const { store, clock, urgentTermHours } = this.#parts;
    if (store.tables.measures.size >= LIMITS.measuresMax) {
      throw new Fault('conflict', 'There are too many measures.');
    }
    const now = clock.now();
    const reviewOn = wire.reviewOn == null ? null : dayFrom(wire.reviewOn, '/reviewOn');
    if (reviewOn !== null && reviewOn < utcDay(now)) {
      throw new Fault('unprocessable', 'That day has passed.', '/reviewOn');
    }
    const urgent = wire.urgent ?? false;
    const row: Measure = {
      measureId: newId(),
      member: wire.member,
      scopes: [...new Set<Scope>(wire.scopes)].sort(),
      policy: wire.policy ?? 'rules',
      reason: wire.reason,
      urgent,
      reviewOn,
      proposedBy: caller.credentialId,
      proposedAt: now,
      endorseBy: urgent ? now + urgentTermHours * HOUR_MS : null,
      endorsedBy: null,
      endorsedAt: null,
      lift: null,
    };
    await this.#set(caller, 'propose', row, null, urgent ? [this.#told(row, now)] : [], 201);
    return shown(row, now);
  }

  /** By another credential than the one that proposed it. */
  async endorse(caller: Caller, measureId: string): Promise<object> {
    authorise(caller, 'measures');
    const now = this.#parts.clock.now();
    const row = this.#known(measureId);
    const state = measureStateAt(row, now);
    if (row.endorsedAt !== null || row.lift !== null || state === 'lapsed') {
      const found = row.endorsedAt !== null ? 'endorsed' : state;
      throw new Fault('conflict', `The measure is ${found} already.`);
    }
    if (row.proposedBy === caller.credentialId) {
      throw new Fault('forbidden', 'A measure is endorsed by another than who proposed it.');
    }
    const next = { ...row, endorsedBy: caller.credentialId, endorsedAt: now };
    await this.#set(caller, 'endorse', next, row, [this.#told(next, now)], 200);
    return shown(next, now);
  }

  /**
   * Ends a measure at `effectiveOn`, now unless given. What was held stays held, what was refused refused.
   */
  async lift(caller: Caller, measureId: string, wire: LiftWire): Promise<object> {
    authorise(caller, 'measures');
    const now = this.#parts.clock.now();
    const row = this.#known(measureId);
    const state = measureStateAt(row, now);
    if (row.lift !== null || state === 'lapsed') {
      throw new Fault(
        'conflict',
        `The measure is ${row.lift === null ? state : 'lifted'} already.`,
      );
    }
    const given = wire.effectiveOn == null ? now : instantFrom(wire.effectiveOn, '/effectiveOn');
    if (given < now - LIMITS.clockSkewMs) {
      throw new Fault('unprocessable', 'A measure cannot be lifted in the past.', '/effectiveOn');
    }
    const effectiveOn = Math.max(given, now);
    const lift = { by: caller.credentialId, at: now, reason: wire.reason, effectiveOn };
    const next = { ...row, lift };
    const deeds = state === 'proposed' ? [] : [this.#told(next, now)];
    await this.#set(caller, 'lift', next, row, deeds, 200, wire.reason);
    return shown(next, now);
  }

  #known(measureId: string): Measure {
    const row = this.#parts.store.tables.measures.get(measureId);
    if (row === undefined) throw unknownMeasure();
    return row;
  }

  /** The member is told of every measure on it: supervision is no secret. */
  #told(measure: Measure, now: number): Deed {
    const { measureId, member, scopes, policy, reason, reviewOn, urgent, lift } = measure;
    const body = {
      measureId,
      state: lift === null ? 'in-force' : 'lifted',
      scopes,
      policy,
      reason: lift?.reason ?? reason,
      urgent,
      reviewOn,
      effectiveOn: instantOrNone(lift?.effectiveOn ?? null),
    };
    const message = { type: 'measure', at: now, recordId: null, body, audience: null } as const;
    return tell(member, packMessage(message), now);
  }

  async #set(
    caller: Caller,
    action: string,
    row: Measure,
    expected: Measure | null,
    deeds: readonly Deed[],
    status: number,
    reason: string = row.reason,
  ): Promise<void> {
    const { store, clock, trail } = this.#parts;
    if (!(await store.setMeasure(row, expected, deeds))) {
      throw new Fault('conflict', 'The measure has just been changed; read it again.');
    }
    const subject = `${row.member} ${row.measureId}`;
    const call = { action: `measure.${action}`, subject, status, reason };
    await trail.append(callEntry(caller, clock.now(), call));
  }
}

const unknownMeasure = (): Fault => new Fault('not_found', 'There is no such measure.');
