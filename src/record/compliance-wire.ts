/**
 * The shapes of what reviewers, supervisors and bureaus send about compliance (CONTRACT sections 5 and 6).
 * It must never accept a field that it does not name.
 */
import { Type, type Static } from '@sinclair/typebox';
import { LIMITS } from '../limits.js';
import { MEASURE_POLICIES, SCOPES } from './measure.js';
import { closed, memberCode, nullableText, oneOf, PersonSchema, reason, words } from './wire.js';

export const MeasureSchema = closed({
  member: memberCode,
  scopes: Type.Array(oneOf(SCOPES), { minItems: 1, maxItems: SCOPES.length }),
  reason,
  urgent: Type.Optional(Type.Boolean()),
  policy: Type.Optional(oneOf(MEASURE_POLICIES)),
  reviewOn: nullableText(10),
});
export type MeasureWire = Static<typeof MeasureSchema>;

export const EndorseSchema = closed({ reason: Type.Optional(reason) });
export type EndorseWire = Static<typeof EndorseSchema>;

export const LiftSchema = closed({ reason, effectiveOn: nullableText(35) });
export type LiftWire = Static<typeof LiftSchema>;

export const REVIEW_DECISIONS = [
  'compliant',
  'compliant-with-addendum',
  'refused',
  'clarify',
] as const;

export const ReviewDecisionSchema = closed({
  decision: oneOf(REVIEW_DECISIONS),
  reason,
  addendum: Type.Optional(words),
});
export type ReviewDecisionWire = Static<typeof ReviewDecisionSchema>;

/** The owner's answer to a reviewer's question. */
export const AnswerSchema = closed({
  answer: words,
});
export type AnswerWire = Static<typeof AnswerSchema>;

export const AddendumSchema = closed({
  text: words,
  reason,
});
export type AddendumWire = Static<typeof AddendumSchema>;

export const ReferralDecisionSchema = closed({
  release: Type.Array(Type.String({ maxLength: LIMITS.referenceCharactersMax + 4 }), {
    maxItems: LIMITS.checkLimitMax,
  }),
  reason,
});
export type ReferralDecisionWire = Static<typeof ReferralDecisionSchema>;

/** A person protected against a member. */
export const ProtectionSchema = closed({
  against: memberCode,
  status: oneOf(['asked', 'granted'] as const),
  person: PersonSchema,
});
export type ProtectionWire = Static<typeof ProtectionSchema>;

export const AckSchema = closed({ upTo: Type.String({ minLength: 1, maxLength: 20 }) });
export type AckWire = Static<typeof AckSchema>;
