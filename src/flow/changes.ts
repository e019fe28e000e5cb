/**
 * The one way a record is changed: read, step, write with everything that follows from it, put on record.
 * It must never acknowledge before the store has it on disk, nor write under measures that have changed.
 */
import type { Caller } from '../access/caller.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { newId, utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type { RecordState } from '../record/record.js';
import type { Effects, Kept, Records } from '../store/records.js';
import type { Tables } from '../store/tables.js';
import { withEdition } from './editions.js';
import { filedOf } from './filing.js';
import { historyOf } from './history.js';
import * as life from './life.js';
import type { Actor, Step } from './life.js';

/** What follows from a change, for `Changes` to write beside it. */
export interface Consequences {
  /** Rejects where it cannot be told; then nothing is changed. */
  of(before: Dossier | null, step: Step, actor: Actor, attempt: Attempt): Promise<Effects>;
}

/** What a change answers, as CONTRACT section 10 has it. */
export interface Changed {
  readonly status: 200 | 201 | 202;
  readonly recordId: string;
  readonly version: number;
  readonly state: RecordState;
  readonly change: 'created' | 'updated' | 'unchanged';
  /** The review that a held version waits for. */
  readonly reviewId?: string;
}

export interface Attempt {
  readonly caller: Caller;
  readonly recordId: string;
  /** Names the change in history and audit, such as `withdraw`. */
  readonly action: string;
  readonly reason: string | null;
  /** The review that the change decides; its row changes by the step's own deeds. */
  readonly decides?: string;
  /** The measures' epoch at this moment, where the step depends on it; asked anew for every try. */
  readonly epoch?: () => number;
  /** The step from what is stored; `null` for no change. May throw a Fault. */
  readonly step: (before: Kept | null, actor: Actor) => Step | null;
}

export function known(before: Kept | null): Dossier {
  if (before === null) throw new Fault('not_found', 'There is no such record.');
  return before.dossier;
}

export interface ChangeParts {
  readonly store: {
    readonly records: Pick<Records, 'read' | 'write'>;
    readonly tables: Pick<Tables, 'refresh'>;
  };
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly consequences: Consequences;
}

export class Changes {
  readonly #parts: ChangeParts;
  /** The last change under way of each record: changes of one record follow in the order they came. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(parts: ChangeParts) {
    this.#parts = parts;
  }

  /** Rejects with what the step throws, `conflict` where others keep being faster, `index_unavailable`. */
  async make(attempt: Attempt): Promise<Changed> {
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
    const { store, clock, consequences } = this.#parts;
    for (let tries = 0; tries < LIMITS.changeTriesMax; tries += 1) {
      const now = clock.now();
      const { credentialId } = attempt.caller;
      const actor: Actor = { credentialId, now, today: utcDay(now), reviewId: newId() };
      const before = await store.records.read(attempt.recordId);
      const measures = attempt.epoch?.() ?? null;
      const made = attempt.step(before, actor);
      if (made === null) {
        const version = life.latestOf(known(before));
        return this.#acknowledge(attempt, 200, version.version, version.state, 'unchanged', actor);
      }
      const step = { ...made, next: withEdition(before?.dossier ?? null, made.next) };
      const { noted, deeds } = await consequences.of(before?.dossier ?? null, step, actor, attempt);
      const effects = { noted, deeds: [...(step.deeds ?? []), ...deeds] };
      const { history, after } = historyOf(attempt, before?.dossier ?? null, step, actor);
      const written = await store.records.write({
        before,
        after,
        filedBefore: filedOf(before?.dossier ?? null),
        filedAfter: filedOf(step.next),
        history,
        owner: attempt.recordId.slice(0, 3),
        measures,
        effects,
      });
      if (written === 'stale') await store.tables.refresh();
      if (written !== 'written') continue;
      const held = step.version.state === 'in_review' && step.version.reviewId === actor.reviewId;
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
    const call = { action: `record.${action}`, subject: recordId, status, reason };
    await this.#parts.trail.append(callEntry(caller, actor.now, call));
    const changed = { status, recordId, version, state, change };
    return status === 202 ? { ...changed, reviewId: actor.reviewId } : changed;
  }
}
