/**
 * The desk where members and the General Secretariat read their messages, and say how far they have them.
 * It must never count as received what has not been acknowledged, nor give messages to a member that is away, nor to a
 * credential that was good only when its reading began.
 */
import { authorise, holdsNoLonger, type Caller, type CallerNow } from '../access/caller.js';
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { AckWire } from '../record/compliance-wire.js';
import { EVERYBODY, inboxBell, SOME_CALLERS } from '../store/deeds.js';
import type { Place } from '../store/inbox.js';
import type { Store } from '../store/store.js';
import { membersOf } from './addressees.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { messageNumber, noSuchMessage, type Collected, type InboxReader } from './inbox-reader.js';
import { ownerOf } from './restrict.js';

export interface InboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly reader: InboxReader;
}

/** Calls `heard` whenever something may have come for a reader. Gives the way to stop. */
export function listenFor(store: Store, reader: string, heard: () => void): () => void {
  const stops = [reader, EVERYBODY, SOME_CALLERS].map((to) =>
    store.bell.listen(inboxBell(to), heard),
  );
  return () => stops.forEach((stop) => stop());
}

/** A reading that waits until it is woken, or its time is over. */
class Waiter {
  #rung = false;
  #wake: (() => void) | null = null;

  readonly wake = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  /** At once where it was woken since it last waited. Gives whether it was woken. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    const woken = this.#rung;
    this.#rung = false;
    return woken;
  }
}

/** Who reads and how that waits; until when, in milliseconds as `performance.now()` counts. */
interface Waits {
  readonly callerNow: CallerNow;
  readonly waiter: Waiter;
  readonly until: number;
}

export class InboxDesk {
  readonly #parts: InboxParts;
  readonly #waiting = new Set<Waiter>();
  #released = false;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /**
   * The messages behind `after`, or where it is `null` those not acknowledged; at most `max`. Where there are none
   * it waits for the first, up to `waitSeconds`. `next` is where the following reading goes on. Throws
   * `unprocessable` at `/after`; `unauthenticated` or `forbidden` once the caller may read no longer.
   */
  async read(
    callerNow: CallerNow,
    after: string | null,
    waitSeconds: number,
    max: number = LIMITS.inboxPageMax,
  ): Promise<object> {
    const caller = callerNow();
    authorise(caller, 'inbox');
    const behind = after === null ? null : messageNumber(after, '/after');
    const until = performance.now() + waitSeconds * 1_000;
    const waiter = new Waiter();
    // Listening before the first look: what comes while it looks rings too.
    const stop = listenFor(this.#parts.store, caller.member, waiter.wake);
    this.#waiting.add(waiter);
    try {
      const waits = { callerNow, waiter, until };
      const { inbox } = this.#parts.store;
      const place =
        behind === null
          ? await this.#waitedOut(waits, () => inbox.start(caller))
          : { after: behind, settled: 0 };
      const { messages, upTo } = await this.#collect(place, max, waits);
      const last = Number(messages.at(-1)?.id ?? place.after);
      // How far its member has acknowledged is no secret; of any other number, that there is one may be.
      const next = upTo >= place.settled ? Math.max(last, place.settled) : last;
      return { messages, next: String(next) };
    } finally {
      stop();
      this.#waiting.delete(waiter);
    }
  }

  async #collect(from: Place, max: number, waits: Waits): Promise<Collected> {
    for (let place = from; ;) {
      const { messages, upTo } = await this.#waitedOut(waits, async () => {
        const found = await this.#parts.reader.collect(waits.callerNow(), place, max);
        // Collecting takes a while; what was found is told only to a credential that still holds.
        waits.callerNow();
        return found;
      });
      const left = waits.until - performance.now();
      const mayWait = !this.#released && this.#waiting.size <= LIMITS.inboxWaitersMax;
      if (messages.length > 0 || left <= 0 || !mayWait) return { messages, upTo };
      await this.#rest(waits);
      place = { ...place, after: upTo };
    }
  }

  /** Waits to be woken, not much longer than the credential holds. */
  async #rest({ callerNow, waiter, until }: Waits): Promise<void> {
    for (;;) {
      const left = until - performance.now();
      if (left <= 0 || (await waiter.wait(Math.min(left, LIMITS.inboxJudgeMs)))) return;
      try {
        callerNow();
      } catch (error) {
        // While nobody can say, nothing is told either.
        if (!(error instanceof Fault) || holdsNoLonger(error)) throw error;
      }
    }
  }

  /** An outage of the store that passes in time is waited out like everything else. */
  async #waitedOut<T>({ waiter, until }: Waits, look: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await look();
      } catch (error) {
        const passes = error instanceof Fault && error.code === 'index_unavailable';
        const left = until - performance.now();
        if (!passes || left <= 0 || this.#released) throw error;
        await waiter.wait(Math.min(left, LIMITS.inboxRetryMs));
      }
    }
  }

  /** No reading waits any more: those that do are answered with what there is. */
  release(): void {
    this.#released = true;
    for (const waiter of this.#waiting) waiter.wake();
  }

  /**
   * Everything up to a number has been received, but for what only callers of another agency are shown. It never
   * goes back, and what is acknowledged need not be kept. Throws `unprocessable` for what no message is called yet, `conflict` while the member is disconnected.
   */
  async ack(caller: Caller, wire: AckWire): Promise<object> {
    authorise(caller, 'inbox');
    const { store, clock, trail, reader } = this.#parts;
    const { member } = caller;
    const number = messageNumber(wire.upTo, '/upTo');
    if (await reader.waits(member)) {
      throw new Fault('conflict', 'The member is disconnected; its messages wait.');
    }
    const now = clock.now();
    const upTo = await store.inbox.acknowledge(caller, number, now);
    if (upTo === null) throw noSuchMessage('/upTo');
    const call = { action: 'inbox.ack', subject: String(number), status: 200 };
    await trail.append(callEntry(caller, now, call));
    return { upTo: String(upTo) };
  }

  /** A record's retractions, and who has acknowledged to have been asked to purge it; for owner and reviewers. */
  async retractions(caller: Caller, recordId: string): Promise<object> {
    authorise(caller, 'readRecords');
    const unknown = new Fault('not_found', 'There is no such record.');
    if (caller.role !== 'reviewer' && caller.member !== ownerOf(recordId)) throw unknown;
    const { inbox, records } = this.#parts.store;
    const [told, acks] = await Promise.all([inbox.retractions(recordId), inbox.acknowledgements()]);
    if (told.length === 0 && (await records.read(recordId)) === null) throw unknown;
    const retractions = told.map(({ to, number, message }) => {
      const { audience, at, body } = message;
      const members = audience === null ? [to] : membersOf(audience);
      const has = (member: string): boolean => acks.covers(member, number, message);
      return {
        id: String(number),
        at: new Date(at).toISOString(),
        version: body['version'],
        acknowledged: members.filter(has),
        outstanding: members.filter((member) => !has(member)),
      };
    });
    return { retractions };
  }

  /** Messages that could not be delivered, oldest first; for reviewers. */
  async dead(caller: Caller, after: string | null): Promise<object> {
    authorise(caller, 'reviews');
    const max = LIMITS.listPageMax;
    const letters = await this.#parts.store.inbox.dead(after, max);
    const deadLetters = letters.map(({ id, at, to, messages: [first, last], why }) => ({
      id,
      at: new Date(at).toISOString(),
      to,
      firstMessage: String(first),
      lastMessage: String(last),
      why,
    }));
    return { deadLetters, next: letters.length < max ? null : (deadLetters.at(-1)?.id ?? null) };
  }
}
