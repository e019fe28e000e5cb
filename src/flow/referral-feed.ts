/**
 * Tells a caller who stays connected when its referred check has been decided.
 * It must never tell before the decision is stored, nor twice, nor anything that the caller could not read itself.
 */
import type { Caller } from '../access/caller.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { referralBell } from '../store/deeds.js';
import type { ReferredChecks } from './referred-checks.js';

/** Wakes whoever waits for something that another call, or another process, does. */
export interface Bells {
  /** Calls `heard` after every ring of `name` from now on, and where one may have been missed. Gives the way to stop. */
  listen(name: string, heard: () => void): () => void;
}

export interface ReferralFeedParts {
  readonly checks: Pick<ReferredChecks, 'read'>;
  readonly bell: Bells;
  /** A reading that failed; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
}

/** One check that somebody waits for. */
class Watch {
  readonly #parts: ReferralFeedParts;
  readonly #caller: Caller;
  readonly #checkId: string;
  readonly #decided: (outcome: object) => void;
  readonly #stop: () => void;
  #over = false;
  #looking = false;
  #rung = false;
  #again: NodeJS.Timeout | null = null;

  constructor(
    parts: ReferralFeedParts,
    caller: Caller,
    checkId: string,
    decided: (outcome: object) => void,
  ) {
    this.#parts = parts;
    this.#caller = caller;
    this.#checkId = checkId;
    this.#decided = decided;
    // Listening first: a decision between the two would be missed the other way round.
    this.#stop = parts.bell.listen(referralBell(checkId), () => this.#look());
    queueMicrotask(() => this.#look());
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stop();
    if (this.#again !== null) clearTimeout(this.#again);
  }

  #look(): void {
    if (this.#over) return;
    this.#rung = true;
    if (!this.#looking) void this.#read();
  }

  async #read(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#rung && !this.#over) {
        this.#rung = false;
        await this.#readOnce();
      }
    } catch (error) {
      this.#failed(error);
    }
    this.#looking = false;
  }

  async #readOnce(): Promise<void> {
    const outcome = await this.#parts.checks.read(this.#caller, this.#checkId);
    if (this.#over || outcome.state === 'pending') return;
    this.close();
    this.#decided(outcome);
  }

  /** What this caller cannot read is never decided for it; what could not be read is read again. */
  #failed(error: unknown): void {
    if (this.#over) return;
    if (error instanceof Fault && (error.code === 'not_found' || error.code === 'forbidden')) {
      this.close();
      return;
    }
    // The store tells of its own outages; they would be told here once for everybody who waits.
    if (!(error instanceof Fault)) this.#parts.onTrouble(error);
    if (this.#again !== null) clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#look(), LIMITS.referralReadAgainMs);
    this.#again.unref();
  }
}

export class ReferralFeed {
  readonly #parts: ReferralFeedParts;

  constructor(parts: ReferralFeedParts) {
    this.#parts = parts;
  }

  /**
   * Tells once, and not before it has returned, what `GET /v1/checks/{checkId}` answers this caller when the
   * check is decided; at once where it is already. Nothing is told after `close`.
   */
  watch(caller: Caller, checkId: string, decided: (outcome: object) => void): { close(): void } {
    const watch = new Watch(this.#parts, caller, checkId, decided);
    return { close: () => watch.close() };
  }
}
