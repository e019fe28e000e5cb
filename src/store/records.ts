/**
 * Records by their ids: reading, writing with their index entries, listing, history.
 * It must never write a record without the entries it is found by, nor leave old ones behind.
 */
import { Packr } from 'msgpackr';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { decodeDossier, encodeDossier, type Dossier } from '../record/codec.js';
import type { VersionEntry } from '../record/record.js';
import { classText, type VisibilityClass } from '../record/visibility.js';
import type { Deed } from './deeds.js';
import {
  DOCUMENT_BIT,
  IDS_PER_CHUNK,
  KEYS,
  documentField,
  documentHashKey,
  historyKey,
  ownedChunkKey,
  personKey,
} from './keys.js';
import { classBytes, eachEntry, tagBytes, type Address, type Addresses } from './packing.js';
import type { Reads } from './reads.js';
import type { Link, Reply } from './redis-client.js';
import type { Tables } from './tables.js';
import type { Entry, NotWritten, Writes } from './writes.js';

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });
const RECORD_ID_OFFSET = 8;

/** Where a record is found: by a document, or by a name key with its features. */
export type Filing = (
  | { readonly by: 'document'; readonly issuer: string; readonly number: string }
  | { readonly by: 'name'; readonly key: string; readonly features: Uint8Array }
) & {
  /** Where it is not that of the published version. */
  readonly visibility?: VisibilityClass;
};

/** A record as it lies in the store. */
export interface Kept {
  readonly id: number;
  readonly dossier: Dossier;
}

/** One change: what was read, what shall be, and where each of them is filed. */
export interface Change {
  readonly before: Kept | null;
  readonly after: Dossier;
  readonly filedBefore: Filed;
  readonly filedAfter: Filed;
  /** Lines that come together, oldest first; `null` for none. */
  readonly history: readonly VersionEntry[] | null;
  readonly owner: string;
  /** The measures the change was directed under, by their epoch; left out where they do not matter. */
  readonly measures?: number | null;
  readonly effects?: Effects;
}

/** What a change does beside the record, in the same step. */
export interface Effects {
  /** Keys of lists that take the record's id. */
  readonly noted: readonly string[];
  readonly deeds: readonly Deed[];
}

export const NO_EFFECTS: Effects = { noted: [], deeds: [] };

/** The filings of a record, and who may see its published version; `null` where nothing is published. */
export interface Filed {
  readonly filings: readonly Filing[];
  readonly visibility: VisibilityClass | null;
}

export const NOT_FILED: Filed = { filings: [], visibility: null };

export class Records {
  readonly #link: Link;
  readonly #reads: Reads;
  readonly #writes: Writes;
  readonly #tables: Tables;
  readonly #addresses: Addresses;

  constructor(link: Link, reads: Reads, writes: Writes, tables: Tables, addresses: Addresses) {
    this.#link = link;
    this.#reads = reads;
    this.#writes = writes;
    this.#tables = tables;
    this.#addresses = addresses;
  }

  async read(recordId: string): Promise<Kept | null> {
    const address = this.#addresses.recordId(recordId);
    const [bucket] = await this.#reads.ask([address]);
    const ids: number[] = [];
    if (bucket) {
      eachEntry(address, bucket, (at) => ids.push(bucket.readUInt32BE(at + RECORD_ID_OFFSET)));
    }
    const [id] = ids;
    if (id === undefined) return null;
    const [body] = await this.bodies([id]);
    if (!body) throw new Fault('index_unavailable', 'A record is missing from the index.');
    const dossier = decodeDossier(body);
    if (dossier.recordId !== recordId) {
      throw new Fault('conflict', 'Another record has the same place; choose another reference.');
    }
    return { id, dossier };
  }

  /** The buckets at these addresses, in their order, as they are at one instant for each `keysPerCallMax` of them. */
  async buckets(addresses: readonly Address[]): Promise<(Buffer | null)[]> {
    const asked: Promise<(Buffer | null)[]>[] = [];
    for (let at = 0; at < addresses.length; at += LIMITS.keysPerCallMax) {
      asked.push(this.#reads.ask(addresses.slice(at, at + LIMITS.keysPerCallMax)));
    }
    return (await Promise.all(asked)).flat();
  }

  /** The stored bytes of records by their ids, `null` where there is none; one round trip. */
  async bodies(ids: readonly number[]): Promise<(Buffer | null)[]> {
    const persons = ids.filter((id) => id < DOCUMENT_BIT);
    const asked = persons.length === 0 ? null : this.#reads.ask([], persons.map(personKey));
    const documents = ids.filter((id) => id >= DOCUMENT_BIT).map((id) => this.#document(id));
    const [found, listed] = await Promise.all([asked, Promise.all(documents)]);
    let person = 0;
    let document = 0;
    return ids.map((id) =>
      id < DOCUMENT_BIT ? (found?.[person++] ?? null) : (listed[document++] ?? null),
    );
  }

  async #document(id: number): Promise<Buffer | null> {
    const body = await this.#link.send(['HGET', documentHashKey(id), documentField(id)]);
    return Buffer.isBuffer(body) ? body : null;
  }

  /** Resolves once the change is on disk, or says why nothing was written. */
  async write(change: Change): Promise<'written' | NotWritten> {
    const [before, after] = await Promise.all([
      this.entries(change.filedBefore),
      this.entries(change.filedAfter),
    ]);
    const removes: Entry[] = [];
    const adds: Entry[] = [];
    for (const [tag, entry] of before) {
      if (!sameRest(entry, after.get(tag))) removes.push(entry);
    }
    for (const [tag, entry] of after) if (!sameRest(entry, before.get(tag))) adds.push(entry);
    const { after: dossier } = change;
    const written = await this.#writes.apply({
      tag: tagBytes(this.#addresses.recordId(dossier.recordId)),
      document: (dossier.live ?? dossier.held)?.content.index === 'documents',
      expected: change.before?.dossier.revision ?? 0,
      body: encodeDossier(dossier),
      adds,
      removes,
      history: packHistory(change.history ?? []),
      feed: packr.pack([dossier.recordId, dossier.revision]),
      owner: change.owner,
      measures: change.measures ?? null,
      ...(change.effects ?? NO_EFFECTS),
    });
    return typeof written === 'string' ? written : 'written';
  }

