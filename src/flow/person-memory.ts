/**
 * Prepared persons of records looked at before, so that what cannot be an answer is not fetched again.
 * It must never stand in for the store: the mark in the posting just read decides whether one holds,
 * and only records that would not count are left out by it.
 */
import { LIMITS } from '../limits.js';
import { markOf } from '../matching/mark.js';
import type { Prepared } from '../matching/prepare.js';
import { sketchOf, type Sketch } from '../matching/sketch.js';

export interface Remembered {
  readonly mark: number;
  readonly person: Prepared;
  /** For a first look; `null` where it takes the person itself. */
  readonly sketch: Sketch | null;
  readonly names: number;
}

/** Two generations: when the young one is full it becomes the old one, and what is asked again moves up. */
export class PersonMemory {
  #young = new Map<number, Remembered>();
  #old = new Map<number, Remembered>();
  /** Names in the young generation: they are what takes room. */
  #names = 0;

  /** The person of a record whose posting bears `mark`; `null` where that state is not known. */
  recall(id: number, mark: number): Remembered | null {
    const young = this.#young.get(id);
    if (young !== undefined) return young.mark === mark ? young : null;
    const old = this.#old.get(id);
    if (old?.mark !== mark) return null;
    this.#keep(id, old);
    return old;
  }

  /** Keeps the person of a record as it was just read. */
  remember(id: number, person: Prepared): void {
    const mark = markOf(person);
    if (this.#young.get(id)?.mark === mark) return;
    this.#keep(id, {
      mark,
      person,
      sketch: sketchOf(person),
      names: Math.max(1, person.names.length),
    });
  }

  #keep(id: number, entry: Remembered): void {
    if (this.#names + entry.names > LIMITS.namesRememberedMax / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#names = 0;
    }
    this.#names += entry.names - (this.#young.get(id)?.names ?? 0);
    this.#young.set(id, entry);
  }
}
