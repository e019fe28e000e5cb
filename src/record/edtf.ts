/**
 * Dates of birth: EDTF level 1 (ISO 8601-2) as far as a birth needs it, read into a span of days.
 * It must never accept a day that no calendar has.
 */

export interface DateSpan {
  /** First and last possible day, as the number `yyyymmdd`. */
  readonly earliest: number;
  readonly latest: number;
  /** Marked by its writer as approximate (`~`), uncertain (`?`) or both (`%`). */
  readonly approximate: boolean;
  readonly precision: 'day' | 'month' | 'year' | 'interval';
}

/** The longest text that can be valid: two qualified days and a slash. */
const CHARACTERS_MAX = 23;

const CHECK_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const RECORD_DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)$/;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month, 1 to 12, in the Gregorian calendar; 0 where there is no such month. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/**
 * A record's date of birth, or `null` where it is none: `1974-08-12`, `1974-08`, `1974`, `197X`,
 * `19XX`, `1974-XX`, `1974-08-XX`, `1974-XX-XX`, two of them as an interval (`1970-01/1971-06`),
 * each side with a qualifier at its end. Open intervals and seasons are not births and are
 * refused.
 */
export function parseEdtf(text: string): DateSpan | null {
  if (text.length > CHARACTERS_MAX) return null;
  const slash = text.indexOf('/');
  if (slash < 0) return parseSide(text);
  const from = parseSide(text.slice(0, slash));
  const to = parseSide(text.slice(slash + 1));
  if (from === null || to === null || from.earliest > to.latest) return null;
  return {
    earliest: from.earliest,
    latest: to.latest,
    approximate: from.approximate || to.approximate,
    precision: 'interval',
  };
}

/** A date in a check, or `null`: only `YYYY`, `YYYY-MM` and `YYYY-MM-DD` (CONTRACT section 3). */
export function parseCheckDate(text: string): DateSpan | null {
  const parts = text.length > CHARACTERS_MAX ? null : CHECK_DATE.exec(text);
  return parts === null ? null : spanOf(parts[1] ?? '', parts[2], parts[3], false);
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  return parseCheckDate(text)?.precision === 'day';
}

function parseSide(text: string): DateSpan | null {
  const parts = RECORD_DATE.exec(text);
  return parts === null ? null : spanOf(parts[1] ?? '', parts[2], parts[3], parts[4] !== '');
}

function spanOf(
  yearText: string,
  monthText: string | undefined,
  dayText: string | undefined,
  approximate: boolean,
): DateSpan | null {
  const firstYear = Number(yearText.replaceAll('X', '0'));
  const lastYear = Number(yearText.replaceAll('X', '9'));
  if (firstYear === 0) return null;
  const month = known(monthText);
  const day = known(dayText);
  if (month === null) {
    // A known day of an unknown month says nothing that can be compared.
    if (day !== null) return null;
    return {
      earliest: firstYear * 10_000 + 101,
      latest: lastYear * 10_000 + 1231,
      approximate,
      precision: firstYear === lastYear ? 'year' : 'interval',
    };
  }
  // Likewise a known month of an unknown year.
  if (firstYear !== lastYear) return null;
  const days = daysInMonth(firstYear, month);
  if (days === 0) return null;
  const first = firstYear * 10_000 + month * 100;
  if (day === null) {
    return { earliest: first + 1, latest: first + days, approximate, precision: 'month' };
  }
  if (day < 1 || day > days) return null;
  return { earliest: first + day, latest: first + day, approximate, precision: 'day' };
}

function known(part: string | undefined): number | null {
  return part === undefined || part === 'XX' ? null : Number(part);
}
