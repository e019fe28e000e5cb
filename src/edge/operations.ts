/**
 * Every operation the service publishes, in the order of the contract.
 * It must never leave out a route that is served; a test compares both lists.
 */
import { CHECK_OPERATIONS } from './operations/checks.js';
import { INBOX_OPERATIONS } from './operations/inbox.js';
import { MEASURE_OPERATIONS } from './operations/measures.js';
import { MEMBER_OPERATIONS } from './operations/members.js';
import type { Operation } from './operations/operation.js';
import { OPERATOR_OPERATIONS } from './operations/operators.js';
import { PROTECTION_OPERATIONS } from './operations/protections.js';
import { RECORD_OPERATIONS } from './operations/records.js';
import { REVIEW_OPERATIONS } from './operations/reviews.js';
import { REFERRAL_OPERATIONS } from './operations/referrals.js';
import { STATISTICS_OPERATIONS } from './operations/statistics.js';
import { STREAM_OPERATIONS } from './operations/stream.js';

export type { Operation } from './operations/operation.js';

export const OPERATIONS: readonly Operation[] = [
  ...CHECK_OPERATIONS,
  ...STREAM_OPERATIONS,
  ...RECORD_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...MEASURE_OPERATIONS,
  ...REVIEW_OPERATIONS,
  ...PROTECTION_OPERATIONS,
  ...INBOX_OPERATIONS,
  ...REFERRAL_OPERATIONS,
  ...STATISTICS_OPERATIONS,
  ...OPERATOR_OPERATIONS,
];
