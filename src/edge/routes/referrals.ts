/**
 * The routes of referred checks: for those who asked, and for the reviewers who decide.
 * It must never show either of them what is the other's.
 */
import type { ReferralDesk } from '../../flow/referrals.js';
import type { ReferredChecks } from '../../flow/referred-checks.js';
import { ReferralDecisionSchema } from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import { oneQuery, pageSize } from '../query.js';
import { callerOf, callRoute, type Route } from '../route.js';

export interface ReferralServices {
  readonly desk: ReferralDesk;
  readonly checks: ReferredChecks;
}

const decisionFrom = shapeOf(ReferralDecisionSchema);

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
        pageSize(call.query),
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
