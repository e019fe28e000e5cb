/**
 * What a review repeats of a record, or asks about it, and the review without that.
 * It must never take away who decided, what, when and why: that is the record's history, which stays.
 */
import type { Review, ReviewDecision } from '../record/review.js';

/** Stands where words were. */
const DELETED = "Deleted with the record's content.";

/** Addenda of the record are deleted with its content. */
const withoutAddendum = (decision: ReviewDecision): ReviewDecision => ({
  ...decision,
  addendum: decision.addendum === null ? null : DELETED,
});

/** The review of a record whose content is deleted: what was found is a rule's name, what was asked an instant. */
export const withoutWords = (review: Review): Review => ({
  ...review,
  findings: review.findings.map((finding) => ({
    ...finding,
    reason: DELETED,
    context: finding.context === null ? null : DELETED,
  })),
  questions: review.questions.map((question) => ({
    ...question,
    question: DELETED,
    answer: question.answer === null ? null : DELETED,
  })),
  opinions: review.opinions.map(withoutAddendum),
  decision: review.decision === null ? null : withoutAddendum(review.decision),
});

/** Whether nothing is left to be taken away. */
export const isWordless = (review: Review): boolean =>
  JSON.stringify(withoutWords(review)) === JSON.stringify(review);
