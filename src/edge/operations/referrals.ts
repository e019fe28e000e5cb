/**
 * The operations of referrals, as they are published.
 * It must never describe what is not served.
 */
import { ReferralDecisionSchema } from '../../record/compliance-wire.js';
import { ok, type Operation } from './operation.js';
import { referral, referrals } from './replies/compliance.js';

export const REFERRAL_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/referrals',
    summary: 'Referred checks by state',
    description:
      'state is pending (the default, oldest first), released, closed, withheld (checks answered without ' +
      'matches that the gate withheld) or all that were referred, newest first. All but the pending are deleted ' +
      'some days after their decision, or after the check where nothing is decided; 90 unless configured otherwise.',
    access: 'referrals',
    query: ['state', 'cursor', 'limit'],
    replies: [ok(referrals, 'Without the records.')],
  },
  {
    method: 'get',
    path: '/v1/referrals/{referralId}',
    summary: 'One referred check, with the matched records in full; its id is the check’s',
    access: 'referrals',
    replies: [ok(referral, 'With the records.')],
    failures: ['not_found'],
  },
  {
    method: 'post',
    path: '/v1/referrals/{referralId}/decision',
    summary: 'Decide which matches of a referred check are told; final',
    description:
      'release names records among the matches; with nothing released the check reads closed. Matches that no ' +
      'measure touches (verdict null) waited beside the others and are told with any decision. What the asking ' +
      'caller may not see at this moment is not released, whatever is said here.',
    access: 'referrals',
    body: ReferralDecisionSchema,
    replies: [ok(referral, 'Decided.')],
    failures: ['not_found', 'conflict'],
  },
];
