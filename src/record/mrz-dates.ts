/**
 * The six-digit dates of machine readable zones: their century, their unknown parts, their
 * misreadings. It must never give a date that no calendar has, nor a birth that lies ahead.
 */
import { daysInMonth } from './edtf.js';
import { checkDigit, digitHolds, isEmptyField } from './mrz-check-digit.js';
import { asDigits } from './mrz-confusions.js';

export interface MrzDates {
  /**
   * `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; as read first, then what one misread digit would make of
   * it.
   */
  readonly dates: readonly string[];
  readonly asRead: string | null;
  readonly digitHolds: boolean;
  /** The date as read is in no calendar. Unknown parts are not impossible. */
  readonly impossible: boolean;
}

/**
 * Documents last ten years, some cards longer, and old ones are still shown: half a century each
 * way.
 */
const EXPIRY_YEARS_AHEAD = 50;

type Century = (year: number, monthAndDay: number) => number;

/**
 * A date of birth. Its year is the last one that does not lie after `today` (`yyyymmdd`).
 * When the digit fails, every date that one other digit would give and the check digit confirms is
 * listed too: at most six, one for each column.
 */
export function readBirthDate(field: string, digit: string, today: number): MrzDates {
  const century = Math.floor(today / 1_000_000) * 100;
  return readDate(field, digit, (year, monthAndDay) => {
    const full = century + year;
    const ahead = full * 10_000 + monthAndDay > today;
    return ahead ? full - 100 : full;
  });
}

/** A date of expiry: the year at most fifty years after `today` (`yyyymmdd`). */
export function readExpiryDate(field: string, digit: string, today: number): MrzDates {
  const last = Math.floor(today / 10_000) + EXPIRY_YEARS_AHEAD;
  return readDate(field, digit, (year) => last - ((((last - year) % 100) + 100) % 100));
}

function readDate(field: string, digit: string, century: Century): MrzDates {
  const text = asDigits(field);
  if (isEmptyField(field)) {
    const holds = digit === '0' || digit === '<';
    return { dates: [], asRead: null, digitHolds: holds, impossible: false };
  }
  const asRead = dateOf(text, century);
  const expected = asDigits(digit);
  const dates = asRead.date === null ? [] : [asRead.date];
  if (/^[0-9]$/.test(expected) && checkDigit(text) !== Number(expected)) {
    for (const other of oneDigitAway(text, Number(expected))) {
      const { date, odd } = dateOf(other, century);
      if (date !== null && !odd && !dates.includes(date)) dates.push(date);
    }
  }
  return {
    dates,
    asRead: asRead.date,
    digitHolds: text === field && digitHolds(field, digit),
    impossible: asRead.odd,
  };
}

/**
 * `odd` is a date that is none. `00` for a month or day is not what Doc 9303 says of unknown
 * parts, but some issuers write it: it is cut like `<<`, and reported.
 */
function dateOf(text: string, century: Century): { date: string | null; odd: boolean } {
  if (!/^(?:\d\d|<<){3}$/.test(text)) return { date: null, odd: true };
  if (text.startsWith('<')) return { date: null, odd: false };
  const month = partOf(text, 2);
  const day = month === 0 ? 0 : partOf(text, 4);
  const odd = text.slice(2, 4) === '00' || text.slice(4) === '00';
  const year = century(Number(text.slice(0, 2)), month * 100 + day);
  if (month > 12 || (month > 0 && day > daysInMonth(year, month))) return { date: null, odd: true };
  const parts = [String(year).padStart(4, '0')];
  if (month > 0) parts.push(text.slice(2, 4));
  if (day > 0) parts.push(text.slice(4));
  return { date: parts.join('-'), odd };
}

function partOf(text: string, start: number): number {
  const part = text.slice(start, start + 2);
  return part === '<<' ? 0 : Number(part);
}

/**
 * The texts one digit away that have the check digit: one a column, since 7, 3 and 1 divide out.
 */
function oneDigitAway(text: string, expected: number): string[] {
  const others: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) === '<') continue;
    for (let digit = 0; digit <= 9; digit += 1) {
      const other = `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
      if (other !== text && checkDigit(other) === expected) others.push(other);
    }
  }
  return others;
}
