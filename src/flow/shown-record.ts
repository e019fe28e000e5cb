/**
 * A record as callers read it: the owner all of it, others what is published.
 * It must never show another member's restrictions, decisions or held versions.
 */
import { instant } from '../clock.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import { editionOf } from './editions.js';
import { latestOf, stateOf } from './life.js';
import { ownerOf } from './restrict.js';

function versionShown(version: StoredVersion, today: string): object {
  const { content } = version;
  return {
    version: version.version,
    state: stateOf(version, today),
    reviewStatus: version.reviewStatus,
    updatedAt: instant(version.updatedAt),
    suspendedUntil: version.suspendedUntil,
    reviewId: version.reviewId,
    ...content,
  };
}

function shared(dossier: Dossier): object {
  return {
    recordId: dossier.recordId,
    owner: ownerOf(dossier.recordId),
    createdAt: instant(dossier.createdAt),
    addenda: dossier.addenda.map(({ text, at }) => ({ text, at: instant(at) })),
  };
}

function decisionOf(dossier: Dossier, member: string): object | null {
  const decision = dossier.decisions[member];
  return decision === undefined ? null : { ...decision, at: instant(decision.at) };
}

/**
 * For the owner and reviewers: the version in force, beside it the one that waits for review or was refused, and
 * why a reviewer last refused one.
 */
export function shownToOwner(dossier: Dossier, member: string, today: string): object {
  const { live, held, refusal } = dossier;
  return {
    ...shared(dossier),
    ...versionShown(live ?? latestOf(dossier), today),
    nationalDecision: decisionOf(dossier, member),
    held: live !== null && held !== null ? versionShown(held, today) : null,
    refusal:
      refusal === null
        ? null
        : { version: refusal.version, reason: refusal.reason, at: instant(refusal.at) },
  };
}

/** For members that may see it. The restrictions are the owner's own business, and so is what it counts beside what is published. */
export function shownToOther(
  dossier: Dossier,
  live: StoredVersion,
  member: string,
  today: string,
): object {
  const { restrictions: _restrictions, recipients: _recipients, ...content } = live.content;
  return {
    ...shared(dossier),
    version: editionOf(dossier),
    state: stateOf(live, today),
    reviewStatus: live.reviewStatus,
    updatedAt: instant(live.updatedAt),
    ...content,
    nationalDecision: decisionOf(dossier, member),
  };
}
