/**
 * Dates of birth of invented persons, as exactly as owners know them.
 * It must never write a date that EDTF level 1 as records take it does not have.
 */
import type { Chance } from './chance.js';
import type { Days } from './days.js';

const DAYS_PER_YEAR = 365;

/** EDTF dates of a person who is `youngest` to `oldest` years old; usually one. */
export function birthsFor(
  days: Days,
  youngest: number,
  oldest: number,
  chance: Chance,
): readonly string[] {
  const age = chance.within(youngest * DAYS_PER_YEAR, oldest * DAYS_PER_YEAR);
  const day = days.before(age);
  const year = Number(day.slice(0, 4));
  const kind = chance.weighted([
    ['day', 780],
    ['year', 60],
    ['approximate', 40],
    ['month', 30],
    ['interval', 30],
    ['two', 30],
    ['decade', 10],
    ['uncertain day', 10],
    ['none', 10],
  ] as const);
  switch (kind) {
    case 'day':
      return [day];
    case 'year':
      return [String(year)];
    case 'approximate':
      return [`${year}~`];
    case 'month':
      return [day.slice(0, 7)];
    case 'interval':
      return [`${year - chance.within(1, 3)}/${year + 1}`];
    case 'two':
      return [day, `${year - 1}${day.slice(4, 8)}01`];
    case 'decade':
      return [`${String(year).slice(0, 3)}X`];
    case 'uncertain day':
      return [`${day.slice(0, 7)}-XX`];
    case 'none':
      return [];
  }
}
