/**
 * Reading records outside checks: one, a member's own list, a history.
 * It must never tell a caller of a record that its owner does not let it see: that is `not_found`.
 */
import { authorise, type Caller } from '../access/caller.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { decodeDossier, type Dossier, type StoredVersion } from '../record/codec.js';
import { PURPOSES, type Purpose, type Restrictions } from '../record/record.js';
import { sees } from '../record/visibility.js';
import type { Store } from '../store/store.js';
import { editionOf } from './editions.js';
import { wholeHistory } from './history.js';
import { numberOf, stateOf } from './life.js';
import { ownerOf } from './restrict.js';
import { shownToOther, shownToOwner } from './shown-record.js';

/** Where the default restrictions of members are. */
export interface WithDefaults {
  readonly tables: { member(code: string): { readonly defaults: Restrictions } };
}

/** The published version, where it is in force and a viewer sees it for one of these purposes; else `null`. */
export function visibleFor(
  caller: Pick<Caller, 'member' | 'agency'>,
  dossier: Dossier,
  purposes: readonly (Purpose | null)[],
  today: string,
  store: WithDefaults,
): StoredVersion | null {
  const { live } = dossier;
  if (live === null || stateOf(live, today) !== 'published') return null;
  const owner = ownerOf(dossier.recordId);
  const { recipients, restrictions } = live.content;
  const { defaults } = store.tables.member(owner);
  const { member, agency } = caller;
  const visible = purposes.some((purpose) =>
    sees({ member, agency, purpose }, { owner, recipients, restrictions }, defaults),
  );
  return visible ? live : null;
}

/** Whether a caller may see the published version for at least one purpose. */
export function visibleToSome(
  caller: Caller,
  dossier: Dossier,
  today: string,
  store: WithDefaults,
): boolean {
  return visibleFor(caller, dossier, PURPOSES, today, store) !== null;
}

export interface ReadRecord {
  readonly value: object;
  /** For `ETag`. */
  readonly version: number;
}

const CURSOR = /^\d{1,12}$/;
const notFound = (): Fault => new Fault('not_found', 'There is no such record.');

export class RecordReadings {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The owner and reviewers read everything; others the published version, if they may see it. */
  async one(caller: Caller, recordId: string): Promise<ReadRecord> {
    authorise(caller, 'readRecords');
    const today = utcDay(this.#clock.now());
    const kept = await this.#store.records.read(recordId);
    if (kept === null) throw notFound();
    const { dossier } = kept;
    if (caller.role === 'reviewer' || caller.member === ownerOf(recordId)) {
      return { value: shownToOwner(dossier, caller.member, today), version: numberOf(dossier) };
    }
    // A plain reading has no purpose, so a list of purposes is not passed.
    const live = visibleFor(caller, dossier, [null], today, this.#store);
    if (live === null) throw notFound();
    return {
      value: shownToOther(dossier, live, caller.member, today),
      version: editionOf(dossier),
    };
  }

  /** The caller's own member's records, in order of entry; `next` is `null` on the last page. */
  async list(caller: Caller, cursor: string | null, limit: number): Promise<object> {
    authorise(caller, 'readRecords');
    if (cursor !== null && !CURSOR.test(cursor)) {
      throw new Fault('invalid_request', 'This is not a cursor that a list gave.');
    }
    const from = Number(cursor ?? 0);
    const max = Math.min(limit, LIMITS.listPageMax);
    const today = utcDay(this.#clock.now());
    const ids = await this.#store.records.owned(caller.member, from, max + 1);
    const page = ids.slice(0, max);
    const bodies = await this.#store.records.bodies(page);
    const records = bodies.map((body) => {
      if (body === null)
        throw new Fault('index_unavailable', 'A record is missing from the index.');
      return shownToOwner(decodeDossier(body), caller.member, today);
    });
    return { records, next: ids.length > max ? String(from + max) : null };
  }

  /** Every change of a record, oldest first; for its owner and reviewers. */
  async history(caller: Caller, recordId: string): Promise<object> {
    authorise(caller, 'readRecords');
    if (caller.role !== 'reviewer' && caller.member !== ownerOf(recordId)) throw notFound();
    const kept = await this.#store.records.read(recordId);
    if (kept === null) throw notFound();
    const lines = await this.#store.records.history(kept.id);
    const versions = wholeHistory(kept.dossier, lines).map((line) => ({
      ...line,
      at: new Date(line.at).toISOString(),
    }));
    return { versions };
  }
}
