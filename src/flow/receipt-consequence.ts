/**
 * The reviews of publications that end because their record is taken back before they were delivered.
 * It must never leave one that could still be released: it would tell of the record once it is entered again.
 */
import type { Dossier } from '../record/codec.js';
import type { Effects } from '../store/records.js';
import type { KeptReview } from '../store/reviews.js';
import type { Consequence } from './consequences.js';
import type { Step } from './life.js';
import { takenBack } from './publication-messages.js';
import { reviewMoved } from './review-consequence.js';

export interface ReceiptConsequenceParts {
  readonly reviews: { heldPublications(recordId: string): Promise<KeptReview[]> };
}

export class ReceiptConsequence implements Consequence {
  readonly #parts: ReceiptConsequenceParts;

  constructor(parts: ReceiptConsequenceParts) {
    this.#parts = parts;
  }

  of(before: Dossier | null, { next }: Step): Promise<Partial<Effects>> | null {
    return takenBack(before, next) === null ? null : this.#ended(next.recordId);
  }

  async #ended(recordId: string): Promise<Partial<Effects>> {
    const kept = await this.#parts.reviews.heldPublications(recordId);
    const ended = kept.filter(({ row }) => row.state === 'pending');
    return { deeds: ended.flatMap((one) => reviewMoved(one, { ...one.row, state: 'withdrawn' })) };
  }
}
