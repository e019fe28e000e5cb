/**
 * What a held record resembles that reviewers alone may know of: refused versions, whatever their id, colour or
 * spelling, and persons protected against its owner. It must never be asked by a check, nor say who protects.
 *
 * Whether anything is found, and how much, takes the same two trips to the store: an owner that waits for its
 * answer learns nothing from the time it takes.
 */
import type { ScreeningQuestion } from '../gate/screening/question.js';
import { LIMITS } from '../limits.js';
import { lookupKeys } from '../matching/lookup-keys.js';
import type { Prepared } from '../matching/prepare.js';
import { scorePerson } from '../matching/score.js';
import { Shortlist } from '../matching/shortlist.js';
import { THRESHOLDS } from '../matching/thresholds.js';
import { decodeDossier, refusedOf, type Dossier } from '../record/codec.js';
import type { RecordContent } from '../record/record.js';
import { FEATURES_OFFSET, ID_OFFSET, eachEntry, type Address } from '../store/packing.js';
import type { Store } from '../store/store.js';
import { documentsOf, protectedFrom, REFUSED, type Realm } from './filing.js';
import { protectionIn } from './protection.js';
import { preparedPerson } from './record-cache.js';
import { ownerOf } from './restrict.js';
import type { Resembled } from './screenings.js';

type Lookalike = ScreeningQuestion['lookalikes'][number];
type Protected = ScreeningQuestion['protections'][number];

/** A person reads what is found, as with an identification: rather one too many. */
const ALIKE_FROM = THRESHOLDS.identification;

/** Fetched where nothing is found: ids count from 1. */
const NO_RECORD = 0;

/** A held content as it is compared with others. */
interface Compared {
  readonly person: Prepared | null;
  /** `ISSUER NUMBER`. */
  readonly documents: ReadonlySet<string>;
}

const keysOfDocuments = (content: RecordContent): string[] =>
  documentsOf(content).map(({ issuer, number }) => `${issuer} ${number}`);

const comparedOf = (content: RecordContent): Compared => ({
  person: preparedPerson(content),
  documents: new Set(keysOfDocuments(content)),
});

/** 0 to 1. A document in common is enough, whether it is listed or somebody's. */
function likeness(asked: Compared, other: RecordContent): number {
  if (keysOfDocuments(other).some((key) => asked.documents.has(key))) return 1;
  const person = preparedPerson(other);
  if (asked.person === null || person === null) return 0;
  return scorePerson(asked.person, person).score;
}

export class Resemblances implements Resembled {
  readonly #store: Pick<Store, 'records' | 'addresses'>;

  constructor(store: Pick<Store, 'records' | 'addresses'>) {
    this.#store = store;
  }

  /** The refused versions that are most like a content, at most `LIMITS.lookalikesMax`; the likest first. */
  async lookalikes(content: RecordContent): Promise<readonly Lookalike[]> {
    const compared = comparedOf(content);
    const dossiers = await this.#near(content, compared, REFUSED);
    return dossiers
      .flatMap((dossier) => {
        const { recordId } = dossier;
        const owner = ownerOf(recordId);
        return refusedOf(dossier).map(({ content: other, reason }): Lookalike => {
          return { recordId, owner, score: likeness(compared, other), reason };
        });
      })
      .filter(({ score }) => score >= ALIKE_FROM)
      .sort((a, b) => b.score - a.score || (a.recordId < b.recordId ? -1 : 1))
      .slice(0, LIMITS.lookalikesMax);
  }

  /** The likest person who asked for protection against this owner, and the likest who was granted it: no number. */
  async protections(owner: string, content: RecordContent): Promise<readonly Protected[]> {
    const compared = comparedOf(content);
    const best = new Map<Protected['status'], Protected>();
    for (const dossier of await this.#near(content, compared, protectedFrom(owner))) {
      const protection = protectionIn(dossier);
      if (protection === null || protection.against !== owner) continue;
      const score = likeness(compared, protection.content);
      const { status } = protection;
      if (score >= ALIKE_FROM && score > (best.get(status)?.score ?? 0)) {
        best.set(status, { score, status });
      }
    }
    return [...best.values()];
  }

  async #near(content: RecordContent, compared: Compared, realm: Realm): Promise<Dossier[]> {
    const { records } = this.#store;
    const addresses = this.#addressesOf(content, compared, realm);
    const buckets = await records.buckets(addresses);
    const ids = new Set<number>();
    const shortlist = compared.person === null ? null : new Shortlist(compared.person, ALIKE_FROM);
    addresses.forEach((address, nth) => {
      const bucket = buckets[nth];
      if (!bucket) return;
      eachEntry(address, bucket, (at) => {
        const id = bucket.readUInt32BE(at + ID_OFFSET);
        if (address.kind === 'n') shortlist?.consider(id, bucket, at + FEATURES_OFFSET);
        else if (ids.size < LIMITS.candidatesMax) ids.add(id);
      });
    });
    for (const id of shortlist?.ids() ?? []) if (ids.size < LIMITS.candidatesMax) ids.add(id);
    const asked = ids.size === 0 ? [NO_RECORD] : [...ids];
    const found: Dossier[] = [];
    // A few at a time, as for checks: those are answered in between.
    for (let from = 0; from < asked.length; from += LIMITS.candidatesPerCall) {
      const bodies = await records.bodies(asked.slice(from, from + LIMITS.candidatesPerCall));
      // What is gone since was not refused any more, or is not protected any more.
      for (const body of bodies) if (body !== null) found.push(decodeDossier(body));
    }
    return found;
  }

  /** Each name asks for its own keys: a name must not hide behind the aliases of its record. */
  #addressesOf(content: RecordContent, { person }: Compared, realm: Realm): Address[] {
    const { addresses } = this.#store;
    const keys = new Set<string>();
    for (const name of person?.names ?? []) {
      if (person === null) break;
      for (const key of lookupKeys({ ...person, names: [name] })) keys.add(key);
    }
    return [
      ...documentsOf(content).map(({ issuer, number }) =>
        addresses.document(`${realm}${issuer}`, number),
      ),
      ...[...keys].map((key) => addresses.name(`${realm}${key}`)),
    ];
  }
}
