/**
 * What reviewers, and owners who answer them, are answered about reviews, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { REVIEW_STATES } from '../../../record/review.js';
import { oneOf } from '../../../record/wire.js';
import { wholeContent } from './contents.js';
import { message } from './messages.js';
import {
  count,
  credentialId,
  exact,
  flag,
  instant,
  member,
  named,
  orNull,
  page,
  recordId,
  said,
  score,
  seconds,
  string,
  version,
} from './terms.js';

const severity = oneOf(['note', 'serious', 'grave'] as const);

const finding = named(
  'Finding',
  said(
    'What the automatic screening found; it decides nothing.',
    exact({
      rule: string,
      version: said('Of the rule.', version),
      severity,
      reason: string,
      path: said('JSON Pointer into the record; null for the whole.', orNull(string)),
      context: said('The words found with what stands around them.', orNull(string)),
      source: said('Where the rule comes from.', string),
    }),
  ),
);

const decision = named(
  'ReviewDecision',
  exact({
    by: credentialId,
    at: instant,
    decision: oneOf(['compliant', 'compliant-with-addendum', 'refused'] as const),
    reason: string,
    addendum: orNull(string),
  }),
);

const summary = {
  reviewId: string,
  subject: said(
    'A version of a record, or a message about one to a member that is reviewed before it receives.',
    oneOf(['record', 'receipt'] as const),
  ),
  recordId,
  version,
  owner: member,
  receiver: said('Of a receipt: whom the message is for.', orNull(member)),
  state: said(
    'Of a receipt also withdrawn: its record was taken back before it was delivered.',
    oneOf(REVIEW_STATES),
  ),
  awaiting: said(
    'Whose turn it is; null once it is over.',
    orNull(oneOf(['owner', 'second-reviewer', 'reviewer'] as const)),
  ),
  openedAt: instant,
  ageSeconds: seconds,
  overdue: flag,
  claimedBy: orNull(credentialId),
  claimedAt: orNull(instant),
  gravest: orNull(severity),
  decision: orNull(decision),
};

export const reviews = named(
  'ReviewList',
  page('reviews', named('ReviewSummary', exact({ ...summary, findings: count }))),
);

const content = named('RecordContent', exact(wholeContent));
const anything = Type.Unknown();

const whole = {
  ...summary,
  policyVersion: said('- for a receipt: no rules are applied to it.', string),
  findings: Type.Array(finding),
  lookalikes: said(
    'Refused records that it resembles.',
    Type.Array(exact({ recordId, owner: member, score, reason: string })),
  ),
  questions: Type.Array(
    exact({
      by: credentialId,
      at: instant,
      question: string,
      answer: orNull(string),
      answeredBy: orNull(string),
      answeredAt: orNull(instant),
    }),
  ),
  opinions: said("Decisions that wait for a second reviewer's.", Type.Array(decision)),
  record: said(
    'The version under review; null where a newer one has taken its place.',
    orNull(content),
  ),
  previous: said('The version that is published beside it.', orNull(content)),
  diff: said(
    'Where the two differ: JSON Pointers with what was and what is.',
    Type.Array(exact({ path: string, before: anything, after: anything })),
  ),
  addenda: Type.Array(exact({ text: string, reason: string, at: instant })),
};

export const review = named(
  'Review',
  Type.Union([
    exact(whole),
    said('Of a receipt: with the message that waits.', exact({ ...whole, message })),
  ]),
);

export const reviewAnswered = named(
  'ReviewAnswered',
  exact({ reviewId: string, recordId, state: oneOf(REVIEW_STATES) }),
);
