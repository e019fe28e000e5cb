/**
 * Third stage: how well each candidate answers the check, with an explanation per field.
 * It must never score what is not published and valid today, and never look at who asks.
 */
import { utcDay } from '../clock.js';
import { scorePerson, scoresAtLeast, type Explanation } from '../matching/score.js';
import type { Prepared } from '../matching/prepare.js';
import { consideredFrom } from '../matching/thresholds.js';
import { canonicalIssuer } from '../record/countries.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { ListedDocument } from '../record/record.js';
import type { Asked } from './ask.js';
import type { Found } from './find.js';
import type { KnownRecord } from './record-cache.js';

export interface Candidate {
  readonly dossier: Dossier;
  readonly version: StoredVersion;
  /** 0 to 1. */
  readonly score: number;
  readonly explanation: readonly Explanation[];
  /** What of the record was compared; `null` for a document. */
  readonly person: Prepared | null;
}

/** Every candidate that is considered, with its score, unordered. Made by `score` alone. */
class ScoredCandidates {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'scored';
  readonly asked: Asked;
  readonly candidates: readonly Candidate[];
  /** As `Found` has it. */
  readonly asOf: string | null;

  constructor({ asked, asOf }: Found, candidates: readonly Candidate[]) {
    this.asked = asked;
    this.candidates = candidates;
    this.asOf = asOf;
  }
}
export type Scored = ScoredCandidates;

const SAME_DOCUMENT = 1;
/** Number and issuer agree, the kind of document does not: often only written differently. */
const OTHER_KIND = 0.9;
const NONE: readonly Candidate[] = [];

function scoreDocument(
  asked: Asked,
  listed: ListedDocument,
): Omit<Candidate, 'dossier' | 'version' | 'person'> | null {
  const issuer = canonicalIssuer(listed.issuer);
  const twins = asked.documents.filter(
    (document) => document.number === listed.number && document.issuer === issuer,
  );
  if (twins.length === 0) return null;
  const kind = listed.type.charAt(0);
  const agrees = twins.some(({ type }) => type === null || type.charAt(0) === kind);
  const value = agrees ? SAME_DOCUMENT : OTHER_KIND;
  const detail = agrees
    ? 'The same number and issuer.'
    : 'The same number and issuer; the type of document differs.';
  return { score: value, explanation: [{ field: 'document', score: value, detail }] };
}

function scoreOne(
  { asked }: Found,
  { dossier, person }: KnownRecord,
  today: string,
): Candidate | null {
  const version = dossier.live;
  if (version === null || version.state !== 'published') return null;
  if (version.content.expiresOn < today) return null;
  const { document } = version.content;
  if (document !== null) {
    const found = scoreDocument(asked, document);
    return found === null ? null : { dossier, version, person: null, ...found };
  }
  // What scores less than is considered counts for nothing: it needs neither a score nor an explanation.
  if (person === null) return null;
  if (!scoresAtLeast(asked.query, person, consideredFrom(asked.listedFrom))) return null;
  return { dossier, version, person, ...scorePerson(asked.query, person) };
}

/** `now` in milliseconds since 1970 decides what has expired: the last valid day is in UTC. */
export function score(found: Found, now: number): Scored {
  if (found.candidates.length === 0) return new ScoredCandidates(found, NONE);
  const today = utcDay(now);
  const candidates: Candidate[] = [];
  for (const known of found.candidates) {
    const candidate = scoreOne(found, known, today);
    if (candidate !== null) candidates.push(candidate);
  }
  return new ScoredCandidates(found, candidates);
}
