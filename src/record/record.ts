/**
 * The nouns: what a record is once it has been read and validated, whoever sent it.
 * It must never do I/O and never know how a record travels or is stored.
 */

export const INDEX_NAMES = ['wanted', 'missing', 'documents'] as const;
export type IndexName = (typeof INDEX_NAMES)[number];

export const COLOURS = ['red', 'yellow', 'blue', 'green', 'un'] as const;
export type Colour = (typeof COLOURS)[number];

export const KINDS = ['notice', 'diffusion'] as const;
export type Kind = (typeof KINDS)[number];

export const NAME_KINDS = ['primary', 'alias', 'birth', 'original-script'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export const SEXES = ['F', 'M', 'X', 'U'] as const;
export type Sex = (typeof SEXES)[number];

export const ACTIONS = ['arrest', 'locate', 'inform', 'discreet-check', 'seize-document'] as const;
export type Action = (typeof ACTIONS)[number];

export const DOCUMENT_STATUSES = ['lost', 'stolen', 'stolen-blank', 'revoked', 'invalid'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export const WARNINGS = ['armed', 'violent', 'escape', 'suicide', 'health', 'terrorism'] as const;
export type Warning = (typeof WARNINGS)[number];

export const PURPOSES = ['border', 'police', 'identification', 'security'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CONFIDENTIALITIES = ['official-use', 'restricted', 'confidential'] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/**
 * The life of a record, never mixed up:
 *
 *   draft -> in_review -> published | refused
 *   published <-> suspended (owner's pause) ; published <-> blocked (dispute)
 *   published | suspended -> withdrawn | expired
 *
 * Only `published` is ever matched.
 */
export const RECORD_STATES = [
  'draft',
  'in_review',
  'published',
  'refused',
  'suspended',
  'blocked',
  'withdrawn',
  'expired',
] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export const REVIEW_STATUSES = ['not_reviewed', 'in_review', 'compliant', 'refused'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** A name as its owner wrote it: `family` and `given`, or one undivided `fullName`. */
export interface PersonName {
  readonly family: string | null;
  readonly given: string | null;
  readonly fullName: string | null;
  readonly kind: NameKind;
  readonly quality: 'good' | 'low';
}

/** A travel document: number in canonical form (`A-Z0-9`), issuer an ICAO alpha-3 code. */
export interface TravelDocument {
  readonly number: string;
  readonly issuer: string;
  readonly type: string | null;
}

export interface Person {
  readonly names: readonly PersonName[];
  /** EDTF level 1: year, month, day, interval or approximate, as the owner wrote them. */
  readonly datesOfBirth: readonly string[];
  readonly sex: Sex;
  /** ICAO/ISO alpha-3 codes. */
  readonly nationalities: readonly string[];
  readonly placeOfBirth: string | null;
  readonly documents: readonly TravelDocument[];
}

export interface ListedDocument extends TravelDocument {
  readonly type: string;
  readonly status: DocumentStatus;
  /** `YYYY-MM-DD`. */
  readonly reportedOn: string | null;
}

export interface Warrant {
  readonly issuer: string | null;
  readonly date: string | null;
  readonly maximumPenaltyYears: number | null;
  readonly sentenceMonths: number | null;
}

/** Who may not, or may, see a record. `null` = no such bound. Lists are sorted and without doubles. */
export interface Restrictions {
  readonly deny: readonly string[];
  readonly allowOnly: readonly string[] | null;
  readonly agencies: readonly string[] | null;
  readonly purposes: readonly Purpose[] | null;
}

export const UNRESTRICTED: Restrictions = {
  deny: [],
  allowOnly: null,
  agencies: null,
  purposes: null,
};

/** What the owner says: everything that makes two pushes "the same body". */
export interface RecordContent {
  readonly index: IndexName;
  /** Persons only; `null` for documents. */
  readonly colour: Colour | null;
  readonly kind: Kind;
  readonly recipients: 'all' | readonly string[];
  readonly person: Person | null;
  readonly document: ListedDocument | null;
  readonly action: Action;
  readonly offences: readonly string[];
  readonly warrant: Warrant | null;
  readonly warnings: readonly Warning[];
  readonly restrictions: Restrictions;
  readonly confidentiality: Confidentiality;
  /** The last valid day, in UTC, `YYYY-MM-DD`. */
  readonly expiresOn: string;
}

/** What stays when a record's content is deleted: kind, days and bounds, nothing of a person or a document. */
export function emptied(content: RecordContent): RecordContent {
  const nothing = { person: null, document: null, offences: [], warrant: null, warnings: [] };
  return { ...content, ...nothing };
}

/** Whether the content has been deleted: every record describes a person or a document. */
export const isEmptied = ({ person, document }: RecordContent): boolean =>
  person === null && document === null;

export interface Addendum {
  readonly text: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A record as the store holds it. */
export interface StoredRecord {
  readonly recordId: string;
  /** The member that owns it: the first three letters of `recordId`. */
  readonly owner: string;
  readonly version: number;
  readonly state: RecordState;
  readonly reviewStatus: ReviewStatus;
  readonly content: RecordContent;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Last valid day of a suspension, `YYYY-MM-DD`. */
  readonly suspendedUntil: string | null;
  readonly addenda: readonly Addendum[];
}

/** One line of a record's history. */
export interface VersionEntry {
  readonly version: number;
  readonly state: RecordState;
  readonly change: string;
  readonly reason: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Identifier of the credential that asked for it. */
  readonly by: string;
}
