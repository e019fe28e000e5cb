/**
 * The retention sweeps: owners warned, records expired, content deleted, pauses ended, when their day has come.
 * It must never be what checks rely on (they judge a record's last valid day themselves), nor hold one up.
 *
 * One process of a service runs them. Two would do no harm: each step is judged on the record it changes, in
 * the try that changes it.
 */
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { decodeDossier, type Dossier } from '../record/codec.js';
import type { Store } from '../store/store.js';
import type { CallTrail } from './call-trail.js';
import { Changes, known, type Consequences } from './changes.js';
import type { CirculationMeasures } from './circulate.js';
import { DayMessages } from './day-messages.js';
import { DueSweep, type DueKind, type DueSweepParts } from './due-sweep.js';
import { daysFrom } from './fields.js';
import { ownerOf } from './restrict.js';
import {
  dueNow,
  isUntold,
  RETENTION,
  retentionStep,
  type RetentionAction,
  type RetentionPolicy,
} from './retention-rules.js';

export interface RetentionParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly consequences: Consequences;
  readonly policy: RetentionPolicy;
  readonly measures: CirculationMeasures;
  /** What falls due elsewhere than with records. */
  readonly others: readonly Sweep[];
  readonly onTrouble: (error: unknown) => void;
}

/** More than one record can ever need one after the other. */
const STEPS_MAX = 4;

/** What is done over and over, from where it was left. */
interface Sweep {
  /** Does what is due by now. Rejects where the store fails. */
  run(): Promise<void>;
  /** Ends the pass under way, if any, for good. */
  stop(): Promise<void>;
}

/** A record of a list. `singly`: its owner is told of it alone. */
interface Visited {
  readonly id: number;
  readonly dossier: Dossier;
  readonly singly: boolean;
}

/** A timer may be early by the grain of the clock, and the day still be yesterday. */
const NOT_EARLY_MS = 10;

/** Somebody has changed the record in between, and what was due is so no more. */
class Overtaken extends Error {}

/** The day after a pause's last one, its record is looked at. */
export const PAUSES: DueKind = {
  what: 'pause',
  aheadDays: 0,
  round: (day, today) => (day < today ? 1 : 0),
  keptFrom: (today) => daysFrom(today, -1),
};

/** Three rounds: before the last valid day, after it, and when the content is not kept any longer. */
export const expiries = ({ warningDays, deleteDays }: RetentionPolicy): DueKind => ({
  what: 'expiry',
  aheadDays: warningDays,
  round: (day, today) => (day >= today ? 1 : day >= daysFrom(today, -deleteDays) ? 2 : 3),
  // One day more, so that a note from a process that still has yesterday finds its list.
  keptFrom: (today) => daysFrom(today, -deleteDays - 1),
});

