/**
 * Messages to members whose receiving is reviewed first: each waits as a review of its own.
 * It must never put such a message into an inbox; only a reviewer's decision does.
 */
import { newId } from '../clock.js';
import { packMessage, unpackMessage, type Message } from '../record/message.js';
import type { Review } from '../record/review.js';
import { SOME_CALLERS, tell, wait, type Deed } from '../store/deeds.js';
import { heldPublicationsKey } from '../store/keys.js';
import { reviewOpened } from './review-consequence.js';

/** A message to be reviewed, and what it is about. */
export interface Receipt {
  readonly receiver: string;
  readonly message: Message;
  readonly recordId: string;
  readonly version: number;
  readonly owner: string;
  /** The credential whose call brought it about. */
  readonly openedBy: string;
}

/** No rules are applied to a message: a reviewer reads it. */
const NO_POLICY = '-';

/** Opens the review of a receipt. */
export function holdReceipt(receipt: Receipt): Deed[] {
  const { receiver, message, recordId, version, owner, openedBy } = receipt;
  const review: Review = {
    reviewId: newId(),
    subject: 'receipt',
    recordId,
    version,
    owner,
    receiver,
    message: packMessage(message),
    state: 'pending',
    openedBy,
    openedAt: message.at,
    policyVersion: NO_POLICY,
    findings: [],
    lookalikes: [],
    claimedBy: null,
    claimedAt: null,
    questions: [],
    opinions: [],
    decision: null,
  };
  if (message.type !== 'publication') return reviewOpened(review);
  // Found again by its record, with which it ends.
  const found = wait(heldPublicationsKey(recordId), review.reviewId, review.openedAt);
  return [...reviewOpened(review), found];
}

/**
 * The message of a receipt that a reviewer has released, into its receiver's own stream, or among those for some
 * callers alone. Throws where the review holds no message. `now` in milliseconds since 1970.
 */
export function releaseReceipt({ receiver, message }: Review, now: number): Deed {
  if (receiver === null || message === null) throw new Error('a receipt without its message');
  const told = unpackMessage(message);
  if (told.callers === undefined) return tell(receiver, message, now);
  const audience = { to: [receiver], except: [] };
  return tell(SOME_CALLERS, packMessage({ ...told, audience }), now);
}
