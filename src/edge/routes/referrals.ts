/**
 * The routes of referred checks: for those who asked, and for the reviewers who decide.
 * It must never show either of them what is the other's.
 */
import type { ReferralDesk } from '../../flow/referrals.js';
import type { ReferredChecks } from '../../flow/referred-checks.js';
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import { ReferralDecisionSchema } from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import { oneQuery } from '../query.js';
import { callerOf, callRoute, type Call, type Route } from '../route.js';

export interface ReferralServices {
  readonly desk: ReferralDesk;
  readonly checks: ReferredChecks;
}

const decisionFrom = shapeOf(ReferralDecisionSchema);

function pageSize(call: Call): number {
  const text = oneQuery(call.query, 'limit');
  if (text === null) return LIMITS.listPageMax;
  const size = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= LIMITS.listPageMax) return size;
  throw new Fault('unprocessable', `limit is 1 to ${LIMITS.listPageMax}.`, '/limit');
}

export function referralRoutes({ desk, checks }: ReferralServices): Route[] {
  return [
    callRoute('GET', '/v1/checks/:checkId', 'check', async (call) => ({
      status: 200,
      value: await checks.read(callerOf(call), call.params[0] ?? ''),
    })),
    callRoute('GET', '/v1/referrals', 'referrals', async (call) => ({
      status: 200,
      value: await desk.list(
        callerOf(call),
        oneQuery(call.query, 'state'),
        oneQuery(call.query, 'cursor'),
        pageSize(call),
      ),
    })),
    callRoute('GET', '/v1/referrals/:referralId', 'referrals', async (call) => ({
      status: 200,
      value: await desk.one(callerOf(call), call.params[0] ?? ''),
    })),
    callRoute('POST', '/v1/referrals/:referralId/decision', 'referrals', async (call) => ({
      status: 200,
      value: await desk.decide(callerOf(call), call.params[0] ?? '', decisionFrom(call.body)),
    })),
  ];
}
