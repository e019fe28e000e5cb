/**
 * The automatic screening of a version that waits: when its review opens, and anew whenever a reviewer turns to it.
 * It must never show a reviewer less than is known at that moment, nor lose findings because screening failed.
 */
import { SCREENING_UNAVAILABLE } from '../gate/screening/answer.js';
import type { ScreeningAnswer, ScreeningQuestion } from '../gate/screening/question.js';
import type { Dossier } from '../record/codec.js';
import type { RecordContent, RecordState } from '../record/record.js';
import type { Review } from '../record/review.js';
import { ownerOf } from './restrict.js';

export interface Screener {
  /** Never rejects. */
  screen(question: ScreeningQuestion): Promise<ScreeningAnswer>;
}

/** What a record resembles that nobody but reviewers may know of. */
export interface Resembled {
  lookalikes(content: RecordContent): Promise<ScreeningQuestion['lookalikes']>;
  protections(owner: string, content: RecordContent): Promise<ScreeningQuestion['protections']>;
}

export interface ScreeningParts {
  readonly screener: Screener;
  readonly resembled: Resembled;
}

export type Screened = Pick<Review, 'policyVersion' | 'findings' | 'lookalikes'>;

/** States of a version that stands beside a held one. */
export const IN_FORCE: readonly RecordState[] = ['published', 'suspended', 'blocked'];

export class Screenings {
  readonly #parts: ScreeningParts;

  constructor(parts: ScreeningParts) {
    this.#parts = parts;
  }

  /** What is found on the held version; `today` is the UTC day. Rejects where the store does not answer. */
  async of(dossier: Dossier, reviewId: string, today: string): Promise<Screened> {
    const { screener, resembled } = this.#parts;
    const { recordId, held, live } = dossier;
    if (held === null) throw new Error('a review of nothing');
    const owner = ownerOf(recordId);
    const { content } = held;
    const [lookalikes, protections] = await Promise.all([
      resembled.lookalikes(content),
      resembled.protections(owner, content),
    ]);
    const { policyVersion, findings } = await screener.screen({
      id: reviewId,
      recordId,
      owner,
      content,
      published: live !== null && IN_FORCE.includes(live.state) ? live.content : null,
      lookalikes,
      protections,
      today,
    });
    return { policyVersion, findings, lookalikes };
  }

  /** The review with what is found now: refusals and protections may have come since it was opened. */
  async anew(review: Review, dossier: Dossier | null, today: string): Promise<Review> {
    const { state, subject, reviewId } = review;
    if (state !== 'pending' || subject !== 'record') return review;
    if (dossier?.held?.reviewId !== reviewId) return review;
    const now = await this.of(dossier, reviewId, today);
    const failed = now.findings.some(({ rule }) => rule === SCREENING_UNAVAILABLE);
    return failed ? { ...review, lookalikes: now.lookalikes } : { ...review, ...now };
  }
}
