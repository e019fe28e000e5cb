/**
 * Invented persons for the tests of matching, and the questions that are asked about them.
 * It must never hold anybody from a real list.
 */
import { prepare, type PersonDescription, type Prepared } from '../../src/matching/prepare.js';
import { scorePerson } from '../../src/matching/score.js';
import type { PersonName } from '../../src/record/record.js';
import { MemoryIndex } from './memory-index.js';

/** `FAMILY, Given` in two parts, else one undivided name. */
export function nameOf(written: string, quality: 'good' | 'low' = 'good'): PersonName {
  const comma = written.indexOf(',');
  const undivided = comma < 0;
  return {
    family: undivided ? null : written.slice(0, comma).trim(),
    given: undivided ? null : written.slice(comma + 1).trim(),
    fullName: undivided ? written : null,
    kind: 'primary',
    quality,
  };
}

export function personOf(
  names: string | readonly string[],
  more: Partial<PersonDescription> = {},
): Prepared {
  const written = typeof names === 'string' ? [names] : names;
  return prepare({
    names: written.map((name) => nameOf(name)),
    datesOfBirth: [],
    sex: null,
    nationalities: [],
    documents: [],
    ...more,
  });
}

const SYLLABLES = ['KA', 'BRO', 'SHI', 'TEI', 'MOR', 'LU', 'VAN', 'ZE', 'DO', 'FRI'];

/** A word of four syllables or more, another for each number. */
export const wordNumbered = (nth: number): string =>
  [...String(nth).padStart(4, '0')].map((digit) => SYLLABLES[Number(digit)]).join('');

export const bornOn = (name: string, ...dates: string[]): Prepared =>
  personOf(name, { datesOfBirth: dates });

/** The score of the one record on file for a person asked; 0 where no key leads to it. */
export function found(asked: Prepared, listed: Prepared): number {
  return new MemoryIndex([listed]).find(asked)[0]?.score ?? 0;
}

/** The same for two names alone. */
export const foundByName = (asked: string, listed: string): number =>
  found(personOf(asked), personOf(listed));

/** The explanation of one field, or `undefined` where nothing was said of it. */
export function explained(asked: Prepared, listed: Prepared, field: string): number | undefined {
  return scorePerson(asked, listed).explanation.find((line) => line.field === field)?.score;
}
