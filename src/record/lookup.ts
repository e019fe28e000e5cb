/**
 * A check of a supervised member as it is counted, and what the counts say of its recent ones.
 * It must never hold more of the person searched than a keyed hash and codes of nationalities.
 */
import type { Purpose } from './record.js';

export interface Lookup {
  /** Who asks. */
  readonly member: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly purpose: Purpose;
  /** The keyed hash under which the audit names the data searched. */
  readonly searched: string;
  /** Codes of the nationalities asked for, each once. */
  readonly asked: readonly string[];
  /** Codes of the nationalities of those who were matched, each once. */
  readonly matched: readonly string[];
}

/** Lookups of a day that named a nationality, and those of them that named this one. */
export interface NationalityCounts {
  readonly any: number;
  readonly of: Readonly<Record<string, number>>;
}

/**
 * Lookups of one member up to and with the one in question. A window is never shorter than its name and at
 * most one of its steps longer: 10 s for the minute, 5 minutes for the hour, 2 hours for the day.
 */
export interface LookupContext {
  readonly volume: { readonly minute: number; readonly hour: number; readonly day: number };
  /** Lookups of the same data. */
  readonly repetition: { readonly hour: number; readonly day: number };
  /** Lookups of the day for each purpose. */
  readonly purposes: Readonly<Record<Purpose, number>>;
  /** Of the day and for the same purpose: by the nationalities that this one asks for. */
  readonly asked: NationalityCounts;
  /** The same by the nationalities of those matched. */
  readonly matched: NationalityCounts;
}
