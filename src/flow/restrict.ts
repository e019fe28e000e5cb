/**
 * Fourth stage: drops what its owner does not let this caller see, then orders.
 * It must never let a hidden record count for anything: limit, order, result or statistics.
 * It does not cut: what the gate withholds must not take a place either.
 */
import { consideredFrom } from '../matching/thresholds.js';
import { sees } from '../record/visibility.js';
import type { Asked } from './ask.js';
import { viewerOf } from './find.js';
import type { Candidate, Scored } from './score.js';

/** What the caller may see of what was found. Made by `restrict` alone. */
class RestrictedMatches {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'restricted';
  readonly asked: Asked;
  /** All of them, best first, then by record id. */
  readonly matches: readonly Candidate[];
  /** Owners of whose records one was considered. */
  readonly considered: readonly string[];
  /** As `Found` has it. */
  readonly asOf: string | null;

  constructor(
    { asked, asOf }: Scored,
    matches: readonly Candidate[],
    considered: readonly string[],
  ) {
    this.asked = asked;
    this.asOf = asOf;
    this.matches = matches;
    this.considered = considered;
  }
}
export type Restricted = RestrictedMatches;

const NO_MATCHES: readonly Candidate[] = [];
const NOBODY: readonly string[] = [];

export const ownerOf = (recordId: string): string => recordId.slice(0, 3);

export function restrict(
  scored: Scored,
  tables: { member(code: string): { readonly defaults: Parameters<typeof sees>[2] } },
): Restricted {
  const { asked, candidates } = scored;
  if (candidates.length === 0) return new RestrictedMatches(scored, NO_MATCHES, NOBODY);
  const viewer = viewerOf(asked);
  const considered = new Set<string>();
  const matches: Candidate[] = [];
  const lowest = consideredFrom(asked.listedFrom);
  for (const candidate of candidates) {
    const owner = ownerOf(candidate.dossier.recordId);
    const { recipients, restrictions } = candidate.version.content;
    if (!sees(viewer, { owner, recipients, restrictions }, tables.member(owner).defaults)) continue;
    if (candidate.score >= lowest) considered.add(owner);
    if (candidate.score >= asked.listedFrom) matches.push(candidate);
  }
  matches.sort((a, b) => b.score - a.score || (a.dossier.recordId < b.dossier.recordId ? -1 : 1));
  return new RestrictedMatches(scored, matches, [...considered].sort());
}
