/**
 * New restrictions on a record, as a pure step: narrower ones bind at once, wider ones may have to wait.
 * It must never let somebody in whom a reviewer has to look at first, nor keep a narrowing waiting.
 */
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { RecordContent, RecordState, Restrictions } from '../record/record.js';
import { stricterOf, widens, type VisibilityClass } from '../record/visibility.js';
import { latestOf, numberOf, sameContent, type Actor, type Step } from './life.js';
import { ownerOf } from './restrict.js';

/** States in which somebody sees a version, or will again when a pause or a dispute ends. */
const IN_FORCE: readonly RecordState[] = ['published', 'suspended', 'blocked'];

/** Whether under these restrictions somebody would see a version who does not now. */
function opens(recordId: string, content: RecordContent, restrictions: Restrictions): boolean {
  const { recipients } = content;
  const now: VisibilityClass = {
    owner: ownerOf(recordId),
    recipients,
    restrictions: content.restrictions,
  };
  return widens(now, { ...now, restrictions });
}

/**
 * The restrictions bind what is published and what is held alike; `null` where they do already. With `reviewed`,
 * where all new circulation of the owner is reviewed, wider ones are held as a version of their own, and what
 * is narrower about them binds the published version meanwhile. What waits for a review and is opened wider gets
 * a review of its own: the one under way was about fewer readers.
 */
export function restrictedTo(
  before: Dossier,
  restrictions: Restrictions,
  actor: Actor,
  reviewed: boolean,
): Step | null {
  const { recordId, live, held } = before;
  const inForce = live !== null && IN_FORCE.includes(live.state);
  const waits = reviewed && inForce && opens(recordId, live.content, restrictions);
  let number = numberOf(before);
  const bound = (version: StoredVersion, to: Restrictions): StoredVersion => {
    const content = { ...version.content, restrictions: to };
    if (sameContent(content, version.content)) return version;
    number += 1;
    const hidden = version.state === 'suspended' || version.state === 'blocked';
    const unseen = hidden && opens(recordId, version.content, to);
    const next = { ...version, version: number, content, updatedAt: actor.now };
    return unseen ? { ...next, unseen } : next;
  };
  const nextLive =
    live === null
      ? null
      : bound(live, waits ? stricterOf(live.content.restrictions, restrictions) : restrictions);
  const pending = held?.state === 'in_review' ? held : null;
  let nextHeld = held === null || (waits && pending === null) ? null : bound(held, restrictions);
  const opened =
    pending !== null && opens(recordId, pending.content, restrictions) ? nextHeld : null;
  if (opened !== null) nextHeld = { ...opened, reviewId: actor.reviewId };
  if (waits && nextHeld === null) {
    number += 1;
    nextHeld = {
      version: number,
      state: 'in_review',
      reviewStatus: 'in_review',
      content: { ...live.content, restrictions },
      updatedAt: actor.now,
      suspendedUntil: null,
      reviewId: actor.reviewId,
    };
  }
  if (nextLive === live && nextHeld === held) return null;
  const next = { ...before, revision: before.revision + 1, live: nextLive, held: nextHeld };
  const waiting = nextHeld?.reviewId === actor.reviewId ? nextHeld : null;
  return { next, version: waiting ?? nextLive ?? latestOf(next) };
}
