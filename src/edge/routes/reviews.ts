/**
 * The routes of compliance reviews, and of what reviewers do with records.
 * It must never show a bureau what was found about its records.
 */
import type { Changed } from '../../flow/changes.js';
import type { DisputeDesk } from '../../flow/disputes.js';
import type { ReviewDesk } from '../../flow/reviews.js';
import {
  AddendumSchema,
  AnswerSchema,
  ReviewDecisionSchema,
} from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import { ReasonSchema } from '../../record/wire.js';
import { oneQuery, pageSize } from '../query.js';
import { callerOf, callRoute, type Answer, type Call, type Route } from '../route.js';

export interface ReviewServices {
  readonly desk: ReviewDesk;
  readonly disputes: DisputeDesk;
}

const decisionFrom = shapeOf(ReviewDecisionSchema);
const answerFrom = shapeOf(AnswerSchema);
const reasonFrom = shapeOf(ReasonSchema);
const addendumFrom = shapeOf(AddendumSchema);

const idOf = (call: Call): string => call.params[0] ?? '';

function changed({ recordId, version, state, reviewId }: Changed, done = 200): Answer {
  const value = { recordId, version, state, ...(reviewId === undefined ? {} : { reviewId }) };
  return { status: reviewId === undefined ? done : 202, value };
}

export function reviewRoutes({ desk, disputes }: ReviewServices): Route[] {
  return [
    callRoute('GET', '/v1/reviews', 'reviews', async (call) => ({
      status: 200,
      value: await desk.list(callerOf(call), {
        state: oneQuery(call.query, 'state'),
        owner: oneQuery(call.query, 'owner'),
        cursor: oneQuery(call.query, 'cursor'),
        limit: pageSize(call.query),
      }),
    })),
    callRoute('GET', '/v1/reviews/:reviewId', 'reviews', async (call) => ({
      status: 200,
      value: await desk.one(callerOf(call), idOf(call)),
    })),
    {
      ...callRoute('POST', '/v1/reviews/:reviewId/claim', 'reviews', async (call) => ({
        status: 200,
        value: await desk.claim(callerOf(call), idOf(call)),
      })),
      mayBeEmpty: true,
    },
    {
      ...callRoute('POST', '/v1/reviews/:reviewId/release-claim', 'reviews', async (call) => ({
        status: 200,
        value: await desk.releaseClaim(callerOf(call), idOf(call)),
      })),
      mayBeEmpty: true,
    },
    callRoute('POST', '/v1/reviews/:reviewId/decision', 'reviews', async (call) => ({
      status: 200,
      value: await desk.decide(callerOf(call), idOf(call), decisionFrom(call.body)),
    })),
    callRoute('POST', '/v1/reviews/:reviewId/answer', 'answerReview', async (call) => ({
      status: 200,
      value: await desk.answer(callerOf(call), idOf(call), answerFrom(call.body).answer),
    })),
    callRoute('POST', '/v1/records/:recordId/block', 'reviews', async (call) => {
      const { reason } = reasonFrom(call.body);
      return changed(await disputes.block(callerOf(call), idOf(call), reason));
    }),
    callRoute('POST', '/v1/records/:recordId/unblock', 'reviews', async (call) => {
      const { reason } = reasonFrom(call.body);
      return changed(await disputes.unblock(callerOf(call), idOf(call), reason));
    }),
    callRoute('POST', '/v1/records/:recordId/addenda', 'reviews', async (call) => {
      const addendum = addendumFrom(call.body);
      return changed(await disputes.annotate(callerOf(call), idOf(call), addendum), 201);
    }),
  ];
}
