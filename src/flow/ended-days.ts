/**
 * Deletes what has ended and is not looked at any more, some days later: referrals after their decision, or after
 * the check where matches were only withheld; reviews that ended undecided; of every other review its words, with
 * the record's content. What became of each is in the audit.
 * It must never delete what waits, however long it has: nobody is excluded by silence.
 */
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Deed } from '../store/deeds.js';
import type { ListPlace } from '../store/places.js';
import { dropEnded, ENDED_STATES, type EndedState, type Referrals } from '../store/referrals.js';
import { dropUndecided, type Reviews } from '../store/reviews.js';
import type { Store } from '../store/store.js';
import { daysFrom } from './fields.js';
import { Passes, rest } from './passes.js';
import { isBare } from './retention-rules.js';
import { reviewMoved } from './review-consequence.js';
import { isWordless, withoutWords } from './review-words.js';

/** What ends, in the order of a time that its end does not come before. */
export interface EndedKind {
  /** Whole days after that of its end. */
  readonly keptDays: number;
  /** At most `max` that may have ended before `instant`, behind a place, oldest first. */
  places(instant: number, behind: ListPlace | null, max: number): Promise<readonly ListPlace[]>;
  /** What is done with those of them that have. */
  deeds(ids: readonly string[], instant: number): Promise<readonly Deed[]>;
}

export interface EndedDaysParts {
  readonly store: Pick<Store, 'act'>;
  readonly clock: Clock;
  readonly kinds: readonly EndedKind[];
}

export class EndedDays {
  readonly #parts: EndedDaysParts;
  readonly #passes = new Passes((signal) => this.#pass(signal));
  /** The day for which everything is done. */
  #doneFor = '';

  constructor(parts: EndedDaysParts) {
    this.#parts = parts;
  }

  /** Deletes all that is due, once a day. Rejects where the store fails; the next run does what is left. */
  run(): Promise<void> {
    return this.#passes.run();
  }

  /** Ends the pass under way where it stands. */
  stop(): Promise<void> {
    return this.#passes.stop();
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { clock, kinds } = this.#parts;
    const today = utcDay(clock.now());
    if (today === this.#doneFor) return;
    for (const kind of kinds) {
      await this.#sweep(kind, Date.parse(daysFrom(today, -kind.keptDays)), signal);
    }
    this.#doneFor = today;
  }

  async #sweep(kind: EndedKind, keptFrom: number, signal: AbortSignal): Promise<void> {
    for (let last: ListPlace | null = null; ;) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const places = await kind.places(keptFrom, last, LIMITS.sweepEndedMax);
      last = places.at(-1) ?? null;
      if (last === null) return;
      const ids = places.map(({ id }) => id);
      const deeds = await kind.deeds(ids, keptFrom);
      // Deleting is unguarded, since nothing changes any more what has ended; another process may have been faster.
      if (deeds.length > 0) await this.#parts.store.act(deeds);
      await rest(startedAt, signal);
    }
  }
}

/**
 * Referrals by the time of the check, which no decision comes before. Those that are old and were decided late are
 * looked at again every day; a person decided each of them within these days, so they are few.
 */
export const endedReferrals = (
  referrals: Pick<Referrals, 'ended' | 'read'>,
  keptDays: number,
  onTrouble: (error: unknown) => void,
): EndedKind[] =>
  ENDED_STATES.map((state) => ({
    keptDays,
    places: (...asked) => referrals.ended(state, ...asked),
    deeds: async (ids, instant) => {
      const over = ids.map((id) => isOver(referrals, state, id, instant, onTrouble));
      const due = await Promise.all(over);
      return ids.filter((_, nth) => due[nth]).flatMap((checkId) => dropEnded(state, checkId));
    },
  }));

async function isOver(
  referrals: Pick<Referrals, 'read'>,
  state: EndedState,
  checkId: string,
  instant: number,
  onTrouble: (error: unknown) => void,
): Promise<boolean> {
  if (state === 'withheld') return true;
  try {
    const kept = await referrals.read(checkId);
    // Without its row a place is of no use to anybody.
    if (kept === null) return true;
    const { decision } = kept.row;
    return decision !== null && decision.at < instant;
  } catch (error) {
    if (error instanceof Fault) throw error;
    // What cannot be read is told of and passed over: it must not hold up those behind it.
    onTrouble(error);
    return false;
  }
}

/** Reviews whose version was replaced or withdrawn before anybody decided. */
export const undecidedReviews = (reviews: Pick<Reviews, 'undecided'>): EndedKind => ({
  keptDays: LIMITS.reviewUndecidedDays,
  places: (...asked) => reviews.undecided(...asked),
  deeds: (ids) => Promise.resolve(ids.flatMap(dropUndecided)),
});

/**
 * Reviews of records whose content is deleted, and what they say of it: what was found in which words, asked and
 * answered. Who decided what, when and why stays, as in its history. All reviews are gone through every day.
 */
export const wordsOfReviews = (
  reviews: Pick<Reviews, 'places' | 'read'>,
  records: Pick<Store['records'], 'read'>,
  onTrouble: (error: unknown) => void,
): EndedKind => ({
  keptDays: 0,
  places: async (instant, behind, max) =>
    (await reviews.places(behind, max)).filter(({ at }) => at < instant),
  deeds: async (ids) => {
    const each = ids.map((id) => wordless(reviews, records, id, onTrouble));
    return (await Promise.all(each)).flat();
  },
});

async function wordless(
  reviews: Pick<Reviews, 'read'>,
  records: Pick<Store['records'], 'read'>,
  reviewId: string,
  onTrouble: (error: unknown) => void,
): Promise<readonly Deed[]> {
  try {
    const kept = await reviews.read(reviewId);
    if (kept === null || kept.row.state === 'pending' || isWordless(kept.row)) return [];
    const record = await records.read(kept.row.recordId);
    if (record === null || !isBare(record.dossier)) return [];
    return reviewMoved(kept, withoutWords(kept.row));
  } catch (error) {
    if (error instanceof Fault && error.code === 'index_unavailable') throw error;
    onTrouble(error);
    return [];
  }
}