export class RetentionSweeps {
  readonly #parts: RetentionParts;
  readonly #changes: Changes;
  readonly #days: DayMessages;
  /** Apart, so that the end of a pause does not wait for a long day of deletions. */
  readonly #sweeps: readonly Sweep[];
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    const { store, clock, trail, consequences, policy } = parts;
    const own = { records: store.upkeep, tables: store.tables };
    this.#changes = new Changes({ store: own, clock, trail, consequences });
    this.#days = new DayMessages({ store, clock, policy });
    const visit: DueSweepParts['visit'] = (ids, { records }, signal) =>
      this.#visit(ids, records > LIMITS.sweepToldSinglyMax, signal);
    const sweeps = [PAUSES, expiries(policy)].map(
      (kind) => new DueSweep({ lists: store.due, clock, kind, visit }),
    );
    this.#sweeps = [...sweeps, ...parts.others];
  }

  /**
   * Runs now, and whenever the time is a multiple of `LIMITS.sweepEveryMs`: at midnight too, when pauses end, and
   * whom they hid has to be found.
   */
  start(): void {
    const { clock, onTrouble } = this.#parts;
    for (const sweep of this.#sweeps) sweep.run().catch(onTrouble);
    const left = LIMITS.sweepEveryMs - (clock.now() % LIMITS.sweepEveryMs);
    this.#timer = setTimeout(() => this.start(), left + NOT_EARLY_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await Promise.all(this.#sweeps.map((sweep) => sweep.stop()));
  }

  /** Does everything that is due by now. Rejects where the store fails; the next run goes on from there. */
  async run(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.run()));
  }

  /** `crowded`: so many fall due that day that owners are told of their documents together. */
  async #visit(ids: readonly number[], crowded: boolean, signal: AbortSignal): Promise<void> {
    const found: Visited[] = [];
    const unique = [...new Set(ids)];
    (await this.#parts.store.upkeep.bodies(unique)).forEach((body, nth) => {
      const dossier = body === null ? null : this.#read(body);
      if (dossier === null) return;
      const singly = !crowded || dossier.live?.content.index !== 'documents';
      found.push({ id: unique[nth] ?? 0, dossier, singly });
    });
    await this.#tellOfDays(found.filter(({ singly }) => !singly));
    const due = found.filter((visited) => this.#dueFor(visited) !== null);
    for (let at = 0; at < due.length; at += LIMITS.sweepChangesMax) {
      signal.throwIfAborted();
      const group = due.slice(at, at + LIMITS.sweepChangesMax);
      const settled = await Promise.allSettled(group.map((visited) => this.#settle(visited)));
      for (const one of settled) if (one.status === 'rejected') throw one.reason;
    }
  }

  async #tellOfDays(found: readonly Visited[]): Promise<void> {
    const owners = new Map<string, Set<string>>();
    for (const { dossier } of found) {
      const action = this.#dueFor({ dossier, singly: true });
      if (!isUntold(dossier) || (action !== 'warn' && action !== 'expire')) continue;
      const key = `${action} ${dossier.live?.content.expiresOn ?? ''}`;
      owners.set(key, (owners.get(key) ?? new Set()).add(ownerOf(dossier.recordId)));
    }
    for (const [key, told] of owners) {
      const [action, expiresOn = ''] = key.split(' ');
      await this.#days.tell(told, expiresOn, action === 'expire');
    }
  }

  /** A record that cannot be read is told of and passed over: it must not hold up those behind it. */
  #read(body: Buffer): Dossier | null {
    try {
      return decodeDossier(body);
    } catch (error) {
      this.#parts.onTrouble(error);
      return null;
    }
  }

  #dueFor({ dossier, singly }: Omit<Visited, 'id'>): RetentionAction | null {
    const { clock, policy } = this.#parts;
    return dueNow(dossier, utcDay(clock.now()), policy, singly);
  }

  /** Takes one step after the other until nothing is due: one that was overlooked for long may need two. */
  async #settle({ id, dossier, singly }: Visited): Promise<void> {
    let now: Dossier | null = dossier;
    for (let steps = 0; steps < STEPS_MAX && now !== null; steps += 1) {
      const action = this.#dueFor({ dossier: now, singly });
      if (action === null) return;
      await this.#take(action, now.recordId, singly);
      const [body] = await this.#parts.store.upkeep.bodies([id]);
      now = body ? this.#read(body) : null;
    }
  }

  async #take(action: RetentionAction, recordId: string, singly: boolean): Promise<void> {
    const { policy, measures } = this.#parts;
    try {
      await this.#changes.make({
        caller: RETENTION,
        recordId,
        action,
        reason: null,
        // The end of a pause may be a circulation; nothing else that is due depends on measures.
        ...(action === 'resume' ? { epoch: () => measures.epoch } : {}),
        step: (before, actor) => {
          const dossier = known(before);
          if (dueNow(dossier, actor.today, policy, singly) !== action) throw new Overtaken();
          const reviewed = measures.holdsCirculation(ownerOf(recordId));
          return retentionStep(action, dossier, actor, policy, { singly, reviewed });
        },
      });
    } catch (error) {
      // A fault of the store ends the pass; the next one begins with this record again.
      if (error instanceof Fault && error.code !== 'not_found') throw error;
      if (!(error instanceof Overtaken)) this.#parts.onTrouble(error);
    }
  }
}
