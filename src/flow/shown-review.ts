/**
 * A review as reviewers read it: what waits, what was published before, what differs, what was found.
 * It must never tell who protects a person; the row does not know it.
 */
import { instantOrNone } from '../clock.js';
import { LIMITS } from '../limits.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import { unpackMessage } from '../record/message.js';
import type { RecordContent } from '../record/record.js';
import type { Review, ReviewDecision } from '../record/review.js';

const SEVERITIES = ['grave', 'serious', 'note'] as const;

function awaiting({ state, questions, opinions }: Review): string | null {
  if (state !== 'pending') return null;
  if (questions.some(({ answer }) => answer === null)) return 'owner';
  return opinions.length > 0 ? 'second-reviewer' : 'reviewer';
}

const shownDecision = (decision: ReviewDecision | null): object | null =>
  decision === null ? null : { ...decision, at: instantOrNone(decision.at) };

/** One line of the queue; `now` in milliseconds since 1970. */
export function reviewSummary(review: Review, now: number): object {
  const { findings, openedAt, claimedBy, claimedAt, state } = review;
  const { reviewId, subject, recordId, version, owner, receiver } = review;
  const age = now - openedAt;
  return {
    reviewId,
    subject,
    recordId,
    version,
    owner,
    receiver,
    state,
    awaiting: awaiting(review),
    openedAt: instantOrNone(openedAt),
    ageSeconds: Math.max(0, Math.floor(age / 1_000)),
    overdue: state === 'pending' && age > LIMITS.reviewAgeMs,
    claimedBy,
    claimedAt: instantOrNone(claimedAt),
    findings: findings.length,
    gravest: SEVERITIES.find((of) => findings.some(({ severity }) => severity === of)) ?? null,
    decision: shownDecision(review.decision),
  };
}

/** Where two values of one shape differ: JSON Pointers (RFC 6901) with what was and what is. */
export function differences(was: unknown, is: unknown, path = ''): object[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const parts = [was, is].map((value) =>
    typeof value === 'object' && value !== null ? Object.entries(value) : null,
  );
  const [before, after] = parts;
  if (before == null || after == null || Array.isArray(was) !== Array.isArray(is)) {
    return [{ path, before: was ?? null, after: is ?? null }];
  }
  const old = new Map<string, unknown>(before);
  const fresh = new Map<string, unknown>(after);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((name) =>
    differences(old.get(name), fresh.get(name), `${path}/${name}`),
  );
}

/** The version under review, wherever it has got to; `null` where a newer one has taken its place. */
function versionOf(dossier: Dossier | null, reviewId: string): StoredVersion | null {
  const versions = [dossier?.held ?? null, dossier?.live ?? null];
  return versions.find((version) => version?.reviewId === reviewId) ?? null;
}

function published(dossier: Dossier | null, reviewId: string): RecordContent | null {
  const live = dossier?.live ?? null;
  return live === null || live.reviewId === reviewId || live.state === 'withdrawn'
    ? null
    : live.content;
}

export function shownReview(review: Review, dossier: Dossier | null, now: number): object {
  const version = versionOf(dossier, review.reviewId);
  const previous = published(dossier, review.reviewId);
  const { findings, lookalikes, questions, opinions, policyVersion, message } = review;
  const shared = {
    ...reviewSummary(review, now),
    policyVersion,
    findings,
    lookalikes,
    questions: questions.map((question) => ({
      ...question,
      at: instantOrNone(question.at),
      answeredAt: instantOrNone(question.answeredAt),
    })),
    opinions: opinions.map(shownDecision),
    record: version?.content ?? null,
    previous,
    diff: previous === null || version === null ? [] : differences(previous, version.content),
    addenda: (dossier?.addenda ?? []).map(({ text, reason, at }) => ({
      text,
      reason,
      at: instantOrNone(at),
    })),
  };
  if (message === null) return shared;
  const { type, at, recordId, body } = unpackMessage(Buffer.from(message));
  return { ...shared, message: { type, at: instantOrNone(at), recordId, body } };
}
