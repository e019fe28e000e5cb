/**
 * The index of names in memory, asked as the service asks it: keys, then the nearest, then scores.
 * It must never find anything that the keys of `src/matching` do not lead to.
 */
import { LIMITS } from '../../src/limits.js';
import { nearness, queryFeatures } from '../../src/matching/features.js';
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import type { Prepared } from '../../src/matching/prepare.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson } from '../../src/matching/score.js';

interface Entry {
  readonly nth: number;
  readonly features: Uint8Array;
}

export interface Ranked {
  /** Place of the record in the order in which they were filed. */
  readonly nth: number;
  readonly score: number;
}

export class MemoryIndex {
  readonly records: readonly Prepared[];
  readonly #entries = new Map<string, Entry[]>();
  postings = 0;

  constructor(records: readonly Prepared[]) {
    this.records = records;
    for (const [nth, record] of records.entries()) {
      for (const { key, features } of recordPostings(record, 'wanted')) {
        this.postings += 1;
        const known = this.#entries.get(key);
        if (known === undefined) this.#entries.set(key, [{ nth, features }]);
        else known.push({ nth, features });
      }
    }
  }

  /** The records to be scored: those nearest by their features. */
  candidates(query: Prepared): number[] {
    const features = queryFeatures(query);
    const near = new Map<number, number>();
    for (const key of lookupKeys(query)) {
      for (const entry of this.#entries.get(key) ?? []) {
        const nearer = nearness(features, entry.features, 0);
        if (nearer > (near.get(entry.nth) ?? 0)) near.set(entry.nth, nearer);
      }
    }
    return [...near]
      .sort((left, right) => right[1] - left[1] || left[0] - right[0])
      .slice(0, LIMITS.candidatesMax)
      .map(([nth]) => nth);
  }

  /** Best first; of equals the one filed first. */
  find(query: Prepared): Ranked[] {
    const ranked: Ranked[] = [];
    for (const nth of this.candidates(query)) {
      const record = this.records[nth];
      if (record !== undefined) ranked.push({ nth, score: scorePerson(query, record).score });
    }
    return ranked.sort((left, right) => right.score - left.score || left.nth - right.nth);
  }
}
