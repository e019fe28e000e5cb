/**
 * Where a record is filed: the documents and the keys of the names of what is published, and, under keys of their
 * own, of what was refused or is protected. It must never file under a key that checks ask for what is not published.
 */
import { recordPostings } from '../matching/record-keys.js';
import { refusedOf, type Dossier } from '../record/codec.js';
import { canonicalIssuer } from '../record/countries.js';
import { UNRESTRICTED, type RecordContent } from '../record/record.js';
import type { VisibilityClass } from '../record/visibility.js';
import { NOT_FILED, type Filed, type Filing } from '../store/records.js';
import { protectionIn } from './protection.js';
import { preparedPerson } from './record-cache.js';
import { ownerOf } from './restrict.js';

/**
 * Stands before every key and issuer of a kind of entry, so that different kinds never meet: no check asks for
 * a key or an issuer with a space in it.
 */
export type Realm = '' | 'refused ' | `protected ${string} `;

export const REFUSED: Realm = 'refused ';
/** Persons protected against this member. */
export const protectedFrom = (member: string): Realm => `protected ${member} `;

/** Nobody has this owner, and it is shown to nobody. */
const NOBODY: VisibilityClass = { owner: '', recipients: [], restrictions: UNRESTRICTED };

/** All documents of a content: the one that is listed, and those of its person. Issuers as checks write them. */
export function documentsOf({ document, person }: RecordContent) {
  const all = [...(document === null ? [] : [document]), ...(person?.documents ?? [])];
  return all.map(({ issuer, number }) => ({ issuer: canonicalIssuer(issuer), number }));
}

function filingsOf(content: RecordContent, realm: Realm, seenBy?: VisibilityClass): Filing[] {
  const visibility = seenBy === undefined ? {} : { visibility: seenBy };
  const filings: Filing[] = documentsOf(content).map(({ issuer, number }) => ({
    by: 'document',
    issuer: `${realm}${issuer}`,
    number,
    ...visibility,
  }));
  const person = preparedPerson(content);
  if (person !== null && content.index !== 'documents') {
    for (const { key, features } of recordPostings(person, content.index)) {
      filings.push({ by: 'name', key: `${realm}${key}`, features, ...visibility });
    }
  }
  return filings;
}

export function filedOf(dossier: Dossier | null): Filed {
  if (dossier === null) return NOT_FILED;
  const { live, recordId } = dossier;
  const protection = protectionIn(dossier);
  if (protection !== null) {
    const filings = filingsOf(protection.content, protectedFrom(protection.against), NOBODY);
    return { filings, visibility: null };
  }
  const refused = refusedOf(dossier).flatMap(({ content }) => filingsOf(content, REFUSED, NOBODY));
  if (live?.state !== 'published') return { filings: refused, visibility: null };
  const { recipients, restrictions } = live.content;
  return {
    filings: [...filingsOf(live.content, ''), ...refused],
    visibility: { owner: ownerOf(recordId), recipients, restrictions },
  };
}
