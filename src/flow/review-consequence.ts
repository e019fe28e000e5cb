/**
 * The reviews that follow from a change: a held version opens one, screened; one that is replaced or withdrawn ends it.
 * It must never hold a version without a review, nor leave a review behind that nothing waits for.
 */
import type { Dossier } from '../record/codec.js';
import { packReview, type Review } from '../record/review.js';
import { rowWas, setRow, wait, waitNoMore, type Deed } from '../store/deeds.js';
import { heldPublicationsKey, KEYS } from '../store/keys.js';
import type { Effects } from '../store/records.js';
import { noteUndecided, type KeptReview } from '../store/reviews.js';
import type { Attempt } from './changes.js';
import type { Consequence } from './consequences.js';
import type { Actor, Step } from './life.js';
import { ownerOf } from './restrict.js';
import { IN_FORCE, type Screenings } from './screenings.js';

export interface ReviewConsequenceParts {
  readonly reviews: { read(reviewId: string): Promise<KeptReview | null> };
  readonly screenings: Screenings;
}

/** The deeds that take a review from one state to another, guarded by what it was. */
export function reviewMoved(kept: KeptReview, next: Review): Deed[] {
  const { reviewId, state, subject, recordId } = next;
  const moved = [
    rowWas(KEYS.reviews, reviewId, kept.bytes),
    setRow(KEYS.reviews, reviewId, packReview(next)),
  ];
  if (state === 'pending') return moved;
  moved.push(waitNoMore(KEYS.reviewsPending, reviewId));
  if (subject === 'receipt') moved.push(waitNoMore(heldPublicationsKey(recordId), reviewId));
  return moved;
}

type Undecided = 'superseded' | 'withdrawn';

/** Those that end a review which nobody has decided. */
export const reviewEnded = (kept: KeptReview, state: Undecided, now: number): Deed[] => [
  ...reviewMoved(kept, { ...kept.row, state }),
  noteUndecided(kept.row.reviewId, now),
];

/** The deeds that open a review. */
export function reviewOpened(review: Review): Deed[] {
  const { reviewId, openedAt } = review;
  return [
    setRow(KEYS.reviews, reviewId, packReview(review)),
    wait(KEYS.reviewsPending, reviewId, openedAt),
    wait(KEYS.reviewsAll, reviewId, openedAt),
  ];
}

/** The version of a record that waits for a review. */
interface Waiting {
  readonly reviewId: string;
  readonly version: number;
}

function pendingOf(dossier: Dossier | null): Waiting | null {
  const held = dossier?.held ?? null;
  if (held?.state !== 'in_review' || held.reviewId === null) return null;
  return { reviewId: held.reviewId, version: held.version };
}

/** A newer version published at once has taken its place, or else it is gone with nothing in its place. */
function endOf(before: Dossier | null, { live }: Dossier): Undecided {
  const newer = live !== null && live.version !== before?.live?.version;
  return newer && IN_FORCE.includes(live.state) ? 'superseded' : 'withdrawn';
}

export class ReviewConsequence implements Consequence {
  readonly #parts: ReviewConsequenceParts;

  constructor(parts: ReviewConsequenceParts) {
    this.#parts = parts;
  }

  of(
    before: Dossier | null,
    { next }: Step,
    actor: Actor,
    attempt: Attempt,
  ): Promise<Partial<Effects>> | null {
    const was = pendingOf(before);
    const is = pendingOf(next);
    if (was?.reviewId === is?.reviewId && was?.version === is?.version) return null;
    if (was !== null && attempt.decides === was.reviewId) return null;
    return this.#follow(was, before, next, actor);
  }

  async #follow(
    was: Waiting | null,
    before: Dossier | null,
    next: Dossier,
    actor: Actor,
  ): Promise<Partial<Effects>> {
    const deeds: Deed[] = [];
    const is = pendingOf(next);
    const opens = is !== null && is.reviewId === actor.reviewId;
    const kept = was === null ? null : await this.#parts.reviews.read(was.reviewId);
    if (kept !== null && is !== null && is.reviewId === was?.reviewId) {
      // The same under narrower restrictions: its number alone has changed.
      deeds.push(...reviewMoved(kept, { ...kept.row, version: is.version }));
    } else if (kept !== null) {
      const state = opens ? 'superseded' : endOf(before, next);
      deeds.push(...reviewEnded(kept, state, actor.now));
    }
    if (opens) deeds.push(...reviewOpened(await this.#screened(next, actor)));
    return { deeds };
  }

  async #screened(next: Dossier, actor: Actor): Promise<Review> {
    const { recordId, held } = next;
    if (held === null) throw new Error('a review of nothing');
    const { reviewId, today } = actor;
    return {
      reviewId,
      subject: 'record',
      recordId,
      version: held.version,
      owner: ownerOf(recordId),
      receiver: null,
      message: null,
      state: 'pending',
      openedBy: actor.credentialId,
      openedAt: actor.now,
      ...(await this.#parts.screenings.of(next, reviewId, today)),
      claimedBy: null,
      claimedAt: null,
      questions: [],
      opinions: [],
      decision: null,
    };
  }
}
