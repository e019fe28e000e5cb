/**
 * One sweep over the lists of days: every list is gone through in each of its rounds, oldest day first.
 * It must never forget a list before its last round is done, nor take more of the store than its share.
 *
 * How far it has come is written down after every few hundred records. What was done and not written down is
 * done again after a crash, so whatever `visit` does must change nothing the second time.
 */
import { utcDay, type Clock } from '../clock.js';
import { LIMITS } from '../limits.js';
import type { DueList, DueLists } from '../store/due-lists.js';
import type { Due } from '../store/keys.js';
import { daysFrom } from './fields.js';
import { Passes, rest } from './passes.js';

/** What falls due, and when its lists are gone through. */
export interface DueKind {
  readonly what: Due;
  /** Days ahead of today whose lists are looked at. */
  readonly aheadDays: number;
  /** The round that the list of `day` is in on `today`, from 1; 0 before the first. It never falls. */
  round(day: string, today: string): number;
  /** Days before this one can be forgotten when they are done. */
  keptFrom(today: string): string;
}

export interface DueSweepParts {
  readonly lists: DueLists;
  readonly clock: Clock;
  readonly kind: DueKind;
  /** Does what is due for these records of a list; `signal` ends it early, by a rejection. */
  readonly visit: (ids: readonly number[], list: DueList, signal: AbortSignal) => Promise<void>;
}

export class DueSweep {
  readonly #parts: DueSweepParts;
  readonly #passes = new Passes((signal) => this.#pass(signal));

  constructor(parts: DueSweepParts) {
    this.#parts = parts;
  }

  /** One pass over all lists that are to be looked at; passes do not overlap. Rejects where the store fails. */
  run(): Promise<void> {
    return this.#passes.run();
  }

  /** Ends the pass under way where it stands. */
  stop(): Promise<void> {
    return this.#passes.stop();
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { lists, clock, kind } = this.#parts;
    const today = utcDay(clock.now());
    const last = daysFrom(today, kind.aheadDays);
    let first = await lists.firstDay(kind.what, today);
    for (let day = first; day <= last;) {
      const days: string[] = [];
      for (; day <= last && days.length < LIMITS.sweepDaysPerCallMax; day = daysFrom(day, 1)) {
        days.push(day);
      }
      for (const list of await lists.of(kind.what, days)) {
        await this.#sweep(list, kind.round(list.day, today), signal);
        // Days are forgotten in their order, so that one day says which are left.
        if (list.day !== first || list.day >= kind.keptFrom(today)) continue;
        const next = daysFrom(list.day, 1);
        if (await lists.over(kind.what, list, next)) first = next;
      }
    }
  }

  async #sweep(list: DueList, due: number, signal: AbortSignal): Promise<void> {
    const { lists, kind, visit } = this.#parts;
    const { day, records } = list;
    const { round: begun, records: done } = list.swept;
    const round = Math.max(begun, due);
    if (due === 0) return;
    for (let swept = begun < round ? 0 : done; swept < records;) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const ids = await lists.ids(kind.what, day, swept, LIMITS.sweepReadsMax);
      await visit(ids, list, signal);
      swept += ids.length;
      await lists.mark(kind.what, day, { round, records: swept });
      await rest(startedAt, signal);
    }
  }
}
