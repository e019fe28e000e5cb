/**
 * A referral as reviewers read it: who asked, what for, what the gate said, and the records in full.
 * It must never show who stood behind the asking credential: the decision is about the match.
 */
import type { Dossier } from '../record/codec.js';
import type { Referral, ReferredMatch } from '../record/referral.js';
import { instant, utcDay } from '../clock.js';
import { shownExplanation } from './explained.js';
import type { VisibleMatch } from './released.js';
import { ownerOf } from './restrict.js';
import { shownToOwner } from './shown-record.js';

function shared(row: Referral, now: number): object {
  const { checkId, state, member, agency, purpose, at, expectedBy, decision } = row;
  const until = decision?.at ?? now;
  return {
    referralId: checkId,
    checkId,
    state,
    member,
    agency,
    purpose,
    indexes: row.indexes,
    at: instant(at),
    expectedBy: instant(expectedBy),
    /** How long it waits, or has waited. */
    ageSeconds: state === 'withheld' ? null : Math.max(0, Math.floor((until - at) / 1_000)),
    overdue: state === 'pending' && now > expectedBy,
    policyVersion: row.policyVersion,
    rules: row.rules,
    decision: decision === null ? null : { ...decision, at: instant(decision.at) },
  };
}

function matchInShort({ recordId, version, score, verdict, rules }: ReferredMatch): object {
  return { recordId, owner: ownerOf(recordId), version, score, verdict, rules };
}

/** As a list has it: no more of the records than their identifiers. */
export function summaryOf(row: Referral, now: number): object {
  return {
    ...shared(row, now),
    matches: row.matches.map(matchInShort),
    withheld: row.withheld.map(matchInShort),
  };
}

/**
 * With the records as they are now, by their ids; `visible` holds the matches that the asking caller could
 * see now, `member` is the reader's own.
 */
export function shownReferral(
  row: Referral,
  records: ReadonlyMap<string, Dossier>,
  visible: readonly VisibleMatch[],
  member: string,
  now: number,
): object {
  const today = utcDay(now);
  const inFull = (match: ReferredMatch): object => {
    const dossier = records.get(match.recordId);
    return {
      ...matchInShort(match),
      explanation: shownExplanation(match, dossier?.live ?? null),
      record: dossier === undefined ? null : shownToOwner(dossier, member, today),
    };
  };
  const matches = row.matches.map((match) => {
    const seen = visible.find(({ dossier }) => dossier.recordId === match.recordId);
    return {
      ...inFull(match),
      /** Whether the asking caller may see it now; what it may not see is not released. */
      visible: seen !== undefined,
      /** Whether its owner has rewritten the record since: its new words are not released, whatever is decided. */
      changed: seen?.rewritten ?? false,
      released: row.released.includes(match.recordId),
    };
  });
  return { ...shared(row, now), matches, withheld: row.withheld.map(inFull) };
}
