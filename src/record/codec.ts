/**
 * A record to bytes and back: a five-byte header (format, revision) and positional MessagePack.
 * It must never change the meaning of a position; a new layout takes a new format number.
 */
import { Packr } from 'msgpackr';
import type {
  Action,
  Addendum,
  Colour,
  Confidentiality,
  DocumentStatus,
  IndexName,
  Kind,
  ListedDocument,
  NameKind,
  Person,
  Purpose,
  RecordContent,
  RecordState,
  ReviewStatus,
  Sex,
  Warning,
  Warrant,
} from './record.js';

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
}

/** What a reviewer last refused under a record id. Kept until a later version is found compliant. */
export interface Refusal {
  readonly version: number;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly content: RecordContent;
}

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
}

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

type Packed = readonly unknown[];
/** What unpacking yields: positions whose types the format fixes and nothing at run time says. */
type Stored = Readonly<Record<number, unknown>>;

function packPerson(p: Person): Packed {
  return [
    p.names.map((n) => [n.family, n.given, n.fullName, n.kind, n.quality === 'low' ? 1 : 0]),
    p.datesOfBirth,
    p.sex,
    p.nationalities,
    p.placeOfBirth,
    p.documents.map((d) => [d.number, d.issuer, d.type]),
  ];
}

function unpackPerson(a: Stored): Person {
  const names = a[0] as (readonly [
    string | null,
    string | null,
    string | null,
    NameKind,
    number,
  ])[];
  const documents = a[5] as (readonly [string, string, string | null])[];
  return {
    names: names.map(([family, given, fullName, kind, low]) => ({
      family,
      given,
      fullName,
      kind,
      quality: low === 1 ? 'low' : 'good',
    })),
    datesOfBirth: a[1] as string[],
    sex: a[2] as Sex,
    nationalities: a[3] as string[],
    placeOfBirth: a[4] as string | null,
    documents: documents.map(([number, issuer, type]) => ({ number, issuer, type })),
  };
}

function packContent(c: RecordContent): Packed {
  const r = c.restrictions;
  const bounded =
    r.deny.length > 0 || r.allowOnly !== null || r.agencies !== null || r.purposes !== null;
  const d = c.document;
  return [
    c.index,
    c.colour,
    c.kind,
    c.recipients === 'all' ? 0 : c.recipients,
    c.person === null ? null : packPerson(c.person),
    d === null ? null : [d.number, d.issuer, d.type, d.status, d.reportedOn],
    c.action,
    c.offences,
    c.warrant === null
      ? null
      : [c.warrant.issuer, c.warrant.date, c.warrant.maximumPenaltyYears, c.warrant.sentenceMonths],
    c.warnings,
    bounded ? [r.deny, r.allowOnly, r.agencies, r.purposes] : 0,
    c.confidentiality,
    c.expiresOn,
  ];
}

function unpackContent(a: Stored): RecordContent {
  const r = a[10] as 0 | readonly [string[], string[] | null, string[] | null, Purpose[] | null];
  const w = a[8] as readonly [string | null, string | null, number | null, number | null] | null;
  const d = a[5] as readonly [string, string, string, DocumentStatus, string | null] | null;
  const person = a[4] as Stored | null;
  const document: ListedDocument | null =
    d === null ? null : { number: d[0], issuer: d[1], type: d[2], status: d[3], reportedOn: d[4] };
  const warrant: Warrant | null =
    w === null
      ? null
      : { issuer: w[0], date: w[1], maximumPenaltyYears: w[2], sentenceMonths: w[3] };
  const recipients = a[3] as 0 | string[];
  return {
    index: a[0] as IndexName,
    colour: a[1] as Colour | null,
    kind: a[2] as Kind,
    recipients: recipients === 0 ? 'all' : recipients,
    person: person === null ? null : unpackPerson(person),
    document,
    action: a[6] as Action,
    offences: a[7] as string[],
    warrant,
    warnings: a[9] as Warning[],
    restrictions:
      r === 0
        ? { deny: [], allowOnly: null, agencies: null, purposes: null }
        : { deny: r[0], allowOnly: r[1], agencies: r[2], purposes: r[3] },
    confidentiality: a[11] as Confidentiality,
    expiresOn: a[12] as string,
  };
}

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
  };
}

function packRefusal(r: Refusal | null): Packed | null {
  return r === null ? null : [r.version, r.reason, r.at, packContent(r.content)];
}

function unpackRefusal(a: Stored | null): Refusal | null {
  if (a === null) return null;
  const content = unpackContent(a[3] as Stored);
  return { version: a[0] as number, reason: a[1] as string, at: a[2] as number, content };
}

/** What few records have stands at the end and is left out by all others. */
function packEnd({ warnedFor, lines = [] }: Dossier): Packed {
  if (warnedFor === undefined && lines.length === 0) return [];
  return [
    warnedFor ?? null,
    lines.map(({ version, state, change, at }) => [version, state, change, at]),
  ];
}

function unpackEnd(a: Stored): Pick<Dossier, 'warnedFor' | 'lines'> {
  const warnedFor = (a[8] ?? null) as string | null;
  const lines = (a[9] ?? []) as (readonly [number, RecordState, string, number])[];
  return {
    ...(warnedFor === null ? {} : { warnedFor }),
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
