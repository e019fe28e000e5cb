/**
 * A record to bytes and back: a five-byte header (format, revision) and positional MessagePack.
 * It must never change the meaning of a position; a new layout takes a new format number.
 */
import { Packr } from 'msgpackr';
import { packContent, unpackContent, type Packed, type Stored } from './content-codec.js';
import type { Addendum, RecordContent, RecordState, ReviewStatus } from './record.js';

export const RECORD_FORMAT = 2;
const HEADER_BYTES = 5;

/** One version of a record as stored. */
export interface StoredVersion {
  readonly version: number;
  readonly state: RecordState;
  readonly reviewStatus: ReviewStatus;
  readonly content: RecordContent;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** `YYYY-MM-DD`. */
  readonly suspendedUntil: string | null;
  /** The review it waits for or was decided by; `null` where it was circulated at once. */
  readonly reviewId: string | null;
  /** Sent or opened wider during a pause or a dispute: nobody has been shown it as it is, and nobody has reviewed it. */
  readonly unseen?: true;
}

/** What a reviewer refused under a record id. Kept until a version about the same person or document is found compliant. */
export interface Refused {
  readonly version: number;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly content: RecordContent;
}

/** The last refusal, and those of others before it: nobody is forgotten because the id was used for somebody else. */
export interface Refusal extends Refused {
  /** Oldest first. */
  readonly earlier?: readonly Refused[];
}

/** Everything that stands refused under a record id, oldest first. */
export const refusedOf = ({ refusal }: Pick<Dossier, 'refusal'>): readonly Refused[] =>
  refusal === null ? [] : [...(refusal.earlier ?? []), refusal];

export interface Decision {
  readonly decision: 'act' | 'do-not-act';
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A line of history of a document, of what the service itself did to it. It lies in the record: a list for
 * each document that ends would take more memory than the document did.
 */
export interface OwnLine {
  readonly version: number;
  readonly state: RecordState;
  readonly change: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Everything the store keeps under one record id. `live` is what checks may see; `held` waits for review
 * and is seen by owner and reviewer alone. Both in one value, so that no step can separate them.
 */
export interface Dossier {
  /** Counts every write; the store refuses a write that expected another. */
  readonly revision: number;
  readonly recordId: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly live: StoredVersion | null;
  readonly held: StoredVersion | null;
  readonly addenda: readonly Addendum[];
  /** National decisions, by member. */
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly refusal: Refusal | null;
  /** The last valid day, `YYYY-MM-DD`, that its owner has been told of. */
  readonly warnedFor?: string;
  /** Follow the lines of its list. */
  readonly lines?: readonly OwnLine[];
  /** Where it is another number than the live version's: how many versions have been circulated (`flow/editions.ts`). */
  readonly editions?: number;
}

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

function packVersion(v: StoredVersion | null): Packed | null {
  if (v === null) return null;
  return [
    v.version,
    v.state,
    v.reviewStatus,
    packContent(v.content),
    v.updatedAt,
    v.suspendedUntil,
    v.reviewId,
    // Nearly no version has it, so it is left out.
    ...(v.unseen === true ? [true] : []),
  ];
}

function unpackVersion(a: Stored | null): StoredVersion | null {
  if (a === null) return null;
  return {
    version: a[0] as number,
    state: a[1] as RecordState,
    reviewStatus: a[2] as ReviewStatus,
    content: unpackContent(a[3] as Stored),
    updatedAt: a[4] as number,
    suspendedUntil: a[5] as string | null,
    reviewId: a[6] as string | null,
    ...(a[7] === true ? { unseen: true } : {}),
  };
}

const packRefused = (r: Refused): Packed => [r.version, r.reason, r.at, packContent(r.content)];

function packRefusal(r: Refusal | null): Packed | null {
  if (r === null) return null;
  const { earlier = [] } = r;
  return earlier.length === 0 ? packRefused(r) : [...packRefused(r), earlier.map(packRefused)];
}

function unpackRefused(a: Stored): Refused {
  const content = unpackContent(a[3] as Stored);
  return { version: a[0] as number, reason: a[1] as string, at: a[2] as number, content };
}

function unpackRefusal(a: Stored | null): Refusal | null {
  if (a === null) return null;
  const earlier = ((a[4] ?? []) as Stored[]).map(unpackRefused);
  return { ...unpackRefused(a), ...(earlier.length === 0 ? {} : { earlier }) };
}

/** What few records have stands at the end and is left out by all others. */
function packEnd({ warnedFor, lines = [], editions }: Dossier): Packed {
  if (warnedFor === undefined && lines.length === 0 && editions === undefined) return [];
  return [
    warnedFor ?? null,
    lines.map(({ version, state, change, at }) => [version, state, change, at]),
    ...(editions === undefined ? [] : [editions]),
  ];
}

function unpackEnd(a: Stored): Pick<Dossier, 'warnedFor' | 'lines' | 'editions'> {
  const warnedFor = (a[8] ?? null) as string | null;
  const lines = (a[9] ?? []) as (readonly [number, RecordState, string, number])[];
  const editions = a[10] as number | undefined;
  return {
    ...(warnedFor === null ? {} : { warnedFor }),
    ...(editions === undefined ? {} : { editions }),
    ...(lines.length === 0
      ? {}
      : { lines: lines.map(([version, state, change, at]) => ({ version, state, change, at })) }),
  };
}

/** Encodes a dossier; the header's revision is what the store compares. */
export function encodeDossier(d: Dossier): Buffer {
  const body = packr.pack([
    d.recordId,
    d.createdAt,
    d.createdBy,
    packVersion(d.live),
    packVersion(d.held),
    d.addenda,
    d.decisions,
    packRefusal(d.refusal),
    ...packEnd(d),
  ]);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + body.length);
  bytes[0] = RECORD_FORMAT;
  bytes.writeUInt32BE(d.revision, 1);
  body.copy(bytes, HEADER_BYTES);
  return bytes;
}

/** The revision alone, without decoding the rest. */
export function revisionOf(bytes: Buffer): number {
  return bytes.readUInt32BE(1);
}

/** Decodes what `encodeDossier` made. Throws on another format: a newer build has written it. */
export function decodeDossier(bytes: Buffer): Dossier {
  if (bytes[0] !== RECORD_FORMAT) throw new Error(`record format ${String(bytes[0])} is not known`);
  const a = packr.unpack(bytes.subarray(HEADER_BYTES)) as Stored;
  return {
    revision: revisionOf(bytes),
    recordId: a[0] as string,
    createdAt: a[1] as number,
    createdBy: a[2] as string,
    live: unpackVersion(a[3] as Stored | null),
    held: unpackVersion(a[4] as Stored | null),
    addenda: a[5] as readonly Addendum[],
    decisions: a[6] as Record<string, Decision>,
    refusal: unpackRefusal(a[7] as Stored | null),
    ...unpackEnd(a),
  };
}
