/**
 * What automatic screening is asked about a held record, and what it finds: values that cross to a thread.
 * It must never hold who protects a person, and an answer must never be a decision.
 */
import type { RecordContent } from '../../record/record.js';

/** From the mildest to the gravest. */
export const SEVERITIES = ['note', 'serious', 'grave'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A record that was refused before, and that the matcher found to be like this one. */
export interface Lookalike {
  readonly recordId: string;
  readonly owner: string;
  /** 0 to 1, of the matcher. */
  readonly score: number;
  /** Why it was refused. */
  readonly reason: string;
}

/** A person whom some member protects against the owner; which member is not here. */
export interface Protection {
  /** 0 to 1, of the matcher. */
  readonly score: number;
  readonly status: 'asked' | 'granted';
}

export interface ScreeningQuestion {
  readonly id: string;
  readonly recordId: string;
  readonly owner: string;
  readonly content: RecordContent;
  /** The version that is published, `null` for none. */
  readonly published: RecordContent | null;
  readonly lookalikes: readonly Lookalike[];
  readonly protections: readonly Protection[];
  /** The UTC day, `YYYY-MM-DD`. */
  readonly today: string;
}

export interface ScreeningFinding {
  /** The rule's id. */
  readonly rule: string;
  readonly version: number;
  readonly severity: Severity;
  /** For the reviewer. */
  readonly reason: string;
  /** JSON Pointer (RFC 6901) into the record's content, `null` for the whole. */
  readonly path: string | null;
  /** The words found with what stands around them. */
  readonly context: string | null;
  /** Where the rule comes from. */
  readonly source: string;
}

export interface ScreeningAnswer {
  /** The question's. */
  readonly id: string;
  readonly policyVersion: string;
  /** The gravest first. */
  readonly findings: readonly ScreeningFinding[];
}
