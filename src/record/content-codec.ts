/**
 * The content of a record as positional MessagePack values and back; part of the record's format.
 * It must never change the meaning of a position; a new layout takes a new format number.
 */
import type {
  Action,
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
  Sex,
  Warning,
  Warrant,
} from './record.js';

export type Packed = readonly unknown[];
/** What unpacking yields: positions whose types the format fixes and nothing at run time says. */
export type Stored = Readonly<Record<number, unknown>>;

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

export function packContent(c: RecordContent): Packed {
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

export function unpackContent(a: Stored): RecordContent {
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
