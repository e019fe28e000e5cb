/**
 * The index of names in memory, asked as the service asks it: keys, then the nearest, then scores.
 * It must never find anything that the keys of `src/matching` do not lead to.
 */
import { lookupKeys } from '../../src/matching/lookup-keys.js';
import type { Prepared } from '../../src/matching/prepare.js';
import { recordPostings } from '../../src/matching/record-keys.js';
import { scorePerson } from '../../src/matching/score.js';
import { Shortlist } from '../../src/matching/shortlist.js';
import { CONSIDERED_FROM } from '../../src/matching/thresholds.js';

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

  /** The records to be scored: those that may reach a score by their features. */
  candidates(query: Prepared, lowest = CONSIDERED_FROM): number[] {
    const shortlist = new Shortlist(query, lowest);
    for (const key of lookupKeys(query)) {
      for (const { nth, features } of this.#entries.get(key) ?? []) {
        shortlist.consider(nth, features, 0);
      }
    }
    return shortlist.ids();
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
