/**
 * The pace of one connection: what several collectors have gathered leaves together, one round trip at a time.
 * It must never hold back what could leave at once; an idle connection is used in the same turn.
 *
 * A call costs the process and Redis nearly the same for one lookup as for fifty: a write, a wake-up, a commit
 * to disk. While calls are under way, what arrives gathers for the next ones; several at a time were measured
 * to answer fewer checks, because each is smaller.
 */
export class Pace {
  readonly #flushes: (() => unknown)[] = [];
  #scheduled = false;
  #underWay = 0;

  /** Adds a collector. `flush` sends what has gathered, between `begin` and `end`. */
  join(flush: () => unknown): void {
    this.#flushes.push(flush);
  }

  /** Says that something has gathered; it leaves when the callback that says so is done. */
  wanted(): void {
    if (this.#scheduled || this.#underWay > 0) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      for (const flush of this.#flushes) flush();
    });
  }

  /** A call is under way. */
  begin(): void {
    this.#underWay += 1;
  }

  /** A call is answered, however. */
  end(): void {
    this.#underWay -= 1;
    this.wanted();
  }
}
