/**
 * How well two dates of birth agree, from the same day to decades apart, with the usual slips of pen
 * and calendar between. It must never exclude: the worst it says is "conflict".
 */
import type { DateSpan } from '../record/edtf.js';

export interface DateScore {
  /** 1 the same day, 0 nothing in common. */
  readonly agreement: number;
  readonly detail: string;
}

/** How far a date marked as approximate may be off. */
const APPROXIMATE_YEARS = 2;
/** Two digits of a year misread give a year this far off, and more. */
const CENTURY = 100;

const yearOf = (day: number): number => Math.floor(day / 10_000);
const monthOf = (day: number): number => Math.floor(day / 100) % 100;
const dayOf = (day: number): number => day % 100;

/** First and last year in which the birth may lie. */
export function yearsOf(span: DateSpan): { first: number; last: number } {
  const slack = span.approximate ? APPROXIMATE_YEARS : 0;
  return { first: yearOf(span.earliest) - slack, last: yearOf(span.latest) + slack };
}

function digitsApart(left: number, right: number): number {
  let count = 0;
  for (let a = left, b = right; a > 0 || b > 0;) {
    if (a % 10 !== b % 10) count += 1;
    a = Math.floor(a / 10);
    b = Math.floor(b / 10);
  }
  return count;
}

/** How often each digit occurs, four bits each; whole numbers below 2^53 hold no more than a dozen. */
function digitCounts(number: number): number {
  let counts = 0;
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10)) counts += 16 ** (rest % 10);
  return counts;
}

const sameDigits = (left: number, right: number): boolean =>
  digitCounts(left) === digitCounts(right);

function yearSlip(asked: number, listed: number): boolean {
  const apart = Math.abs(asked - listed);
  return (
    apart === 1 ||
    apart === CENTURY ||
    digitsApart(asked, listed) === 1 ||
    sameDigits(asked, listed)
  );
}

/** Agreement of dates by the years between them alone; never more for more years. */
export function yearsAgreement(apart: number): number {
  if (apart === 0) return 0.4;
  if (apart === 1) return 0.15;
  if (apart === 2) return 0.1;
  return apart <= 5 ? 0.05 : 0;
}

function byYear(apart: number): DateScore {
  const agreement = yearsAgreement(apart);
  if (apart === 0) return { agreement, detail: 'Same year of birth, another day.' };
  const years = apart === 1 ? '1 year' : `${apart} years`;
  return { agreement, detail: `Dates of birth are ${years} apart.` };
}

/** From 31 December to 1 January, as `yyyymmdd` counts; no other two days are so far apart. */
const OVER_NEW_YEAR = 8_870;
const NEXT_DAY = 0.85;

const overNewYear = (asked: number, listed: number): boolean =>
  Math.abs(asked - listed) === OVER_NEW_YEAR;

/** Two days of the calendar. */
function compareDays(asked: number, listed: number): DateScore {
  if (asked === listed) return { agreement: 1, detail: 'Same date of birth.' };
  const sameYear = yearOf(asked) === yearOf(listed);
  const sameMonth = monthOf(asked) === monthOf(listed);
  const sameDay = dayOf(asked) === dayOf(listed);
  if (sameYear && monthOf(asked) === dayOf(listed) && dayOf(asked) === monthOf(listed)) {
    return { agreement: 0.88, detail: 'Day and month of birth are exchanged.' };
  }
  if (sameYear && sameMonth) {
    const near = Math.abs(dayOf(asked) - dayOf(listed)) === 1;
    const slip = digitsApart(dayOf(asked), dayOf(listed)) === 1;
    return {
      agreement: near ? NEXT_DAY : slip ? 0.75 : 0.65,
      detail: 'Same year and month of birth.',
    };
  }
  if (sameYear && sameDay) {
    const near = Math.abs(monthOf(asked) - monthOf(listed)) === 1;
    return { agreement: near ? 0.8 : 0.7, detail: 'Same year and day of birth, another month.' };
  }
  if (sameMonth && sameDay) {
    if (yearSlip(yearOf(asked), yearOf(listed))) {
      return { agreement: 0.72, detail: 'Same day of birth, the year differs by a slip.' };
    }
    return { agreement: 0.35, detail: 'Same day of birth, another year.' };
  }
  if (overNewYear(asked, listed)) {
    return { agreement: NEXT_DAY, detail: 'Dates of birth are a day apart, over New Year.' };
  }
  return byYear(Math.abs(yearOf(asked) - yearOf(listed)));
}

/** Agreement of two days, `yyyymmdd`, without the words for it: most pairs are only years apart. */
export function daysAgreement(asked: number, listed: number): number {
  const apart = Math.abs(yearOf(asked) - yearOf(listed));
  if (apart > 0 && asked % 10_000 !== listed % 10_000) {
    return overNewYear(asked, listed) ? NEXT_DAY : yearsAgreement(apart);
  }
  return compareDays(asked, listed).agreement;
}

const INSIDE: Readonly<Record<DateSpan['precision'], number>> = {
  day: 1,
  month: 0.95,
  year: 0.88,
  interval: 0.85,
};

/** Years in an interval, and the agreement with a date inside: a decade is shared by very many. */
const INSIDE_YEARS: readonly (readonly [number, number])[] = [
  [3, INSIDE.interval],
  [10, 0.75],
];
/** Neither confirms nor contradicts. */
const INSIDE_DECADES = 0.6;

function inside(span: DateSpan): number {
  if (span.precision !== 'interval') return INSIDE[span.precision];
  const years = yearOf(span.latest) - yearOf(span.earliest) + 1;
  return INSIDE_YEARS.find(([most]) => years <= most)?.[1] ?? INSIDE_DECADES;
}

/** Agreement of two spans where at least one is longer than a day. */
function compareSpans(asked: DateSpan, listed: DateSpan): DateScore {
  const overlaps = asked.earliest <= listed.latest && listed.earliest <= asked.latest;
  if (overlaps) {
    const agreement = Math.min(inside(asked), inside(listed));
    return { agreement, detail: 'Dates of birth agree as far as they are known.' };
  }
  const a = yearsOf(asked);
  const b = yearsOf(listed);
  const apart = Math.max(a.first - b.last, b.first - a.last, 0);
  if (apart === 0 && (asked.approximate || listed.approximate)) {
    return { agreement: 0.78, detail: 'Dates of birth agree within an approximate one.' };
  }
  return byYear(apart);
}

function compare(asked: DateSpan, listed: DateSpan): DateScore {
  if (asked.precision === 'day' && listed.precision === 'day') {
    const found = compareDays(asked.earliest, listed.earliest);
    if (found.agreement >= 0.78 || !(asked.approximate || listed.approximate)) return found;
  }
  return compareSpans(asked, listed);
}

/** The best agreement of any date asked with any listed; `null` where either side has none. */
export function scoreDates(
  asked: readonly DateSpan[],
  listed: readonly DateSpan[],
): DateScore | null {
  let best: DateScore | null = null;
  for (const left of asked) {
    for (const right of listed) {
      const found = compare(left, right);
      if (best === null || found.agreement > best.agreement) best = found;
    }
  }
  return best;
}

/** The agreement alone. */
export function dateAgreement(
  asked: readonly DateSpan[],
  listed: readonly DateSpan[],
): number | null {
  let best: number | null = null;
  for (const left of asked) {
    for (const right of listed) {
      const days = left.precision === 'day' && right.precision === 'day';
      const found = days
        ? daysAgreement(left.earliest, right.earliest)
        : compareSpans(left, right).agreement;
      if (best === null || found > best) best = found;
    }
  }
  return best;
}
