/**
 * Decoded and prepared records by id and revision: what is asked for often is prepared once.
 * It must never stand in for the store; the bytes just read decide whether an entry still holds.
 */
import { LIMITS } from '../limits.js';
import { prepare, type Prepared } from '../matching/prepare.js';
import { decodeDossier, revisionOf, type Dossier } from '../record/codec.js';
import { canonicalIssuer } from '../record/countries.js';
import type { RecordContent } from '../record/record.js';
import { PersonMemory } from './person-memory.js';

export interface KnownRecord {
  readonly dossier: Dossier;
  /** The published version's person; `null` for documents and where nothing is published. */
  readonly person: Prepared | null;
}

/** A record's person in the form that is filed and compared; issuers joined as checks join them. */
export function preparedPerson({ person }: RecordContent): Prepared | null {
  if (person === null) return null;
  const documents = person.documents.map((document) => ({
    ...document,
    issuer: canonicalIssuer(document.issuer),
  }));
  return prepare({ ...person, documents });
}

interface Entry extends KnownRecord {
  readonly revision: number;
}

/** Two generations: when the young one is full it becomes the old one, and what is asked again moves up. */
export class RecordCache {
  /** Those that were looked at before, for the next check to leave out what cannot answer. */
  readonly persons = new PersonMemory();
  #young = new Map<number, Entry>();
  #old = new Map<number, Entry>();

  /** The record that these bytes hold. */
  known(id: number, body: Buffer): KnownRecord {
    const revision = revisionOf(body);
    const young = this.#young.get(id);
    if (young?.revision === revision) return young;
    const old = this.#old.get(id);
    if (old?.revision === revision) return this.#keep(id, old);
    const dossier = decodeDossier(body);
    const person = dossier.live === null ? null : preparedPerson(dossier.live.content);
    if (person !== null) this.persons.remember(id, person);
    return this.#keep(id, { revision, dossier, person });
  }

  #keep(id: number, entry: Entry): Entry {
    if (this.#young.size >= LIMITS.recordsCachedMax / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, entry);
    return entry;
  }
}
