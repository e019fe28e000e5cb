/**
 * Which of the records that a check's keys lead to are fetched: those that may reach the lowest score
 * that matters, and of too many the nearest. It must never depend on the order in which they are met.
 */
import { LIMITS } from '../limits.js';
import { markOfFeatures } from './features.js';
import type { Prepared } from './prepare.js';
import { askedFeatures, mayReach, nearness, type AskedFeatures } from './reach.js';

export class Shortlist {
  readonly #asked: AskedFeatures;
  readonly #lowest: number;
  /** How near the nearest posting of a record is, by its id. */
  readonly #near = new Map<number, number>();
  readonly #marks = new Map<number, number>();

  /** `lowest`: a record that is judged unable to score so much is left out (decision 8: tested, not proven). */
  constructor(person: Prepared, lowest: number) {
    this.#asked = askedFeatures(person);
    this.#lowest = lowest;
  }

  /** Looks at one posting of a record. */
  consider(id: number, entry: Uint8Array, offset: number): void {
    if (!mayReach(this.#asked, entry, offset, this.#lowest)) return;
    const nearer = nearness(this.#asked, entry, offset);
    const before = this.#near.get(id) ?? 0;
    if (nearer > before) this.#near.set(id, nearer);
    if (before === 0) this.#marks.set(id, markOfFeatures(entry, offset));
  }

  /** The mark of a record that was considered. */
  markOf(id: number): number {
    return this.#marks.get(id) ?? 0;
  }

  /** Nearest first where there are too many; of equals the older record. */
  ids(): number[] {
    if (this.#near.size <= LIMITS.candidatesMax) return [...this.#near.keys()];
    const ordered = [...this.#near].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return ordered.slice(0, LIMITS.candidatesMax).map(([id]) => id);
  }
}
