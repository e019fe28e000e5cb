/**
 * Deletes referrals some days after they were decided, and those of withheld matches after the check: what became
 * of a check is on record in the audit.
 * It must never delete one that waits, however long it has: nobody is excluded by silence.
 *
 * They are found by the time of the check, which no decision comes before. Those that are old and were decided
 * late are looked at again every day; a person decided each of them within these days, so they are few.
 */
import { setTimeout as after } from 'node:timers/promises';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { ListPlace } from '../store/places.js';
import { dropEnded, ENDED_STATES, type EndedState, type Referrals } from '../store/referrals.js';
import type { Store } from '../store/store.js';
import { daysFrom } from './fields.js';

export interface ReferralDaysParts {
  readonly store: Pick<Store, 'act'>;
  readonly referrals: Pick<Referrals, 'ended' | 'read'>;
  readonly clock: Clock;
  /** Whole days after that of the decision. */
  readonly keptDays: number;
  readonly onTrouble: (error: unknown) => void;
}

export class ReferralDays {
  readonly #parts: ReferralDaysParts;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;
  /** The day for which everything is done. */
  #doneFor = '';

  constructor(parts: ReferralDaysParts) {
    this.#parts = parts;
  }

  /** Deletes all that is due, once a day. Rejects where the store fails; the next run does what is left. */
  run(): Promise<void> {
    this.#running ??= this.#pass()
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) throw error;
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** Ends the pass under way where it stands. */
  async stop(): Promise<void> {
    this.#end.abort();
    await this.#running?.catch(() => undefined);
  }

  async #pass(): Promise<void> {
    const { clock, keptDays } = this.#parts;
    const today = utcDay(clock.now());
    if (today === this.#doneFor) return;
    const keptFrom = Date.parse(daysFrom(today, -keptDays));
    for (const state of ENDED_STATES) await this.#sweep(state, keptFrom);
    this.#doneFor = today;
  }

  async #sweep(state: EndedState, keptFrom: number): Promise<void> {
    const { store, referrals } = this.#parts;
    const { signal } = this.#end;
    for (let last: ListPlace | null = null; ;) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const places = await referrals.ended(state, keptFrom, last, LIMITS.sweepReferralsMax);
      last = places.at(-1) ?? null;
      if (last === null) return;
      const ids = places.map(({ id }) => id);
      const due = state === 'withheld' ? ids : await this.#decidedBefore(keptFrom, ids);
      // Unguarded, since nothing changes any more what has ended; another process may have been faster.
      if (due.length > 0) await store.act(due.flatMap((checkId) => dropEnded(state, checkId)));
      const worked = performance.now() - startedAt;
      await after(worked * LIMITS.sweepRestFactor, undefined, { signal });
    }
  }

  async #decidedBefore(keptFrom: number, ids: readonly string[]): Promise<string[]> {
    const due = await Promise.all(ids.map((checkId) => this.#isDue(keptFrom, checkId)));
    return ids.filter((_, nth) => due[nth]);
  }

  async #isDue(keptFrom: number, checkId: string): Promise<boolean> {
    try {
      const kept = await this.#parts.referrals.read(checkId);
      // Without its row a place is of no use to anybody.
      if (kept === null) return true;
      const { decision } = kept.row;
      return decision !== null && decision.at < keptFrom;
    } catch (error) {
      if (error instanceof Fault) throw error;
      // What cannot be read is told of and passed over: it must not hold up those behind it.
      this.#parts.onTrouble(error);
      return false;
    }
  }
}
