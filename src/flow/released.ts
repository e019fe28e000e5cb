/**
 * Which matches of a referred check may be told, and what follows when they are released.
 * It must never tell what was not released, nor words that were not there when the check was referred.
 */
import type { Caller } from '../access/caller.js';
import type { CheckEntry } from '../audit/entry.js';
import { THRESHOLDS } from '../matching/thresholds.js';
import type { GateVerdict } from '../gate/question.js';
import type { Dossier } from '../record/codec.js';
import type { Purpose } from '../record/record.js';
import type { Referral, ReferredMatch } from '../record/referral.js';
import type { Deed } from '../store/deeds.js';
import type { Store } from '../store/store.js';
import { markOf, shownExplanation } from './explained.js';
import { visibleFor } from './readings.js';
import { wantedBy } from './record-in-audit.js';
import type { ShownCandidate } from './reply.js';

/**
 * Matches about to be released. An `Answering` has all of this too, so that one function can be told of
 * matches answered and of matches released.
 */
export interface Releasing {
  readonly checkId: string;
  readonly cleared: {
    readonly asked: {
      readonly caller: Pick<Caller, 'credentialId' | 'member' | 'agency'>;
      readonly purpose: Purpose;
      readonly onBehalfOf: string | null;
      /** From this score on a candidate is a match. */
      readonly threshold: number;
    };
    /** Best first. */
    readonly matches: readonly ShownCandidate[];
  };
  readonly result: 'clear' | 'match' | 'referred';
  readonly searched: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What follows from a release, done in the same step as the decision. */
export type ReleaseConsequence = (releasing: Releasing) => readonly Deed[];

/** No record has this number. */
const NO_RECORD = 0;

/**
 * Records as they are now, those that exist. As many round trips for none as for some, so that the time does
 * not tell whether there are any.
 */
export async function recordsNow(
  store: Store,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, Dossier>> {
  const asked = recordIds.length === 0 ? ['-'] : recordIds;
  const kept = await Promise.all(asked.map((recordId) => store.records.read(recordId)));
  const found = kept.filter((one) => one !== null);
  if (found.length === 0) await store.records.bodies([NO_RECORD]);
  return new Map(found.map(({ dossier }) => [dossier.recordId, dossier]));
}

/** A match with its record as the viewer of a purpose may see it now. */
export interface VisibleMatch extends ShownCandidate {
  /** Whether the record has other words now: these were neither compared nor reviewed. */
  readonly rewritten: boolean;
}

/** Those of `matches` that a viewer may see now, in their order: bounds set since the check bind too. */
export function visibleMatches(
  matches: readonly ReferredMatch[],
  records: ReadonlyMap<string, Dossier>,
  viewer: Pick<Caller, 'member' | 'agency'>,
  purpose: Purpose,
  today: string,
  store: Store,
): VisibleMatch[] {
  return matches.flatMap((match) => {
    const { recordId, score } = match;
    const dossier = records.get(recordId);
    const version =
      dossier === undefined ? null : visibleFor(viewer, dossier, [purpose], today, store);
    if (dossier === undefined || version === null) return [];
    const rewritten = markOf(version.content) !== match.mark;
    const explanation = shownExplanation(match, version);
    return [{ dossier, version, score, explanation, rewritten }];
  });
}

/** The release as those are told of it to whom it matters. */
export function releasing(row: Referral, matches: readonly VisibleMatch[], at: number): Releasing {
  const { checkId, credentialId, member, agency, purpose, onBehalfOf, searched } = row;
  const threshold = THRESHOLDS[purpose];
  const result = matches.some(({ score }) => score >= threshold) ? 'match' : 'clear';
  const asked = { caller: { credentialId, member, agency }, purpose, onBehalfOf, threshold };
  return { checkId, cleared: { asked, matches }, result, searched, at };
}

/** Stands among the rules of a verdict that a reviewer has given. */
const BY_REVIEWER = ['referral.decision'];

/** What the reviewer has said of each match that the gate was to judge, whoever may see it now. */
function verdictsOf({ matches }: Referral, release: readonly string[]): GateVerdict[] {
  return matches.flatMap(({ recordId, verdict }) => {
    if (verdict === null) return [];
    const said = release.includes(recordId) ? ('release' as const) : ('withhold' as const);
    return [{ recordId, verdict: said, rules: BY_REVIEWER }];
  });
}

/** The entry that puts the released matches on record, under the id of the check. */
export function releaseEntry(
  row: Referral,
  release: readonly string[],
  { cleared, result, at }: Releasing,
): CheckEntry {
  const returned = cleared.matches.map(({ dossier }) => dossier.recordId);
  return {
    kind: 'check',
    at,
    checkId: row.checkId,
    credentialId: row.credentialId,
    member: row.member,
    agency: row.agency,
    onBehalfOf: row.onBehalfOf,
    purpose: row.purpose,
    indexes: row.indexes,
    searched: row.searched,
    result,
    returned,
    withheld: row.matches.map(({ recordId }) => recordId).filter((id) => !returned.includes(id)),
    verdicts: verdictsOf(row, release),
    policyVersion: row.policyVersion,
    // Whose data was considered was counted with the referred answer.
    considered: [],
    wantedBy: wantedBy(cleared.matches, cleared.asked.threshold),
  };
}
