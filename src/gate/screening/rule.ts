/**
 * What a rule of screening is: pure, in a file of its own, with its tests.
 * It must never decide anything, and never depend on which member owns the record.
 */
import type { ScreeningQuestion, Severity } from './question.js';
import type { ScreeningSettings } from './settings.js';

/** One place that a rule found something at. */
export interface Found {
  /** JSON Pointer into the record's content, `null` for the whole. */
  readonly path: string | null;
  /** What stands there, where that helps to judge. */
  readonly context?: string | null;
  /** Where the rule's own reason does not say enough. */
  readonly reason?: string;
}

export interface ScreeningRule {
  /** The file's name with dots for its first hyphens, such as `changed.colour`. */
  readonly id: string;
  /** Raised whenever the rule may find something else than before. */
  readonly version: number;
  readonly severity: Severity;
  /** What a finding means, for the reviewer. */
  readonly reason: string;
  /** The reference it rests on; what could not be verified is called policy. */
  readonly source: string;
  /** Never throws on a validated record. */
  readonly find: (question: ScreeningQuestion, settings: ScreeningSettings) => readonly Found[];
}
