/**
 * Instants as callers write them, ISO 8601, read into milliseconds since 1970.
 * It must never move an instant that no calendar has to one that it has: 30 February is not 2 March.
 */
import { isCalendarDay } from './edtf.js';

const FORM = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A day means its first moment; without a zone it is UTC. `null` where there is no such instant. */
export function parseInstant(text: string): number | null {
  const [, day = '', zone] = FORM.exec(text) ?? [];
  if (!isCalendarDay(day)) return null;
  // Left to itself, the reading of a time without a zone depends on the machine's.
  const at = Date.parse(text === day || zone !== undefined ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
