/**
 * Referrals: checks that a reviewer decides before anything of their matches is told.
 * It must never hold the data that was searched.
 */
import { Packr } from 'msgpackr';
import type { Purpose } from './record.js';

export const REFERRAL_STATES = ['pending', 'released', 'closed'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export interface ReferredMatch {
  readonly recordId: string;
  readonly version: number;
  readonly score: number;
  readonly explanation: readonly {
    readonly field: string;
    readonly score: number;
    readonly detail: string;
  }[];
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
  readonly at: number;
  readonly expectedBy: number;
  /** `closed`: decided with nothing released. */
  readonly state: ReferralState;
  readonly policyVersion: string;
  /** Identifiers of the rules that were about the check as a whole. */
  readonly rules: readonly string[];
  readonly matches: readonly ReferredMatch[];
  readonly decision: {
    readonly by: string;
    readonly at: number;
    readonly reason: string;
    readonly release: readonly string[];
  } | null;
}

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export const packReferral = (referral: Referral): Buffer => packr.pack(referral);
export const unpackReferral = (bytes: Buffer): Referral => packr.unpack(bytes) as Referral;
