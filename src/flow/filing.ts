/**
 * Where a published record is filed: its documents and the keys of its names.
 * It must never file what is not published; checks would find it.
 */
import { recordPostings } from '../matching/record-keys.js';
import type { Dossier } from '../record/codec.js';
import { canonicalIssuer } from '../record/countries.js';
import { NOT_FILED, type Filed, type Filing } from '../store/records.js';
import { preparedPerson } from './record-cache.js';
import { ownerOf } from './restrict.js';

export function filedOf(dossier: Dossier | null): Filed {
  const live = dossier?.live ?? null;
  if (dossier === null || live === null || live.state !== 'published') return NOT_FILED;
  const { content } = live;
  const filings: Filing[] = [];
  const documents = content.document === null ? [] : [content.document];
  for (const { issuer, number } of [...documents, ...(content.person?.documents ?? [])]) {
    filings.push({ by: 'document', issuer: canonicalIssuer(issuer), number });
  }
  const person = preparedPerson(content);
  if (person !== null && content.index !== 'documents') {
    for (const { key, features } of recordPostings(person, content.index)) {
      filings.push({ by: 'name', key, features });
    }
  }
  const { recipients, restrictions } = content;
  return {
    filings,
    visibility: { owner: ownerOf(dossier.recordId), recipients, restrictions },
  };
}
