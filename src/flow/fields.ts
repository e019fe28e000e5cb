/**
 * Single fields of what callers send, read into their one form.
 * It must never accept a code that does not exist: a mistyped exclusion would exclude nobody.
 */
import { Fault } from '../errors.js';
import { canonicalCode, isMember, isTravelCode, SPECIMEN } from '../record/countries.js';
import { canonicalDocumentNumber } from '../record/document-number.js';
import { isCalendarDay } from '../record/edtf.js';
import { parseInstant } from '../record/instant.js';
import type { Restrictions } from '../record/record.js';
import { canonicalRestrictions } from '../record/visibility.js';
import type { RestrictionsWire } from '../record/wire.js';

const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;

const SIGN = /[\p{L}\p{N}]/u;

/** Whether a name says anything; lists hold aliases made of digits, but dots and dashes name nobody. */
export function namesSomebody(...parts: readonly (string | null | undefined)[]): boolean {
  return parts.some((part) => part != null && SIGN.test(part));
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function dayFrom(text: string, path: string): string {
  if (!DAY_FORM.test(text)) {
    throw new Fault('invalid_request', 'A day is written YYYY-MM-DD.', path);
  }
  if (!isCalendarDay(text)) {
    throw new Fault('unprocessable', 'The calendar has no such day.', path);
  }
  return text;
}

const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An ISO 8601 instant, a day meaning its first moment in UTC; milliseconds since 1970. */
export function instantFrom(text: string, path: string): number {
  if (!INSTANT_FORM.test(text)) {
    throw new Fault('invalid_request', 'An instant is written like 2026-01-02T03:04:05Z.', path);
  }
  const at = parseInstant(text);
  if (at === null) throw new Fault('unprocessable', 'There is no such instant.', path);
  return at;
}

/** The same day so many years on; 29 February becomes the 28th where there is none. */
export function yearsFrom(day: string, years: number): string {
  const same = `${String(Number(day.slice(0, 4)) + years)}${day.slice(4)}`;
  return isCalendarDay(same) ? same : `${same.slice(0, 8)}28`;
}

/** The same day so many months on, or the last one of that month where it has no such day. */
export function monthsFrom(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const same = Date.UTC(
    last.getUTCFullYear(),
    last.getUTCMonth(),
    Math.min(date, last.getUTCDate()),
  );
  return new Date(same).toISOString().slice(0, 10);
}

/** The day so many days on. */
export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Issuer or nationality (ICAO Doc 9303 part 3); the specimen's is refused. */
export function travelCode(code: string, path: string): string {
  const canonical = canonicalCode(code);
  if (canonical === SPECIMEN) {
    throw new Fault('unprocessable', 'UTO is the code of specimens, not of a country.', path);
  }
  if (!isTravelCode(canonical)) {
    throw new Fault('unprocessable', 'There is no such country or organisation code.', path);
  }
  return canonical;
}

export function documentNumber(text: string, path: string): string {
  const number = canonicalDocumentNumber(text);
  if (number !== null) return number;
  throw new Fault('unprocessable', 'A document number has 1 to 22 letters A-Z and digits.', path);
}

/** Members' codes, sorted, without doubles. */
export function members(codes: readonly string[], path: string): string[] {
  codes.forEach((code, at) => {
    if (!isMember(code))
      throw new Fault('unprocessable', 'There is no such member.', `${path}/${at}`);
  });
  return [...new Set(codes)].sort();
}

export function restrictionsFrom(wire: RestrictionsWire, path: string): Restrictions {
  members(wire.deny ?? [], `${path}/deny`);
  members(wire.allowOnly ?? [], `${path}/allowOnly`);
  return canonicalRestrictions({
    deny: wire.deny ?? [],
    allowOnly: wire.allowOnly ?? null,
    agencies: wire.agencies ?? null,
    purposes: wire.purposes ?? null,
  });
}
