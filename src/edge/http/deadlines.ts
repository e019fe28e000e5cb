/**
 * Deadlines of calls that last equally long: one timer for all of them.
 * It must never arm a timer per call.
 */
export interface Timed {
  /** Called once, when the deadline passes first. */
  expire(): void;
}

interface Entry {
  readonly until: number;
  call: Timed | null;
}

export class Deadlines {
  readonly #ms: number;
  /** In the order in which they pass; `#first` is the first that may still be waiting. */
  #entries: Entry[] = [];
  #first = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Watches a call until the returned entry is given to `done`. */
  watch(call: Timed): Entry {
    const entry = { until: performance.now() + this.#ms, call };
    this.#entries.push(entry);
    if (this.#timer === null) this.#arm();
    return entry;
  }

  done(entry: Entry): void {
    entry.call = null;
    while (this.#first < this.#entries.length && this.#entries[this.#first]?.call === null) {
      this.#first += 1;
    }
    if (this.#first === this.#entries.length) {
      this.#entries = [];
      this.#first = 0;
    } else if (this.#first > 1_024 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }

  #arm(): void {
    const [next] = this.#entries.slice(this.#first, this.#first + 1);
    if (next === undefined) return;
    const ms = Math.max(1, Math.ceil(next.until - performance.now()));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#sweep();
    }, ms);
    this.#timer.unref();
  }

  #sweep(): void {
    const now = performance.now();
    const due: Entry[] = [];
    for (let at = this.#first; at < this.#entries.length; at += 1) {
      const entry = this.#entries[at];
      if (entry === undefined || entry.until > now) break;
      if (entry.call !== null) due.push(entry);
    }
    for (const entry of due) {
      const { call } = entry;
      this.done(entry);
      call?.expire();
    }
    this.#arm();
  }
}
export type Watched = ReturnType<Deadlines['watch']>;
