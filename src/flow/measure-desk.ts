/**
 * The supervisors' desk: proposing, endorsing and lifting measures.
 * It must never let one person decide alone, nor offer anything that would exclude a member.
 */
import { authorise, type Caller } from '../access/caller.js';
import { type Clock, instantOrNone, newId, utcDay } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { EndorseWire, LiftWire, MeasureWire } from '../record/compliance-wire.js';
import { isMember } from '../record/countries.js';
import {
  measureStateAt,
  type Lift,
  type Measure,
  type MeasureState,
  type Scope,
} from '../record/measure.js';
import type { Deed } from '../store/deeds.js';
import type { Store } from '../store/store.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { dayFrom, instantFrom } from './fields.js';
import { tellOfMeasure } from './measure-messages.js';

const HOUR_MS = 3_600_000;

export interface MeasureParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  /** Hours within which an urgent measure has to be endorsed. */
  readonly urgentTermHours: number;
}

const shownLift = (lift: Lift): object => ({
  ...lift,
  at: instantOrNone(lift.at),
  effectiveOn: instantOrNone(lift.effectiveOn),
});

const liftsOf = ({ lift, earlierLifts = [] }: Measure): readonly Lift[] =>
  lift === null ? earlierLifts : [...earlierLifts, lift];

interface Decision {
  readonly action: 'proposed' | 'endorsed' | 'lifted';
  readonly by: string | null;
  readonly at: number;
  readonly reason?: string;
  readonly effectiveOn?: string | null;
}

/** Everything that was ever decided about it, in the order of time. */
function historyOf(measure: Measure): object[] {
  const { proposedBy, proposedAt, endorsedBy, endorsedAt, endorsedReason, reason } = measure;
  const decided: Decision[] = [{ action: 'proposed', by: proposedBy, at: proposedAt, reason }];
  if (endorsedAt !== null) {
    const given = endorsedReason == null ? {} : { reason: endorsedReason };
    decided.push({ action: 'endorsed', by: endorsedBy, at: endorsedAt, ...given });
  }
  for (const { effectiveOn, ...lift } of liftsOf(measure)) {
    decided.push({ action: 'lifted', ...lift, effectiveOn: instantOrNone(effectiveOn) });
  }
  return decided.sort((a, b) => a.at - b.at).map((one) => ({ ...one, at: instantOrNone(one.at) }));
}

/** A measure as it is read: its state now, and its history. */
function shown(measure: Measure, now: number): object {
  const {
    lift,
    proposedAt,
    endorsedAt,
    endorseBy,
    endorsedReason: _reason,
    earlierLifts: _lifts,
    endedTold: _ended,
    reviewTold: _review,
    ...rest
  } = measure;
  return {
    ...rest,
    state: measureStateAt(measure, now),
    proposedAt: instantOrNone(proposedAt),
    inForceFrom: instantOrNone(measure.urgent ? proposedAt : endorsedAt),
    endorseBy: instantOrNone(endorseBy),
    endorsedAt: instantOrNone(endorsedAt),
    lift: lift === null ? null : shownLift(lift),
    history: historyOf(measure),
  };
}

/** Throws `conflict` where a measure has ended: that is final. */
function requireOpen(state: MeasureState): void {
  if (state === 'lifted' || state === 'lapsed') {
    throw new Fault('conflict', `The measure is ${state} already.`);
  }
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
    const deeds = urgent ? [tellOfMeasure(row.member, row, row.reason, now)] : [];
    await this.#set(caller, 'propose', row, null, deeds, 201, row.reason);
    return shown(row, now);
  }

  /** By another credential than the one that proposed it; also where the day of its end is set already. */
  async endorse(caller: Caller, measureId: string, wire: EndorseWire): Promise<object> {
    authorise(caller, 'measures');
    const now = this.#parts.clock.now();
    const row = this.#known(measureId);
    requireOpen(measureStateAt(row, now));
    if (row.endorsedAt !== null) {
      throw new Fault('conflict', 'The measure is endorsed already.');
    }
    if (row.proposedBy === caller.credentialId) {
      throw new Fault('forbidden', 'A measure is endorsed by another than who proposed it.');
    }
    const reason = wire.reason ?? null;
    const endorsed = { endorsedBy: caller.credentialId, endorsedAt: now, endorsedReason: reason };
    const next = { ...row, ...endorsed };
    const deeds = [tellOfMeasure(row.member, next, row.reason, now)];
    await this.#set(caller, 'endorse', next, row, deeds, 200, reason);
    return shown(next, now);
  }

  /**
   * Ends a measure at `effectiveOn`, now unless given. Until then another lift may be set instead. What was held
   * stays held, what was refused refused.
   */
  async lift(caller: Caller, measureId: string, wire: LiftWire): Promise<object> {
    authorise(caller, 'measures');
    const now = this.#parts.clock.now();
    const row = this.#known(measureId);
    const state = measureStateAt(row, now);
    requireOpen(state);
    const given = wire.effectiveOn == null ? now : instantFrom(wire.effectiveOn, '/effectiveOn');
    if (given < now - LIMITS.clockSkewMs) {
      throw new Fault('unprocessable', 'A measure cannot be lifted in the past.', '/effectiveOn');
    }
    const effectiveOn = Math.max(given, now);
    const earlierLifts = liftsOf(row);
    if (earlierLifts.length >= LIMITS.liftsPerMeasureMax && effectiveOn > now) {
      const detail = 'The day was set anew too often; the measure can still be lifted at once.';
      throw new Fault('conflict', detail);
    }
    const lift = { by: caller.credentialId, at: now, reason: wire.reason, effectiveOn };
    const next = { ...row, lift, earlierLifts };
    const deeds = state === 'proposed' ? [] : [tellOfMeasure(row.member, next, wire.reason, now)];
    await this.#set(caller, 'lift', next, row, deeds, 200, wire.reason);
    return shown(next, now);
  }

  #known(measureId: string): Measure {
    const row = this.#parts.store.tables.measures.get(measureId);
    if (row === undefined) throw unknownMeasure();
    return row;
  }

  async #set(
    caller: Caller,
    action: string,
    row: Measure,
    expected: Measure | null,
    deeds: readonly Deed[],
    status: number,
    reason: string | null,
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
