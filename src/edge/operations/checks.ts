/**
 * The operations of checks, as they are published.
 * It must never describe what is not served.
 */
import { CheckSchema } from '../../record/wire.js';
import { BatchSchema } from '../routes/checks.js';
import { ok, type Operation } from './operation.js';
import { batchReply, checkReply, referredCheck } from './replies/checks.js';

export const CHECK_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/checks',
    summary: 'Check a person, documents or a machine readable zone',
    description:
      'Answers clear, match or referred. clear is only said when every index named in `indexes` has ' +
      'answered; otherwise the call fails. minScore below the threshold of the purpose lists weaker ' +
      'candidates too; above it, it is taken as the threshold, so that it never hides a match.',
    access: 'check',
    body: CheckSchema,
    replies: [ok(checkReply, 'The answer; referred where a reviewer decides first.')],
    failures: ['unprocessable', 'rate_limited', 'overloaded'],
  },
  {
    method: 'post',
    path: '/v1/checks/batch',
    summary: 'Up to 1,000 checks, answered in their order',
    access: 'check',
    body: BatchSchema,
    replies: [ok(batchReply, 'Each check with its own status.')],
    failures: ['rate_limited', 'overloaded'],
  },
  {
    method: 'get',
    path: '/v1/checks/{checkId}',
    summary: 'The state of a referred check: pending, released or closed',
    description:
      'For the credential that asked and the bureau of its member. Released matches are told as far as the ' +
      'caller may see them now. checkAgain says that a released record was rewritten since: what it says ' +
      'now is told by a new check. Some days after its decision, 90 unless configured otherwise, it is unknown.',
    access: 'check',
    replies: [ok(referredCheck, 'As it stands now.')],
    failures: ['not_found'],
  },
];
