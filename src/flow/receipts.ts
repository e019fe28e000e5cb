/**
 * Messages to members whose receiving is reviewed first: each waits as a review of its own.
 * It must never put such a message into an inbox; only a reviewer's decision does.
 */
import { newId } from '../clock.js';
import { packMessage, type Message } from '../record/message.js';
import { packReview, type Review } from '../record/review.js';
import { setRow, wait, type Deed } from '../store/deeds.js';
import { KEYS } from '../store/keys.js';

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
  return [
    setRow(KEYS.reviews, review.reviewId, packReview(review)),
    wait(KEYS.reviewsPending, review.reviewId, message.at),
  ];
}
