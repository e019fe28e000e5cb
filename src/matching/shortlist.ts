/**
 * Which of the records that a check's keys lead to are fetched: those that may reach the lowest score that matters.
 * It must never leave one out because there are many, nor depend on the order in which they are met.
 */
import { markOfFeatures } from './features.js';
import type { Prepared } from './prepare.js';
import { askedFeatures, UNREACHABLE, likenessNeeded, type AskedFeatures } from './reach.js';

export class Shortlist {
  readonly #asked: AskedFeatures;
  readonly #lowest: number;
  /** The mark of each record that may be an answer, by its id. */
  readonly #marks = new Map<number, number>();
  /** How like a name of it must be to one asked. */
  readonly #needed = new Map<number, number>();

  /** `lowest`: a record that is judged unable to score so much is left out (decision 8: tested, not proven). */
  constructor(person: Prepared, lowest: number) {
    this.#asked = askedFeatures(person);
    this.#lowest = lowest;
  }

  /** Looks at one posting of a record. */
  consider(id: number, entry: Uint8Array, offset: number): void {
    // One posting that may answer is enough; the others say nothing more.
    if (this.#marks.has(id)) return;
    const needed = likenessNeeded(this.#asked, entry, offset, this.#lowest);
    if (needed === UNREACHABLE) return;
    this.#marks.set(id, markOfFeatures(entry, offset));
    this.#needed.set(id, needed);
  }

  /** The mark of a record that was considered. */
  markOf(id: number): number {
    return this.#marks.get(id) ?? 0;
  }

  /** How like the only name of a record that was considered must be to one asked, at the least. */
  neededOf(id: number): number {
    return this.#needed.get(id) ?? 0;
  }

  /** All of them: whichever were left out, another record could be put before the right one to hide it. */
  ids(): number[] {
    return [...this.#marks.keys()];
  }
}
