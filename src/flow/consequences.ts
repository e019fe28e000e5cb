/**
 * What follows from a change of a record: its review, the messages, and the days on which it falls due.
 * It must never depend on anything but what was, what will be, and who did it.
 */
import type { Dossier } from '../record/codec.js';
import type { Deed } from '../store/deeds.js';
import { NO_EFFECTS, type Effects } from '../store/records.js';
import type { Attempt, Consequences } from './changes.js';
import type { Actor, Step } from './life.js';

/** One kind of consequence; several are written together. */
export interface Consequence {
  of(
    before: Dossier | null,
    step: Step,
    actor: Actor,
    attempt: Attempt,
  ): Partial<Effects> | null | Promise<Partial<Effects> | null>;
}

export class AllConsequences implements Consequences {
  readonly #kinds: readonly Consequence[];

  constructor(kinds: readonly Consequence[]) {
    this.#kinds = kinds;
  }

  async of(before: Dossier | null, step: Step, actor: Actor, attempt: Attempt): Promise<Effects> {
    const noted: string[] = [];
    const deeds: Deed[] = [];
    for (const kind of this.#kinds) {
      const found = kind.of(before, step, actor, attempt);
      const effects = found instanceof Promise ? await found : found;
      noted.push(...(effects?.noted ?? []));
      deeds.push(...(effects?.deeds ?? []));
    }
    return noted.length + deeds.length === 0 ? NO_EFFECTS : { noted, deeds };
  }
}
