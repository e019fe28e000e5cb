/**
 * Reviews: what waits for a reviewer, what was found and asked meanwhile, and how it was decided.
 * It must never hold a decision without who took it, when and why.
 */
import { Packr } from 'msgpackr';

/**
 * `pending` until decided; before that `superseded` by a newer version, or `withdrawn` where the owner takes back
 * what waits, or a published record is taken back whose publication waits.
 */
export const REVIEW_STATES = ['pending', 'decided', 'superseded', 'withdrawn'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export type ReviewVerdict = 'compliant' | 'compliant-with-addendum' | 'refused';

/** What the automatic screening found; it decides nothing. */
export interface ReviewFinding {
  readonly rule: string;
  readonly version: number;
  readonly severity: 'note' | 'serious' | 'grave';
  readonly reason: string;
  /** JSON Pointer into the record, `null` for the whole. */
  readonly path: string | null;
  /** The words found with what stands around them. */
  readonly context: string | null;
  readonly source: string;
}

export interface ReviewQuestion {
  readonly by: string;
  readonly at: number;
  readonly question: string;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: number | null;
}

export interface ReviewDecision {
  readonly by: string;
  readonly at: number;
  readonly decision: ReviewVerdict;
  readonly reason: string;
  readonly addendum: string | null;
}

/** Instants are milliseconds since 1970, persons are the credentials they acted with. */
export interface Review {
  readonly reviewId: string;
  /** A version of a record, or a message about one to a member that is reviewed before it receives. */
  readonly subject: 'record' | 'receipt';
  readonly recordId: string;
  readonly version: number;
  readonly owner: string;
  /** Of a receipt: the member it is for, and the packed message. */
  readonly receiver: string | null;
  readonly message: Uint8Array | null;
  readonly state: ReviewState;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly policyVersion: string;
  readonly findings: readonly ReviewFinding[];
  /** Refused records that it resembles. */
  readonly lookalikes: readonly {
    readonly recordId: string;
    readonly owner: string;
    readonly score: number;
    readonly reason: string;
  }[];
  readonly claimedBy: string | null;
  readonly claimedAt: number | null;
  readonly questions: readonly ReviewQuestion[];
  /** Decisions that wait for a second reviewer's. */
  readonly opinions: readonly ReviewDecision[];
  readonly decision: ReviewDecision | null;
}

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export const packReview = (review: Review): Buffer => packr.pack(review);
export const unpackReview = (bytes: Buffer): Review => packr.unpack(bytes) as Review;
