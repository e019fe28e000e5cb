/**
 * The document number of a machine readable zone: every reading that is worth looking up.
 * It must never drop the number as it was read, and never list more than `READINGS_MAX`.
 */
import { canonicalDocumentNumber } from './document-number.js';
import { checkDigit, digitHolds, FILLER, isEmptyField } from './mrz-check-digit.js';
import { asDigits, correctionsFor } from './mrz-confusions.js';
import type { Correction } from './mrz-confusions.js';

/** Readings of one number; each costs a look-up. One misread character of nine never needs more. */
export const READINGS_MAX = 8;

export interface NumberReadings {
  /** Canonical numbers without doubles, as read first. Empty where the field is. */
  readonly numbers: readonly string[];
  readonly digitHolds: boolean;
}

/**
 * The readings of a number of at most nine characters, or of a longer one.
 *
 * ICAO Doc 9303 parts 5 and 6: a number of more than nine characters has `<` in the place of its
 * check digit, its rest and then the digit stand at the start of the optional data, and `<`
 * follows. Whether that first `<` counts as a column when the digit is computed is not settled,
 * and both are in use: either is accepted. `continued` is the optional data, `null` where the
 * format knows no long numbers.
 */
export function readNumber(field: string, digit: string, continued: string | null): NumberReadings {
  const long = digit === FILLER && continued !== null ? longNumber(field, continued) : null;
  if (long === null) return readShort(field, digit);
  const withFiller = field + FILLER + long.rest;
  const without = field + long.rest;
  const holds = digitHolds(without, long.digit) || digitHolds(withFiller, long.digit);
  if (holds) return { numbers: canonicals([without]), digitHolds: true };
  const corrected = [...corrections(without, long.digit), ...corrections(withFiller, long.digit)];
  corrected.sort((a, b) => a.cost - b.cost);
  // The short number too: the optional data may be something else and the digit just missing.
  return {
    numbers: canonicals([without, field, ...corrected.map(({ text }) => text)]),
    digitHolds: false,
  };
}

function readShort(field: string, digit: string): NumberReadings {
  if (isEmptyField(field)) {
    return { numbers: [], digitHolds: digit === '0' || digit === FILLER };
  }
  if (digitHolds(field, digit)) return { numbers: canonicals([field]), digitHolds: true };
  const corrected = corrections(field, digit).map(({ text }) => text);
  return { numbers: canonicals([field, ...corrected]), digitHolds: false };
}

function longNumber(field: string, continued: string): { rest: string; digit: string } | null {
  if (field.includes(FILLER)) return null;
  const end = continued.indexOf(FILLER);
  const written = end < 0 ? continued : continued.slice(0, end);
  const rest = written.slice(0, -1);
  if (rest === '' || canonicalDocumentNumber(field + rest) === null) return null;
  return { rest, digit: written.slice(-1) };
}

function corrections(text: string, printed: string): Correction[] {
  const digit = asDigits(printed);
  // Nothing to go by when the digit itself is unreadable, nothing to do when only the digit was
  // misread.
  if (!/^[0-9]$/.test(digit) || checkDigit(text) === Number(digit)) return [];
  return correctionsFor(text, Number(digit), READINGS_MAX);
}

function canonicals(texts: readonly string[]): string[] {
  const numbers = new Set<string>();
  for (const text of texts) {
    const number = canonicalDocumentNumber(text);
    if (number !== null && numbers.size < READINGS_MAX) numbers.add(number);
  }
  return [...numbers];
}
