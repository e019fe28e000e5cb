/**
 * The life of a record: what each change makes of it, as pure steps from one dossier to the next.
 * It must never touch what is published when a new version is held.
 */
import { Fault } from '../errors.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { RecordContent, RecordState } from '../record/record.js';
import type { Deed } from '../store/deeds.js';
import type { Directed } from './circulate.js';
import { editionOf } from './editions.js';
import { withRefused } from './same-subject.js';

/** Who changes, and when. */
export interface Actor {
  readonly credentialId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The UTC day, `YYYY-MM-DD`. */
  readonly today: string;
  /** The id of the review that the change opens, should it open one. */
  readonly reviewId: string;
}

/** The next dossier and the version of it that the answer names; `null` where nothing changes. */
export interface Step {
  readonly next: Dossier;
  readonly version: StoredVersion;
  /** What the step itself does beside the record, such as deciding a review. */
  readonly deeds?: readonly Deed[];
}

/** The version an owner means when it does not say which: what it sent last. */
export function latestOf({ live, held }: Dossier): StoredVersion {
  const latest = held ?? live;
  if (latest === null) throw new Error('a dossier without any version');
  return latest;
}

export const numberOf = ({ live, held }: Dossier): number =>
  Math.max(live?.version ?? 0, held?.version ?? 0);

/** A published record past its last valid day reads as expired, whether or not it has been swept. */
export function stateOf(version: StoredVersion, today: string): RecordState {
  const running = version.state === 'published' || version.state === 'suspended';
  return running && version.content.expiresOn < today ? 'expired' : version.state;
}

export const sameContent = (a: RecordContent, b: RecordContent): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Content as pushed, with the last valid day it already has, unless that is over, where the sender named none. */
function contentFor({ record }: Directed, before: Dossier | null, today: string): RecordContent {
  if (record.expiryGiven || before === null) return record.content;
  const { expiresOn } = latestOf(before).content;
  if (expiresOn < today) return record.content;
  const kept = { ...record.content, expiresOn };
  return sameContent(kept, latestOf(before).content) ? kept : record.content;
}

const ENDED: readonly RecordState[] = ['withdrawn', 'refused', 'expired'];

/** Whether the same body changes nothing; after an end it is a re-entry. */
function unchanged(before: Dossier, content: RecordContent, today: string): boolean {
  const latest = latestOf(before);
  if (!sameContent(latest.content, content)) return false;
  if (ENDED.includes(stateOf(latest, today))) return false;
  // What was withdrawn is not brought back by a twin that waits beside it.
  return true;
}

/** A version pushed: `null` where it changes nothing. */
export function pushed(before: Dossier | null, directed: Directed, actor: Actor): Step | null {
  const content = contentFor(directed, before, actor.today);
  if (before !== null && unchanged(before, content, actor.today)) return null;
  const number = before === null ? 1 : numberOf(before) + 1;
  // What was refused comes back through a reviewer, whether or not its owner is still under a measure.
  const held = directed.way === 'held' || (before?.refusal ?? null) !== null;
  const state = held ? 'in_review' : stateAfter(before, actor.today);
  const version: StoredVersion = {
    version: number,
    state,
    reviewStatus: held ? 'in_review' : 'not_reviewed',
    content,
    updatedAt: actor.now,
    suspendedUntil: held ? null : (before?.live?.suspendedUntil ?? null),
    reviewId: held ? actor.reviewId : null,
    ...(state === 'suspended' || state === 'blocked' ? { unseen: true } : {}),
  };
  const base: Dossier = before ?? {
    revision: 0,
    recordId: directed.record.recordId,
    createdAt: actor.now,
    createdBy: actor.credentialId,
    live: null,
    held: null,
    addenda: [],
    decisions: {},
    refusal: null,
  };
  const next = held
    ? { ...base, revision: base.revision + 1, held: version }
    : { ...base, revision: base.revision + 1, live: version, held: null };
  return { next, version };
}

/** An update of what is paused or blocked stays so: new words do not end a pause or a dispute. */
export function stateAfter(before: Dossier | null, today: string): RecordState {
  const live = before?.live ?? null;
  if (live === null) return 'published';
  const state = stateOf(live, today);
  return state === 'suspended' || state === 'blocked' ? state : 'published';
}

export function withLive(before: Dossier, live: StoredVersion): Step {
  return { next: { ...before, revision: before.revision + 1, live }, version: live };
}

