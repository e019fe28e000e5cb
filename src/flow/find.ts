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
  FEATURES_OFFSET,
  classOf,
  eachEntry,
  holdsEntry,
  idOf,
  type Address,
} from '../store/packing.js';
import type { LentValues, ReadTaker } from '../store/reads.js';
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
  /** The store's head under which nothing was found, where copies said so; else `null`. */
  readonly asOf: string | null;

  constructor(asked: Asked, candidates: readonly KnownRecord[], asOf: string | null) {
    this.asked = asked;
    this.candidates = candidates;
    this.asOf = asOf;
  }
}
export type Found = FoundRecords;

const NONE: readonly KnownRecord[] = [];
const NO_IDS: readonly number[] = [];

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
  const sight = store.tables.sightOf(viewerOf(asked));
  const listed = new Set<number>();
  const lowest = consideredFrom(asked.listedFrom);
  const shortlist = asked.asksPerson ? new Shortlist(asked.query, lowest) : null;
  addresses.forEach((address, nth) => {
    const bucket = buckets[nth];
    if (!bucket) return;
    eachEntry(address, bucket, (at) => {
      // What the caller may not see is dropped here, so that it cannot even cost a second trip.
      if (!sight.of(classOf(bucket, at))) return;
      const id = idOf(bucket, at);
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

/** Where the candidates of a check go: exactly one of the two is called, once. */
export interface FindSink {
  found(found: Found): void;
  /** With `index_unavailable`: an index asked has not answered. */
  failed(thrown: unknown): void;
}

const NO_KEYS: readonly string[] = [];

/** Checks whose lookups leave as one call. */
class Group implements ReadTaker {
  readonly #checks: { readonly asked: Asked; readonly sink: FindSink; readonly end: number }[] = [];
  /** Of all checks, one behind the other. */
  readonly #addresses: Address[] = [];
  readonly #store: Store;
  readonly #cache: RecordCache;

  constructor(store: Store, cache: RecordCache) {
    this.#store = store;
    this.#cache = cache;
  }

  add(asked: Asked, addresses: readonly Address[], sink: FindSink): void {
    for (const address of addresses) this.#addresses.push(address);
    this.#checks.push({ asked, sink, end: this.#addresses.length });
  }

  hasRoomFor(addresses: number): boolean {
    const taken = this.#addresses.length;
    return taken === 0 || taken + addresses <= LIMITS.keysPerCallMax;
  }

  lookUp(): void {
    if (this.#checks.length > 0) this.#store.checks.askInto(this.#addresses, NO_KEYS, this);
  }

  read(buckets: LentValues): void {
    let from = 0;
    const { copies } = this.#store;
    this.#addresses.forEach((address, nth) => {
      if (address.kind === 'd') copies.keep(address, buckets.at(nth));
    });
    for (const { asked, sink, end } of this.#checks) {
      this.#findOne(asked, sink, buckets, from, end);
      from = end;
    }
  }

  failed(thrown: unknown): void {
    for (const { sink } of this.#checks) sink.failed(thrown);
  }

  #findOne(asked: Asked, sink: FindSink, buckets: LentValues, from: number, to: number): void {
    let ids: readonly number[] = NO_IDS;
    try {
      // Nearly every document asked for is listed nowhere: that is settled without anything being made.
      if (this.#anyEntry(buckets, from, to)) {
        const own: (Buffer | null)[] = [];
        for (let at = from; at < to; at += 1) own.push(buckets.at(at));
        ids = candidateIds(
          asked,
          this.#addresses.slice(from, to),
          own,
          this.#store,
          this.#cache.persons,
        );
      }
    } catch (error) {
      sink.failed(error);
      return;
    }
    if (ids.length === 0) sink.found(new FoundRecords(asked, NONE, null));
    else void fetchRecords(asked, ids, this.#store, this.#cache, sink);
  }

  #anyEntry(buckets: LentValues, from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) {
      const bucket = buckets.at(at);
      if (bucket !== null && holdsEntry(this.#addresses[at] as Address, bucket)) return true;
    }
    return false;
  }
}

/**
 * A check for documents alone that are listed nowhere, as far as copies tell; `null` for every other. What
 * the caller may not see is as if it were not there, here as elsewhere.
 */
function settledByCopies(asked: Asked, store: Store, cache: RecordCache): Found | null {
  if (asked.asksPerson) return null;
  const { head } = store.tables;
  for (const { address } of asked.documents) {
    const bucket = store.copies.at(address);
    if (bucket === undefined) return null;
    if (!holdsEntry(address, bucket)) continue;
    if (candidateIds(asked, [address], [bucket], store, cache.persons).length > 0) return null;
  }
  return new FoundRecords(asked, NONE, head.text);
}

/** Finds the candidates of a check from the store itself, whatever the copies say. */
export function findAgain(asked: Asked, store: Store, cache: RecordCache, sink: FindSink): void {
  const group = new Group(store, cache);
  group.add(asked, addressesOf(asked, store), sink);
  group.lookUp();
}

/** Finds the candidates of checks that came together; `sinks` holds one sink per check, in their order. */
export function find(
  asked: readonly Asked[],
  store: Store,
  cache: RecordCache,
  sinks: readonly FindSink[],
): void {
  let group = new Group(store, cache);
  asked.forEach((check, nth) => {
    const sink = sinks[nth];
    if (sink === undefined) throw new RangeError('a check without a sink');
    let addresses: readonly Address[];
    try {
      const settled = settledByCopies(check, store, cache);
      if (settled !== null) {
        sink.found(settled);
        return;
      }
      addresses = addressesOf(check, store);
    } catch (error) {
      sink.failed(error);
      return;
    }
    if (!group.hasRoomFor(addresses.length)) {
      group.lookUp();
      group = new Group(store, cache);
    }
    group.add(check, addresses, sink);
  });
  group.lookUp();
}

async function fetchRecords(
  asked: Asked,
  ids: readonly number[],
  store: Store,
  cache: RecordCache,
  sink: FindSink,
): Promise<void> {
  let candidates: KnownRecord[];
  try {
    const bodies = await store.candidates.bodies(ids);
    candidates = bodies.map((body, nth) => {
      if (body === null) {
        throw new Fault('index_unavailable', 'A record is missing from the index.');
      }
      return cache.known(ids[nth] ?? 0, body);
    });
  } catch (error) {
    sink.failed(error);
    return;
  }
  sink.found(new FoundRecords(asked, candidates, null));
}
