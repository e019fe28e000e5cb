/**
 * Second stage: the records that may answer a check, in at most two round trips.
 * It must never leave out a candidate because an index did not answer; then it throws.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { lookupKeys } from '../matching/lookup-keys.js';
import { scoresAtLeast } from '../matching/score.js';
import { Shortlist } from '../matching/shortlist.js';
import { consideredFrom } from '../matching/thresholds.js';
import type { Viewer } from '../record/visibility.js';
import {
  CLASS_OFFSET,
  FEATURES_OFFSET,
  ID_OFFSET,
  eachEntry,
  type Address,
} from '../store/packing.js';
import type { Store } from '../store/store.js';
import type { Asked } from './ask.js';
import type { PersonMemory } from './person-memory.js';
import type { KnownRecord, RecordCache } from './record-cache.js';

/** The candidates of one check as they are stored now. Made by `find` alone. */
class FoundRecords {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'found';
  readonly asked: Asked;
  readonly candidates: readonly KnownRecord[];

  constructor(asked: Asked, candidates: readonly KnownRecord[]) {
    this.asked = asked;
    this.candidates = candidates;
  }
}
export type Found = FoundRecords;

const NONE: readonly KnownRecord[] = [];

/** The viewer of a check: restrictions look at member, agency and purpose. */
export function viewerOf({ caller, purpose }: Asked): Viewer {
  return { member: caller.member, agency: caller.agency, purpose };
}

function candidateIds(
  asked: Asked,
  addresses: readonly Address[],
  buckets: readonly (Buffer | null)[],
  store: Store,
  memory: PersonMemory,
): number[] {
  const viewer = viewerOf(asked);
  const listed = new Set<number>();
  const lowest = consideredFrom(asked.listedFrom);
  const shortlist = asked.asksPerson ? new Shortlist(asked.query, lowest) : null;
  addresses.forEach((address, nth) => {
    const bucket = buckets[nth];
    if (!bucket) return;
    eachEntry(address, bucket, (at) => {
      // What the caller may not see is dropped here, so that it cannot even cost a second trip.
      if (!store.tables.sees(viewer, bucket.readUIntBE(at + CLASS_OFFSET, 3))) return;
      const id = bucket.readUInt32BE(at + ID_OFFSET);
      if (address.kind === 'd') {
        if (listed.size < LIMITS.documentCandidatesMax) listed.add(id);
      } else shortlist?.consider(id, bucket, at + FEATURES_OFFSET);
    });
  });
  for (const id of shortlist?.ids() ?? []) {
    // Whoever is known to score too little counts for nothing; all others are read.
    const person = memory.recall(id, shortlist?.markOf(id) ?? 0);
    if (person === null || scoresAtLeast(asked.query, person, lowest)) listed.add(id);
  }
  return [...listed];
}

function addressesOf(asked: Asked, store: Store): Address[] {
  const addresses = asked.documents.map(({ address }) => address);
  if (asked.asksPerson) {
    for (const key of lookupKeys(asked.query)) addresses.push(store.addresses.name(key));
  }
  return addresses;
}

/** Throws `index_unavailable` unless every index asked has answered. */
export async function find(asked: Asked, store: Store, cache: RecordCache): Promise<Found> {
  const addresses = addressesOf(asked, store);
  const buckets = await store.checks.ask(addresses);
  const ids = candidateIds(asked, addresses, buckets, store, cache.persons);
  if (ids.length === 0) return new FoundRecords(asked, NONE);
  const bodies = await store.candidates.bodies(ids);
  const candidates = bodies.map((body, nth) => {
    if (body === null) throw new Fault('index_unavailable', 'A record is missing from the index.');
    return cache.known(ids[nth] ?? 0, body);
  });
  return new FoundRecords(asked, candidates);
}
