/**
 * What reviewers make of a record, as pure steps from one dossier to the next.
 * It must never publish a version other than the one that was reviewed, nor touch what is published on a refusal.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { ReviewVerdict } from '../record/review.js';
import {
  heldInstead,
  latestOf,
  numberOf,
  stateAfter,
  stateOf,
  withLive,
  type Actor,
  type Step,
} from './life.js';
import { withCleared, withRefused } from './same-subject.js';

export interface Verdict {
  readonly reviewId: string;
  readonly decision: ReviewVerdict;
  readonly reason: string;
  /** Of everybody who agreed on publishing. */
  readonly addenda: readonly string[];
}

/** The held version that a review is about. Throws `conflict` where it waits no more. */
export function heldFor({ held }: Dossier, reviewId: string): StoredVersion {
  if (held !== null && held.reviewId === reviewId && held.state === 'in_review') return held;
  throw new Fault('conflict', 'The version under review is not the one that waits now.');
}

/** A version that came after others were renewed or restricted comes behind them; numbers never go back. */
const numberFor = (before: Dossier, { version }: StoredVersion): number =>
  version > (before.live?.version ?? 0) ? version : numberOf(before) + 1;

function refused(before: Dossier, held: StoredVersion, reason: string, actor: Actor): Step {
  const { version, content } = held;
  const kept: StoredVersion = {
    ...held,
    state: 'refused',
    reviewStatus: 'refused',
    updatedAt: actor.now,
  };
  const refusal = withRefused(before, { version, content, reason, at: actor.now });
  return { next: { ...before, revision: before.revision + 1, held: kept, refusal }, version: kept };
}

/** Publishes the held version, or refuses it for good. Throws `conflict` where it waits no more, or is over. */
export function reviewed(before: Dossier, verdict: Verdict, actor: Actor): Step {
  const held = heldFor(before, verdict.reviewId);
  const { decision, reason, addenda } = verdict;
  if (decision === 'refused') return refused(before, held, reason, actor);
  if (held.content.expiresOn < actor.today) {
    const detail = 'The last valid day of this version has passed; its owner has to send it anew.';
    throw new Fault('conflict', detail);
  }
  const state = stateAfter(before, actor.today);
  const { unseen: _reviewed, ...version } = held;
  const live: StoredVersion = {
    ...version,
    version: numberFor(before, held),
    state,
    reviewStatus: 'compliant',
    updatedAt: actor.now,
    suspendedUntil: state === 'published' ? null : (before.live?.suspendedUntil ?? null),
  };
  const added = addenda.map((text) => ({ text, reason, at: actor.now }));
  const next: Dossier = {
    ...before,
    revision: before.revision + 1,
    live,
    held: null,
    addenda: [...before.addenda, ...added],
    refusal: withCleared(before, held.content),
  };
  return { next, version: live };
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

/**
 * Back to what it was: published, or paused by its owner. `reviewed`: what nobody else has seen waits for review
 * instead, for its owner's circulation is under a measure.
 */
export function unblocked(before: Dossier, actor: Actor, reviewed: boolean): Step {
  const { live } = before;
  if (live?.state !== 'blocked') {
    throw new Fault('conflict', `The record is ${latestOf(before).state}, not blocked.`);
  }
  if (live.suspendedUntil !== null) {
    return withLive(before, { ...live, state: 'suspended', updatedAt: actor.now });
  }
  const { unseen, ...shown } = live;
  if (reviewed && unseen === true) return heldInstead(before, shown, actor);
  return withLive(before, { ...shown, state: 'published', updatedAt: actor.now });
}

/** A reviewer's note, shown with every match; its owner cannot take it away. */
export function annotated(before: Dossier, text: string, reason: string, actor: Actor): Step {
  if (before.addenda.length >= LIMITS.addendaMax) {
    throw new Fault('conflict', 'The record has as many addenda as it can bear.');
  }
  const addenda = [...before.addenda, { text, reason, at: actor.now }];
  const next = { ...before, revision: before.revision + 1, addenda };
  return { next, version: latestOf(next) };
}
