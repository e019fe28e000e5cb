/**
 * The pace of one connection: what several collectors have gathered leaves together, one round trip at a time.
 * It must never hold back what could leave at once; an idle connection is used in the same turn.
 *
 * A round trip costs the process the same for one lookup as for fifty: a write, a wake-up, a read. Under load
 * lookups and audit entries therefore share their trips, and what arrives meanwhile gathers for the next.
 */
export class Pace {
  readonly #flushes: (() => Promise<unknown> | null)[] = [];
  #scheduled = false;
  #underWay = false;

  /** Adds a collector. `flush` sends what has gathered; `null` where there is nothing. */
  join(flush: () => Promise<unknown> | null): void {
    this.#flushes.push(flush);
  }

  /** Says that something has gathered. */
  wanted(): void {
    if (this.#underWay || this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#go();
    });
  }

  #go(): void {
    const sent: Promise<unknown>[] = [];
    for (const flush of this.#flushes) {
      const trip = flush();
      if (trip !== null) sent.push(trip);
    }
    if (sent.length === 0) return;
    this.#underWay = true;
    // Failures are the collectors' own business; the pace only waits for the end of the trip.
    void Promise.allSettled(sent).then(() => {
      this.#underWay = false;
      this.wanted();
    });
  }
}

/**
 * The next turn of the event loop, for everybody who asks in this one.
 *
 * Work that arrives in one turn is then done in one go. That is worth a turn's wait: answering each arrival at
 * once means a wake-up for every few requests, with cold caches each time (docs/performance.md).
 */
export class Turn {
  #next: Promise<void> | null = null;

  next(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#next = null;
        resolve();
      });
    });
    return this.#next;
  }
}
