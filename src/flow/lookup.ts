/**
 * A check of a supervised member as it is counted among its lookups.
 * It must never let what was matched stand for what was asked: that would tell of records by being referred.
 */
import { LIMITS } from '../limits.js';
import { canonicalIssuer, isTravelCode } from '../record/countries.js';
import type { Lookup } from '../record/lookup.js';
import { nationalitiesOf } from '../record/nationalities.js';
import type { Asked } from './ask.js';
import { searchedBy } from './record-in-audit.js';
import type { Restricted } from './restrict.js';

/** Codes that exist, each once, and no more of them than a person may have. */
function codesOf(codes: readonly string[]): readonly string[] {
  const known = codes.map(canonicalIssuer).filter(isTravelCode);
  return [...new Set(known)].slice(0, LIMITS.nationalitiesMax);
}

/** The nationalities named; of a check that names none, who issued its documents. */
function askedFor({ query, documents }: Asked): readonly string[] {
  const { nationalities } = query;
  return codesOf(nationalities.length > 0 ? nationalities : documents.map(({ issuer }) => issuer));
}

/** `now` in milliseconds since 1970. Candidates below the threshold are no matches. */
export function lookupOf(
  { asked, matches }: Restricted,
  searchSecret: string,
  now: number,
): Lookup {
  const { caller, purpose, threshold } = asked;
  const matched = matches
    .filter(({ score }) => score >= threshold)
    .flatMap(({ version }) => nationalitiesOf(version.content));
  return {
    member: caller.member,
    at: now,
    purpose,
    searched: searchedBy(asked, searchSecret),
    asked: askedFor(asked),
    matched: codesOf(matched),
  };
}
