/**
 * Second stage: the records that may answer a check, in at most two round trips.
 * It must never leave out a candidate because an index did not answer; then it throws.
 */
import { LIMITS } from '../limits.js';
import { lookupKeys } from '../matching/lookup-keys.js';
import { mayBeSketched } from '../matching/sketch.js';
import { scoresAtLeast } from '../matching/score.js';
import { Shortlist } from '../matching/shortlist.js';
import { consideredFrom } from '../matching/thresholds.js';
import type { Viewer } from '../record/visibility.js';
import {
  ENTRY_BYTES,
  FEATURES_OFFSET,
  classOf,
  entryFrom,
  holdsEntry,
  idOf,
  type Address,
} from '../store/packing.js';
import { DOCUMENT_BIT } from '../store/keys.js';
import type { LentValues, ReadTaker } from '../store/reads.js';
import type { Store } from '../store/store.js';
import type { Asked } from './ask.js';
import { recordsFor } from './candidates.js';
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
  for (let nth = 0; nth < addresses.length; nth += 1) {
    const bucket = buckets[nth];
    if (!bucket) continue;
    const address = addresses[nth] as Address;
    const width = ENTRY_BYTES[address.kind];
    for (
      let at = entryFrom(address, bucket, 0);
      at >= 0;
      at = entryFrom(address, bucket, at + width)
    ) {
      // What the caller may not see is dropped here, so that it cannot even cost a second trip.
      if (!sight.of(classOf(bucket, at))) continue;
      const id = idOf(bucket, at);
      if (address.kind === 'd') {
        listed.add(id);
      } else shortlist?.consider(id, bucket, at + FEATURES_OFFSET);
    }
  }
  if (shortlist === null) return [...listed];
  for (const id of shortlist.ids()) {
    // Whoever is known to score too little counts for nothing; all others are read.
    const known = memory.recall(id, shortlist.markOf(id));
    if (known !== null) {
      const { sketch, person } = known;
      if (sketch !== null && !mayBeSketched(asked.query, sketch, shortlist.neededOf(id))) continue;
      if (!scoresAtLeast(asked.query, person, lowest)) continue;
    }
    listed.add(id);
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
      if (address.kind === 'd') copies.keep(address, buckets.at(nth), buckets.head);
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
    else void fetchRecords(asked, ids, null, this.#store, this.#cache, sink);
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
 * Takes on a check whose buckets are all copied; `false` for every other. What the caller may not see is as
 * if it were not there, here as elsewhere. Nothing found is proven when it is recorded (`asOf`); persons that
 * may have been found are read from the store, which says in the same step whether the copies still hold.
 */
function fromCopies(
  asked: Asked,
  addresses: readonly Address[],
  store: Store,
  cache: RecordCache,
  sink: FindSink,
): boolean {
  const { copies } = store;
  const { text } = store.tables.head;
  const buckets: Buffer[] = [];
  let any = false;
  for (const address of addresses) {
    const bucket = copies.at(address);
    if (bucket === undefined) {
      if (address.kind === 'n') copies.copyNames();
      return false;
    }
    any ||= holdsEntry(address, bucket);
    buckets.push(bucket);
  }
  const ids = any ? candidateIds(asked, addresses, buckets, store, cache.persons) : NO_IDS;
  if (ids.length === 0) {
    sink.found(new FoundRecords(asked, NONE, text));
    return true;
  }
  // Documents are read without the head.
  if (ids.some((id) => id >= DOCUMENT_BIT)) return false;
  void fetchRecords(asked, ids, text, store, cache, sink);
  return true;
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
      addresses = addressesOf(check, store);
      if (fromCopies(check, addresses, store, cache, sink)) return;
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

/** `asOf`: the head under which copies led to these ids; `null` where the store did. */
async function fetchRecords(
  asked: Asked,
  ids: readonly number[],
  asOf: string | null,
  store: Store,
  cache: RecordCache,
  sink: FindSink,
): Promise<void> {
  let candidates: readonly KnownRecord[] | null;
  try {
    candidates = await recordsFor(asked, ids, asOf, store, cache);
  } catch (error) {
    sink.failed(error);
    return;
  }
  if (candidates === null) findAgain(asked, store, cache, sink);
  else sink.found(new FoundRecords(asked, candidates, null));
}