const DISPUTED = 'Withdrawn by its owner while it was blocked.';

/**
 * Withdrawn, whatever state it was in; a version that waited for review goes with it. What was in dispute counts
 * as refused from then on: to withdraw it and send it again must not end the dispute.
 */
export function withdrawn(before: Dossier, actor: Actor): Step | null {
  const latest = latestOf(before);
  if (latest.state === 'withdrawn') return null;
  const live: StoredVersion = {
    ...(before.live ?? latest),
    version: numberOf(before),
    state: 'withdrawn',
    updatedAt: actor.now,
    suspendedUntil: null,
  };
  const { version, content } = live;
  const refusal =
    before.live?.state === 'blocked'
      ? withRefused(before, { version, content, reason: DISPUTED, at: actor.now })
      : before.refusal;
  const next = { ...before, revision: before.revision + 1, live, held: null, refusal };
  return { next, version: live };
}

function requireLive(before: Dossier, state: RecordState, actor: Actor): StoredVersion {
  const { live } = before;
  const found = live === null ? latestOf(before).state : stateOf(live, actor.today);
  if (live !== null && found === state) return live;
  throw new Fault('conflict', `The record is ${found}, not ${state}.`);
}

/** `until` is the last day of the pause. */
export function suspended(before: Dossier, until: string, actor: Actor): Step {
  const live = requireLive(before, 'published', actor);
  return withLive(before, {
    ...live,
    state: 'suspended',
    suspendedUntil: until,
    updatedAt: actor.now,
  });
}

/**
 * The pause ends. With `reviewed`, where all new circulation of the owner is reviewed, only what somebody has seen
 * before comes back by itself: other content waits for a reviewer, and nothing is in force meanwhile.
 */
export function resumed(before: Dossier, actor: Actor, reviewed: boolean): Step {
  const { unseen, ...live } = requireLive(before, 'suspended', actor);
  if (reviewed && unseen === true) return heldInstead(before, live, actor);
  return withLive(before, {
    ...live,
    state: 'published',
    suspendedUntil: null,
    updatedAt: actor.now,
  });
}

/**
 * Instead of a return: nobody but its owner has ever seen this version. What its owner has sent since waits
 * already; else the content itself does.
 */
export function heldInstead(before: Dossier, live: StoredVersion, actor: Actor): Step {
  const waits = before.held?.state === 'in_review' ? before.held : null;
  const held: StoredVersion = waits ?? {
    ...live,
    version: numberOf(before) + 1,
    state: 'in_review',
    reviewStatus: 'in_review',
    updatedAt: actor.now,
    suspendedUntil: null,
    reviewId: actor.reviewId,
  };
  return { next: { ...before, revision: before.revision + 1, live: null, held }, version: held };
}

/** A new last valid day, which is a new version of the same content; of a version that waits it is the day too. */
export function renewed(before: Dossier, expiresOn: string, actor: Actor): Step {
  const { live } = before;
  const state = live === null ? latestOf(before).state : stateOf(live, actor.today);
  if (live === null || (state !== 'published' && state !== 'suspended')) {
    throw new Fault('conflict', `The record is ${state}; only what is in force can be renewed.`);
  }
  const number = numberOf(before);
  const renew = (of: StoredVersion, version: number): StoredVersion => ({
    ...of,
    version,
    content: { ...of.content, expiresOn },
    updatedAt: actor.now,
  });
  const { next, version } = withLive(before, renew(live, number + 1));
  const { held } = before;
  if (held?.state !== 'in_review') return { next, version };
  return { next: { ...next, held: renew(held, number + 2) }, version };
}

/** A member's own decision on another's record; `null` takes it back. */
export function decided(
  before: Dossier,
  member: string,
  decision: { readonly decision: 'act' | 'do-not-act'; readonly reason: string } | null,
  actor: Actor,
): Step {
  const { [member]: _old, ...others } = before.decisions;
  const decisions =
    decision === null ? others : { ...others, [member]: { ...decision, at: actor.now } };
  const next = { ...before, revision: before.revision + 1, decisions };
  const shown = before.live ?? latestOf(before);
  if (before.recordId.startsWith(member)) return { next, version: shown };
  // Whoever decides on another's record is not told that a version of it waits for review, or did.
  return { next, version: { ...shown, version: editionOf(before) } };
}
