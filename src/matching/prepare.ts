/**
 * A person, asked or recorded, in the form that is filed and compared.
 * It must never treat a check and a record differently.
 */
import { canonicalCode } from '../record/countries.js';
import { canonicalDocumentNumber } from '../record/document-number.js';
import { parseEdtf, type DateSpan } from '../record/edtf.js';
import type { PersonName, Sex, TravelDocument } from '../record/record.js';
import { LIMITS } from '../limits.js';
import { normaliseName, type PreparedName } from './normalise.js';

export interface PersonDescription {
  readonly names: readonly PersonName[];
  /** EDTF level 1. */
  readonly datesOfBirth: readonly string[];
  readonly sex: Sex | null;
  readonly nationalities: readonly string[];
  readonly documents: readonly TravelDocument[];
}

export interface Prepared {
  readonly names: readonly PreparedName[];
  readonly spans: readonly DateSpan[];
  /** `null` where not known. */
  readonly sex: 'F' | 'M' | 'X' | null;
  /** Canonical alpha-3 codes. */
  readonly nationalities: readonly string[];
  /** `ISSUER:NUMBER` in canonical form. */
  readonly documents: readonly string[];
}

/** Never throws: what cannot be read is as if it were not there. */
export function prepare(person: PersonDescription): Prepared {
  const names: PreparedName[] = [];
  for (const name of person.names) {
    if (names.length === LIMITS.namesPerRecordMax) break;
    const prepared = normaliseName(name);
    if (prepared !== null) names.push(prepared);
  }
  const spans: DateSpan[] = [];
  for (const text of person.datesOfBirth) {
    const span = parseEdtf(text);
    if (span !== null) spans.push(span);
  }
  const documents: string[] = [];
  for (const { number, issuer } of person.documents) {
    const canonical = canonicalDocumentNumber(number);
    if (canonical !== null) documents.push(`${canonicalCode(issuer)}:${canonical}`);
  }
  return {
    names,
    spans,
    sex: person.sex === 'U' ? null : person.sex,
    nationalities: person.nationalities.map(canonicalCode),
    documents,
  };
}
