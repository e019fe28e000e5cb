/**
 * Referrals: checks that a reviewer decides before anything of their matches is told.
 * It must never hold the data that was searched, nor what a record lists.
 */
import { Packr } from 'msgpackr';
import type { IndexName, Purpose } from './record.js';

/**
 * `closed`: decided with nothing released. `withheld`: the check was answered without some matches; a
 * reviewer sees which, and nothing is decided about it.
 */
export const REFERRAL_STATES = ['pending', 'released', 'closed', 'withheld'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export interface ReferredMatch {
  readonly recordId: string;
  readonly version: number;
  /** Of the words that were matched: the score, and whatever is decided, is about them. */
  readonly mark: string;
  readonly score: number;
  readonly explanation: readonly {
    readonly field: string;
    readonly score: number;
    /** `{}` stands in it for a text of the record, which is not repeated here. */
    readonly detail: string;
    /** The place of that text among those of the record's version. */
    readonly listed?: number;
  }[];
  /** What the gate said; `null`: no measure touches this match itself, so that any decision tells it. */
  readonly verdict: 'release' | 'withhold' | 'refer' | null;
  /** Identifiers of the rules that led to it. */
  readonly rules: readonly string[];
}

/** Instants are milliseconds since 1970, persons are the credentials they acted with. */
export interface Referral {
  /** The check's, and its own. */
  readonly checkId: string;
  readonly credentialId: string;
  readonly member: string;
  readonly agency: string | null;
  readonly onBehalfOf: string | null;
  readonly purpose: Purpose;
  readonly indexes: readonly IndexName[];
  /** A keyed hash, as the audit has it. */
  readonly searched: string;
  readonly at: number;
  readonly expectedBy: number;
  readonly state: ReferralState;
  readonly policyVersion: string;
  /** Identifiers of the rules that were about the check as a whole. */
  readonly rules: readonly string[];
  /** As many matches may be told; missing where an earlier build referred no more than that. */
  readonly limit?: number;
  /** What a reviewer decides about, best first; it may be more than can be told. */
  readonly matches: readonly ReferredMatch[];
  /** What reads as no match, whatever is decided about the others. */
  readonly withheld: readonly ReferredMatch[];
  readonly decision: {
    readonly by: string;
    readonly at: number;
    readonly reason: string;
    readonly release: readonly string[];
  } | null;
  /** Records that may be told, as far as the asking caller could see them at that moment. */
  readonly released: readonly string[];
}

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export const packReferral = (referral: Referral): Buffer => packr.pack(referral);
export const unpackReferral = (bytes: Buffer): Referral => packr.unpack(bytes) as Referral;
