/**
 * Which of the records that a check's keys lead to are fetched: those that may reach the lowest score
 * that matters, and of too many the nearest. It must never depend on the order in which they are met.
 */
import { LIMITS } from '../limits.js';
import { markOfFeatures } from './features.js';
import type { Prepared } from './prepare.js';
import {
  askedFeatures,
  UNREACHABLE,
  likenessNeeded,
  nearness,
  type AskedFeatures,
} from './reach.js';

export class Shortlist {
  readonly #asked: AskedFeatures;
  readonly #lowest: number;
  /** The mark of each record that may be an answer, by its id. */
  readonly #marks = new Map<number, number>();
  /** How like a name of it must be to one asked. */
  readonly #needed = new Map<number, number>();
  /** Their postings, entry and offset: how near they are matters only where they are too many. */
  readonly #ids: number[] = [];
  readonly #entries: Uint8Array[] = [];
  readonly #offsets: number[] = [];

  /** `lowest`: a record that is judged unable to score so much is left out (decision 8: tested, not proven). */
  constructor(person: Prepared, lowest: number) {
    this.#asked = askedFeatures(person);
    this.#lowest = lowest;
  }

  /** Looks at one posting of a record; the entry must stay as it is until `ids` is called. */
  consider(id: number, entry: Uint8Array, offset: number): void {
    const needed = likenessNeeded(this.#asked, entry, offset, this.#lowest);
    if (needed === UNREACHABLE) return;
    if (!this.#marks.has(id)) {
      this.#marks.set(id, markOfFeatures(entry, offset));
      this.#needed.set(id, needed);
    }
    this.#ids.push(id);
    this.#entries.push(entry);
    this.#offsets.push(offset);
  }

  /** The mark of a record that was considered. */
  markOf(id: number): number {
    return this.#marks.get(id) ?? 0;
  }

  /** How like the only name of a record that was considered must be to one asked, at the least. */
  neededOf(id: number): number {
    return this.#needed.get(id) ?? 0;
  }

  /** All of them, or where they are too many the nearest, nearest first; of equals the older record. */
  ids(): number[] {
    if (this.#marks.size <= LIMITS.candidatesMax) return [...this.#marks.keys()];
    const near = new Map<number, number>();
    this.#ids.forEach((id, nth) => {
      const own = nearness(
        this.#asked,
        this.#entries[nth] as Uint8Array,
        this.#offsets[nth] as number,
      );
      if (own >= (near.get(id) ?? 0)) near.set(id, own);
    });
    const ordered = [...near].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return ordered.slice(0, LIMITS.candidatesMax).map(([id]) => id);
  }
}
