/**
 * The operations of compliance reviews, as they are published.
 * It must never describe what is not served.
 */
import { LIMITS } from '../../limits.js';
import {
  AddendumSchema,
  AnswerSchema,
  ReviewDecisionSchema,
} from '../../record/compliance-wire.js';
import { ReasonSchema } from '../../record/wire.js';
import { ok, created, type Operation } from './operation.js';
import { review, reviewAnswered, reviews } from './replies/reviews.js';
import { heldMove, moved } from './replies/records.js';

export const REVIEW_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/reviews',
    summary: 'Reviews, oldest first; those that wait unless `state` says otherwise',
    description:
      'A page may be short, or even empty, and still have a `next` where what is asked for is rare among them. ' +
      `Those superseded or withdrawn before a decision are deleted ${LIMITS.reviewUndecidedDays} days later; what ` +
      'waits or was decided stays.',
    access: 'reviews',
    query: ['state', 'owner', 'cursor', 'limit'],
    replies: [ok(reviews, 'Oldest first.')],
  },
  {
    method: 'get',
    path: '/v1/reviews/{reviewId}',
    summary: 'What waits, what is published, what differs, what was found',
    access: 'reviews',
    replies: [ok(review, 'As it stands now.')],
    failures: ['not_found'],
  },
  {
    method: 'post',
    path: '/v1/reviews/{reviewId}/claim',
    summary: 'Claim a review; others leave it alone for a while',
    access: 'reviews',
    replies: [ok(review, 'Claimed.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/reviews/{reviewId}/release-claim',
    summary: 'Give a claim back',
    access: 'reviews',
    replies: [ok(review, 'Given back.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/reviews/{reviewId}/decision',
    summary: 'Decide on the version that waits; final for that version',
    description:
      '`clarify` asks the owner through its inbox and decides nothing. Where policy asks for two pairs of ' +
      'eyes, the first decision to publish is kept as an opinion and the review stays pending; another ' +
      'reviewer has to agree, and every addendum that either gave stands. A refusal takes one reviewer.',
    access: 'reviews',
    body: ReviewDecisionSchema,
    replies: [ok(review, 'Decided, asked, or noted as an opinion.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/reviews/{reviewId}/answer',
    summary: "The owner's answer to a reviewer's question",
    access: 'answerReview',
    body: AnswerSchema,
    replies: [ok(reviewAnswered, 'Passed on.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/block',
    summary: 'Block a record pending a dispute: invisible to all but owner and reviewers',
    access: 'reviews',
    body: ReasonSchema,
    replies: [ok(moved, 'Blocked.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/unblock',
    summary: 'End a block',
    description:
      'Held (202) is what its owner, whose circulation is under a measure, wrote during the block: nobody else ' +
      'has seen it.',
    access: 'reviews',
    body: ReasonSchema,
    replies: [
      ok(moved, 'In force again, or paused.'),
      { status: 202, description: 'Held for review.', schema: heldMove },
    ],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/addenda',
    summary: 'Add a note that is shown with every match',
    access: 'reviews',
    body: AddendumSchema,
    replies: [created(moved, 'Added.')],
    failures: ['not_found', 'conflict'],
  },
];
