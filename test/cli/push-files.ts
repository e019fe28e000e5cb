/**
 * What goes into a push and what it leaves behind.
 * It must never hold a real record.
 */
import { readFileSync } from 'node:fs';
import { bodyLines } from './stub-service.js';

export const record = (reference: string, more: object = {}): string =>
  JSON.stringify({ recordId: `SWE-${reference}`, index: 'documents', ...more });

export interface Rejected {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
  readonly path?: string;
  readonly record: unknown;
}

/** The refused lines beside an input. */
export function rejectedOf(path: string): Rejected[] {
  const lines = bodyLines(readFileSync(`${path}.rejected.ndjson`, 'utf8'));
  return lines.map((line) => JSON.parse(line) as Rejected);
}
