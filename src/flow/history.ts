/**
 * The lines of a record's history: which of them a change writes, and where each of them lies.
 * It must never lose a line that follows from nothing else.
 *
 * Documents are many. A line that says no more than the record, and those of what the service did to it at its
 * end, are not given a list: that would take more memory than the document (0.25 KB each).
 */
import type { Caller } from '../access/caller.js';
import { LIMITS } from '../limits.js';
import type { Dossier, OwnLine } from '../record/codec.js';
import type { VersionEntry } from '../record/record.js';
import type { Actor, Step } from './life.js';
import { RETENTION } from './retention-rules.js';

/** Who does what, and why. */
export interface Doing {
  readonly caller: Pick<Caller, 'credentialId'>;
  readonly action: string;
  readonly reason: string | null;
}

export interface HistoryWritten {
  /** For the record's list. */
  readonly history: readonly VersionEntry[] | null;
  /** The record as it is stored, with the lines that it carries itself. */
  readonly after: Dossier;
}

const entryOf = (line: OwnLine): VersionEntry => ({
  ...line,
  reason: null,
  by: RETENTION.credentialId,
});

/** What a change of `before` writes into the history. */
export function historyOf(
  { action, reason, caller }: Doing,
  before: Dossier | null,
  { next, version: { version, state, content } }: Step,
  actor: Actor,
): HistoryWritten {
  const document = content.index === 'documents';
  // The first version of a document that was circulated at once follows from the record.
  if (before === null && document && state === 'published') return { history: null, after: next };
  // A warning changes nothing that a reader of the record sees, and what a member decides for itself is no
  // business of the owner, who reads this.
  if (action === 'warn' || action === 'decision') return { history: null, after: next };
  const change = before === null ? 'created' : action === 'put' ? 'updated' : action;
  const { lines = [], ...rest } = next;
  const line = { version, state, change, at: actor.now };
  if (document && caller.credentialId === RETENTION.credentialId) {
    return { history: null, after: { ...rest, lines: [...lines, line] } };
  }
  const entry: VersionEntry = { ...line, reason, by: actor.credentialId };
  return { history: [...lines.map(entryOf), entry], after: rest };
}

/** All lines of a record, oldest first; `listed` are those of its list. */
export function wholeHistory(dossier: Dossier, listed: readonly VersionEntry[]): VersionEntry[] {
  const { createdAt: at, createdBy: by, lines = [] } = dossier;
  const complete = listed[0]?.change === 'created' || listed.length >= LIMITS.historyMax;
  const first: VersionEntry[] = complete
    ? []
    : [{ version: 1, state: 'published', change: 'created', reason: null, at, by }];
  return [...first, ...listed, ...lines.map(entryOf)];
}
