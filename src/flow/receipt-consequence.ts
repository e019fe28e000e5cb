/**
 * The reviews of publications that end because their record is taken back before they were delivered.
 * It must never leave one that could still be released: it would tell of the record once it is entered again.
 */
import type { Dossier } from '../record/codec.js';
import type { Effects } from '../store/records.js';
import type { HeldPublications } from '../store/reviews.js';
import type { Consequence } from './consequences.js';
import type { Actor, Step } from './life.js';
import { takenBack } from './publication-messages.js';
import { reviewEnded } from './review-consequence.js';

export interface ReceiptConsequenceParts {
  readonly reviews: { heldPublications(recordId: string): Promise<HeldPublications> };
}

export class ReceiptConsequence implements Consequence {
  readonly #parts: ReceiptConsequenceParts;

  constructor(parts: ReceiptConsequenceParts) {
    this.#parts = parts;
  }

  of(before: Dossier | null, { next }: Step, { now }: Actor): Promise<Partial<Effects>> | null {
    return takenBack(before, next) === null ? null : this.#ended(next.recordId, now);
  }

  async #ended(recordId: string, now: number): Promise<Partial<Effects>> {
    const { kept, same } = await this.#parts.reviews.heldPublications(recordId);
    const ended = kept.filter(({ row }) => row.state === 'pending');
    // Wider defaults open one without a change of the record, also between this look and its step.
    return { deeds: [same, ...ended.flatMap((one) => reviewEnded(one, 'withdrawn', now))] };
  }
}
