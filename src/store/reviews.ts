/**
 * Reviews as they are stored: one by its id, pages of those that wait, oldest first, or of all.
 * It must never write: reviews change in the steps of the records they are about, or by deeds.
 */
import { unpackReview, type Review } from '../record/review.js';
import { asManyWait, dropRow, wait, waitNoMore, type Deed } from './deeds.js';
import { heldPublicationsKey, KEYS } from './keys.js';
import { placesBehind, placesInOrder, type ListPlace } from './places.js';
import { answeredList, type Link } from './redis-client.js';

/** A review with its very bytes, which guard every change of it. */
export interface KeptReview {
  readonly row: Review;
  readonly bytes: Buffer;
}

/** Reviews of one record's publications. */
export interface HeldPublications {
  readonly kept: readonly KeptReview[];
  readonly same: Deed;
}

/** Notes when a review ended that nobody decided. */
export const noteUndecided = (reviewId: string, at: number): Deed =>
  wait(KEYS.reviewsUndecided, reviewId, at);

/** Deletes a review that nobody decided, its row and its places; where it is gone already nothing happens. */
export const dropUndecided = (reviewId: string): readonly Deed[] => [
  dropRow(KEYS.reviews, reviewId),
  waitNoMore(KEYS.reviewsAll, reviewId),
  waitNoMore(KEYS.reviewsUndecided, reviewId),
];

const PLACES_PER_READ = 200;

export class Reviews {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  async read(reviewId: string): Promise<KeptReview | null> {
    const bytes = await this.#link.send(['HGET', KEYS.reviews, reviewId]);
    return Buffer.isBuffer(bytes) ? { row: unpackReview(bytes), bytes } : null;
  }

  /** Those of a record's publications that wait, oldest first, and a guard that no other has come to them. */
  async heldPublications(recordId: string): Promise<HeldPublications> {
    const key = heldPublicationsKey(recordId);
    const ids = answeredList(await this.#link.send(['ZRANGE', key, '0', '-1']));
    const kept = await Promise.all(ids.map((id) => this.read(String(id))));
    const same = asManyWait(key, ids.length);
    return { kept: kept.filter((one) => one !== null), same };
  }

  /** How many wait for a decision. */
  async pending(): Promise<number> {
    return Number(await this.#link.send(['ZCARD', KEYS.reviewsPending]));
  }

  /** At most `max` that ended before `instant` with nobody's decision, behind `after`, by when they did. */
  async undecided(
    instant: number,
    after: ListPlace | null,
    max: number,
  ): Promise<readonly ListPlace[]> {
    const places = await placesBehind(this.#link, KEYS.reviewsUndecided, after, max);
    return places.filter(({ at }) => at < instant);
  }

  /** At most `max` of all there are behind `after`, by when they were opened. */
  places(after: ListPlace | null, max: number): Promise<readonly ListPlace[]> {
    return placesBehind(this.#link, KEYS.reviewsAll, after, max);
  }

  /** Those opened behind `after`, in order of age: of the ones that wait, or of all there have been. */
  async *walk(set: 'pending' | 'all', after: ListPlace | null): AsyncGenerator<Review> {
    const key = set === 'pending' ? KEYS.reviewsPending : KEYS.reviewsAll;
    const from = after === null ? '-inf' : String(after.at);
    for (let skip = 0; ; skip += PLACES_PER_READ) {
      const limit = ['LIMIT', String(skip), String(PLACES_PER_READ)];
      const command = ['ZRANGE', key, from, '+inf', 'BYSCORE', ...limit, 'WITHSCORES'];
      const pairs = answeredList(await this.#link.send(command));
      const ids: string[] = [];
      for (let nth = 0; nth + 1 < pairs.length; nth += 2) {
        const place = { id: String(pairs[nth]), at: Number(String(pairs[nth + 1])) };
        if (after === null || placesInOrder(after, place) < 0) ids.push(place.id);
      }
      if (ids.length > 0) {
        const rows = answeredList(await this.#link.send(['HMGET', KEYS.reviews, ...ids]));
        for (const bytes of rows) if (Buffer.isBuffer(bytes)) yield unpackReview(bytes);
      }
      if (pairs.length < 2 * PLACES_PER_READ) return;
    }
  }
}
