/**
 * What owners do with records: push, withdraw, suspend, resume, renew, restrict, decide.
 * It must never let one member change another's record, nor circulate what has not been directed.
 */
import { authorise, type Caller } from '../access/caller.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type {
  DecisionWire,
  RecordWire,
  RenewWire,
  RestrictionsWire,
  SuspendWire,
} from '../record/wire.js';
import { restrictedTo } from './bounding.js';
import { known, type Changed, type Changes } from './changes.js';
import { circulate, type CirculationMeasures } from './circulate.js';
import { dayFrom, monthsFrom, restrictionsFrom, yearsFrom } from './fields.js';
import * as life from './life.js';
import type { Actor, Step } from './life.js';
import { visibleToSome, type WithDefaults } from './readings.js';
import { requireOwn, validate, type Validated } from './validate.js';

export interface RecordParts {
  readonly store: WithDefaults;
  readonly clock: Clock;
  readonly measures: CirculationMeasures;
  readonly changes: Changes;
}

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

export class RecordDesk {
  readonly #parts: RecordParts;
  readonly #changes: Changes;

  constructor(parts: RecordParts) {
    this.#parts = parts;
    this.#changes = parts.changes;
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
    return this.#index(validated, ifMatch);
  }

  /** Directed anew at every try: what is written must have been directed under the measures of that moment. */
  #index(validated: Validated, ifMatch: string | null): Promise<Changed> {
    const { caller, recordId } = validated;
    const { measures } = this.#parts;
    return this.#changes.make({
      caller,
      recordId,
      action: 'put',
      reason: null,
      epoch: () => measures.epoch,
      step: (before, actor) => {
        requireMatch(ifMatch, before?.dossier ?? null);
        return life.pushed(before?.dossier ?? null, circulate(validated, measures), actor);
      },
    });
  }

  async withdraw(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    return this.#own(caller, recordId, 'withdraw', reason, life.withdrawn);
  }

  async suspend(caller: Caller, recordId: string, wire: SuspendWire): Promise<Changed> {
    return this.#own(caller, recordId, 'suspend', wire.reason, (before, actor) => {
      const longest = monthsFrom(actor.today, LIMITS.suspensionMonthsMax);
      const until = wire.until === undefined ? longest : dayFrom(wire.until, '/until');
      if (until < actor.today) throw new Fault('unprocessable', 'That day has passed.', '/until');
      if (until > longest) {
        const detail = `A suspension lasts at most ${LIMITS.suspensionMonthsMax} months.`;
        throw new Fault('unprocessable', detail, '/until');
      }
      return life.suspended(before, until, actor);
    });
  }

  async resume(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    const { measures } = this.#parts;
    return this.#own(
      caller,
      recordId,
      'resume',
      reason,
      (before, actor) => life.resumed(before, actor, measures.holdsCirculation(caller.member)),
      () => measures.epoch,
    );
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

  /** Narrower ones bind from the acknowledgement on; wider ones of a supervised owner are held for review. */
  async setRestrictions(
    caller: Caller,
    recordId: string,
    wire: RestrictionsWire,
  ): Promise<Changed> {
    authorise(caller, 'push');
    requireOwn(caller, recordId);
    const restrictions = restrictionsFrom(wire, '');
    const { measures } = this.#parts;
    return this.#changes.make({
      caller,
      recordId,
      action: 'restrict',
      reason: null,
      epoch: () => measures.epoch,
      step: (before, actor) => {
        const reviewed = measures.holdsCirculation(caller.member);
        return restrictedTo(known(before), restrictions, actor, reviewed);
      },
    });
  }

  /** The calling member's own decision on a record that it may see. */
  async decide(caller: Caller, recordId: string, wire: DecisionWire): Promise<Changed> {
    authorise(caller, 'push');
    const { decision, reason } = wire;
    if (decision !== null && (reason === undefined || reason === '')) {
      throw new Fault('unprocessable', 'A decision needs a reason.', '/reason');
    }
    return this.#changes.make({
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
    epoch?: () => number,
  ): Promise<Changed> {
    authorise(caller, 'push');
    requireOwn(caller, recordId);
    return this.#changes.make({
      caller,
      recordId,
      action,
      reason,
      ...(epoch === undefined ? {} : { epoch }),
      step: (before, actor) => step(known(before), actor),
    });
  }
}
