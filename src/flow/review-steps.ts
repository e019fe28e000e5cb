/**
 * What reviewers make of a record, as pure steps from one dossier to the next.
 * It must never publish a version other than the one that was reviewed, nor touch what is published on a refusal.
 */
import { Fault } from '../errors.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { ReviewVerdict } from '../record/review.js';
import { latestOf, stateAfter, stateOf, withLive, type Actor, type Step } from './life.js';

export interface Verdict {
  readonly reviewId: string;
  readonly decision: ReviewVerdict;
  readonly reason: string;
  readonly addendum: string | null;
}

/** The held version that a review is about. Throws `conflict` where it waits no more. */
export function heldFor({ held }: Dossier, reviewId: string): StoredVersion {
  if (held !== null && held.reviewId === reviewId && held.state === 'in_review') return held;
  throw new Fault('conflict', 'The version under review is not the one that waits now.');
}

/** Publishes the held version, or refuses it for good. */
export function reviewed(before: Dossier, verdict: Verdict, actor: Actor): Step {
  const held = heldFor(before, verdict.reviewId);
  const base = { ...before, revision: before.revision + 1 };
  if (verdict.decision === 'refused') {
    const refused: StoredVersion = {
      ...held,
      state: 'refused',
      reviewStatus: 'refused',
      updatedAt: actor.now,
    };
    const { version, content } = held;
    const refusal = { version, content, reason: verdict.reason, at: actor.now };
    return { next: { ...base, held: refused, refusal }, version: refused };
  }
  const live: StoredVersion = {
    ...held,
    state: stateAfter(before, actor.today),
    reviewStatus: 'compliant',
    updatedAt: actor.now,
    suspendedUntil: before.live?.suspendedUntil ?? null,
  };
  const { addendum, reason } = verdict;
  const added = addendum === null ? [] : [{ text: addendum, reason, at: actor.now }];
  const addenda = [...before.addenda, ...added];
  return { next: { ...base, live, held: null, addenda, refusal: null }, version: live };
}

/** Invisible to all but owner and reviewers, pending a dispute. */
export function blocked(before: Dossier, actor: Actor): Step {
  const { live } = before;
  const state = live === null ? latestOf(before).state : stateOf(live, actor.today);
  if (live === null || (state !== 'published' && state !== 'suspended')) {
    throw new Fault('conflict', `The record is ${state}; only what is in force can be blocked.`);
  }
  return withLive(before, { ...live, state: 'blocked', updatedAt: actor.now });
}

/** Back to what it was: published, or paused by its owner. */
export function unblocked(before: Dossier, actor: Actor): Step {
  const { live } = before;
  if (live?.state !== 'blocked') {
    throw new Fault('conflict', `The record is ${latestOf(before).state}, not blocked.`);
  }
  const paused = live.suspendedUntil !== null;
  return withLive(before, {
    ...live,
    state: paused ? 'suspended' : 'published',
    updatedAt: actor.now,
  });
}

/** A reviewer's note, shown with every match; its owner cannot take it away. */
export function annotated(before: Dossier, text: string, reason: string, actor: Actor): Step {
  const addenda = [...before.addenda, { text, reason, at: actor.now }];
  const next = { ...before, revision: before.revision + 1, addenda };
  return { next, version: latestOf(next) };
}