  /** Everything a record is found by: its filings, and its id. */
  async placed(dossier: Dossier, filed: Filed): Promise<readonly Entry[]> {
    const entries = await this.entries(filed);
    const tag = tagBytes(this.#addresses.recordId(dossier.recordId));
    return [{ kind: 'i', tag, rest: Buffer.alloc(0) }, ...entries.values()];
  }

  /** What filings come to, by the place of each. */
  async entries({ filings, visibility }: Filed): Promise<ReadonlyMap<string, Entry>> {
    const entries = new Map<string, Entry>();
    const classes = new Map<VisibilityClass, Buffer>();
    for (const filing of filings) {
      const seenBy = filing.visibility ?? visibility;
      if (seenBy === null) throw new Error('an entry without visibility');
      const class3 = classes.get(seenBy) ?? classBytes(await this.#classNumber(seenBy));
      classes.set(seenBy, class3);
      const address: Address =
        filing.by === 'document'
          ? this.#addresses.document(filing.issuer, filing.number)
          : this.#addresses.name(filing.key);
      const tag = tagBytes(address);
      const rest = filing.by === 'document' ? class3 : Buffer.concat([class3, filing.features]);
      const key = `${address.kind}${tag.toString('latin1')}`;
      // Two keys of one record with the same tag are one entry: whoever finds one finds the record.
      if (!entries.has(key)) entries.set(key, { kind: address.kind, tag, rest });
    }
    return entries;
  }

  async #classNumber(visibility: VisibilityClass): Promise<number> {
    const text = classText(visibility);
    const known = this.#tables.classNumbers.get(text);
    if (known !== undefined) return known;
    const number = Number(await this.#link.send(['FCALL', 'pc_class', '0', text]));
    if (!(number > 0)) throw new Fault('index_unavailable', 'The store did not answer.');
    return number;
  }

  /** Ids of a member's records from the `from`-th on, in order of entry. */
  async owned(member: string, from: number, max: number): Promise<number[]> {
    const chunk = Math.floor(from / IDS_PER_CHUNK);
    const ids: number[] = [];
    for (let n = chunk; ids.length < max; n += 1) {
      const bytes = await this.#link.send(['GET', ownedChunkKey(member, n)]);
      if (!Buffer.isBuffer(bytes)) break;
      const start = n === chunk ? (from % IDS_PER_CHUNK) * 4 : 0;
      for (let at = start; at + 4 <= bytes.length && ids.length < max; at += 4) {
        ids.push(bytes.readUInt32BE(at));
      }
    }
    return ids;
  }

  /** What happened to a record after it was made, oldest first, at most `LIMITS.historyMax`. */
  async history(id: number): Promise<VersionEntry[]> {
    const lines = await this.#link.send(['LRANGE', historyKey(id), `-${LIMITS.historyMax}`, '-1']);
    if (!Array.isArray(lines)) throw new Fault('index_unavailable', 'The store did not answer.');
    return (lines as readonly Reply[])
      .filter((line) => Buffer.isBuffer(line))
      .flatMap((line) => readHistory(line));
  }

  /** How many records each member has, for operators. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#link.send(['HGETALL', KEYS.owned]);
    const counts = new Map<string, number>();
    if (!Array.isArray(rows)) return counts;
    const list = rows as readonly Reply[];
    for (let at = 0; at + 1 < list.length; at += 2) {
      counts.set(String(list[at]), Number(String(list[at + 1])));
    }
    return counts;
  }
}

function sameRest(entry: Entry, other: Entry | undefined): boolean {
  return other !== undefined && entry.rest.equals(other.rest);
}

type PackedLine = readonly [
  version: number,
  state: VersionEntry['state'],
  change: string,
  reason: string | null,
  at: number,
  by: string,
];

/** One line as its positions, several as a list of such; empty for none. */
function packHistory(lines: readonly VersionEntry[]): Buffer {
  const packed = lines.map(({ version, state, change, reason, at, by }): PackedLine => [
    version,
    state,
    change,
    reason,
    at,
    by,
  ]);
  if (packed.length === 0) return Buffer.alloc(0);
  return packr.pack(packed.length === 1 ? packed[0] : packed);
}

function readHistory(bytes: Buffer): VersionEntry[] {
  const stored = packr.unpack(bytes) as PackedLine | readonly PackedLine[];
  const lines = Array.isArray(stored[0])
    ? (stored as readonly PackedLine[])
    : [stored as PackedLine];
  return lines.map(([version, state, change, reason, at, by]) => ({
    version,
    state,
    change,
    reason,
    at,
    by,
  }));
}
