/**
 * Whether two contents are about the same person or document, as the matcher sees it, and what that means for
 * what was refused. Pure. It must never go by the id of a record: ids are chosen by their owners.
 */
import { LIMITS } from '../limits.js';
import { scoresAtLeast } from '../matching/score.js';
import { THRESHOLDS } from '../matching/thresholds.js';
import { refusedOf, type Dossier, type Refusal, type Refused } from '../record/codec.js';
import { canonicalIssuer } from '../record/countries.js';
import type { RecordContent } from '../record/record.js';
import { preparedPerson } from './record-cache.js';

export function sameSubject(a: RecordContent, b: RecordContent): boolean {
  if (a.document !== null && b.document !== null) {
    const [one, other] = [a.document, b.document];
    const issuers = canonicalIssuer(one.issuer) === canonicalIssuer(other.issuer);
    return issuers && one.number === other.number;
  }
  const [person, listed] = [preparedPerson(a), preparedPerson(b)];
  if (person === null || listed === null) return false;
  return scoresAtLeast(person, listed, THRESHOLDS.identification);
}

function refusalOf(all: readonly Refused[]): Refusal | null {
  const last = all.at(-1);
  if (last === undefined) return null;
  const earlier = all.slice(0, -1).slice(-LIMITS.refusalsEarlierMax);
  return earlier.length === 0 ? last : { ...last, earlier };
}

const others = (before: Dossier, content: RecordContent): Refused[] =>
  refusedOf(before).filter((known) => !sameSubject(known.content, content));

/** With one more refused; it stands for what was refused of the same subject before. */
export const withRefused = (before: Dossier, refused: Refused): Refusal | null =>
  refusalOf([...others(before, refused.content), refused]);

/** What still stands refused once a content is found compliant. */
export const withCleared = (before: Dossier, compliant: RecordContent): Refusal | null =>
  refusalOf(others(before, compliant));
