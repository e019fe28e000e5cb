/**
 * Referrals as they are stored: one by its id, pages of them by state, how many wait.
 * It must never write: referrals change in the steps of audit entries, and go in those of a sweep.
 */
import { unpackReferral, type Referral, type ReferralState } from '../record/referral.js';
import { dropRow, waitNoMore, type Deed, type PendingKey } from './deeds.js';
import { KEYS } from './keys.js';
import { placesBehind, placesInOrder, type ListPlace } from './places.js';
import { answeredList, type Link } from './redis-client.js';

/** A referral with its very bytes, which guard a decision about it. */
export interface KeptReferral {
  readonly row: Referral;
  readonly bytes: Buffer;
}

export interface ReferralPage {
  readonly rows: readonly Referral[];
  /** The last of them where there are more. */
  readonly next: ListPlace | null;
}

/** Read in this order: what is decided in between is found twice rather than not at all. */
const SETS: readonly (readonly [ReferralState, string])[] = [
  ['pending', KEYS.referralsPending],
  ['released', KEYS.referralsReleased],
  ['closed', KEYS.referralsClosed],
];

/** States in which nobody waits for anything any more. */
export type EndedState = Exclude<ReferralState, 'pending'>;

const ENDED: Readonly<Record<EndedState, PendingKey>> = {
  released: KEYS.referralsReleased,
  closed: KEYS.referralsClosed,
  withheld: KEYS.withheldAt,
};
export const ENDED_STATES: readonly EndedState[] = ['released', 'closed', 'withheld'];

/** Deletes what has ended, its row and its place; where it is gone already nothing happens. */
export const dropEnded = (state: EndedState, checkId: string): readonly Deed[] => [
  dropRow(state === 'withheld' ? KEYS.withheld : KEYS.referrals, checkId),
  waitNoMore(ENDED[state], checkId),
];

export class Referrals {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  read(checkId: string): Promise<KeptReferral | null> {
    return this.#row(KEYS.referrals, checkId);
  }

  /** A check that was answered without some matches; it is kept apart, so that nobody who asked can tell. */
  readWithheld(checkId: string): Promise<KeptReferral | null> {
    return this.#row(KEYS.withheld, checkId);
  }

  async #row(rows: string, checkId: string): Promise<KeptReferral | null> {
    const bytes = await this.#link.send(['HGET', rows, checkId]);
    return Buffer.isBuffer(bytes) ? { row: unpackReferral(bytes), bytes } : null;
  }

  /** How many wait for a decision. */
  async pending(): Promise<number> {
    return Number(await this.#link.send(['ZCARD', KEYS.referralsPending]));
  }

  /** At most `max` of a state, or of all that were referred; what waits oldest first, all else newest first. */
  async page(
    state: ReferralState | 'all',
    after: ListPlace | null,
    max: number,
  ): Promise<ReferralPage> {
    const newestFirst = state !== 'pending';
    const sets =
      state === 'withheld'
        ? [KEYS.withheldAt]
        : SETS.filter(([of]) => state === 'all' || of === state).map(([, key]) => key);
    const walks = sets.map((key) => placesBehind(this.#link, key, after, max + 1, newestFirst));
    const unique = new Map((await Promise.all(walks)).flat().map((place) => [place.id, place]));
    const places = [...unique.values()].sort((a, b) => placesInOrder(a, b, newestFirst));
    const shown = places.slice(0, max);
    const last = places.length > max ? (shown.at(-1) ?? null) : null;
    if (shown.length === 0) return { rows: [], next: null };
    const rows = state === 'withheld' ? KEYS.withheld : KEYS.referrals;
    const found = answeredList(
      await this.#link.send(['HMGET', rows, ...shown.map(({ id }) => id)]),
    );
    const read = found.filter((bytes) => Buffer.isBuffer(bytes)).map(unpackReferral);
    return { rows: read.filter((row) => state === 'all' || row.state === state), next: last };
  }

  /** At most `max` that have ended and were asked before `instant`, behind `after`, oldest first. */
  async ended(
    state: EndedState,
    instant: number,
    after: ListPlace | null,
    max: number,
  ): Promise<readonly ListPlace[]> {
    const places = await placesBehind(this.#link, ENDED[state], after, max, false);
    return places.filter(({ at }) => at < instant);
  }
}
