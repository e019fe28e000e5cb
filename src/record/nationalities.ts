/**
 * Whose nationals a record speaks of.
 * It must never guess: a name or a place of birth tells no nationality.
 */
import { canonicalIssuer } from './countries.js';
import type { RecordContent } from './record.js';

/** Canonical codes, each once: a person's nationalities, or who issued a document. */
export function nationalitiesOf({ person, document }: RecordContent): string[] {
  const codes = person?.nationalities ?? (document === null ? [] : [document.issuer]);
  return [...new Set(codes.map(canonicalIssuer))];
}
