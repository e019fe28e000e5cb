/**
 * The name field of machine readable zones (ICAO Doc 9303 part 3, section 4.6).
 * It must never invent a division of the name: what the zone does not part stays one name.
 */
import { FILLER } from './mrz-check-digit.js';
import { asLetters } from './mrz-confusions.js';

export interface MrzName {
  readonly family: string;
  /** Empty where the document has a single name. */
  readonly given: string;
}

/** A letter in the last column: the name may go on beyond the field. */
export function isCut(field: string): boolean {
  return !field.endsWith(FILLER);
}

/**
 * Surname and given names, parted by the first two fillers. A name without them, or with nothing
 * before them, is a single name and given as `family`. Digits are misread letters: no name has any.
 * `null` where the field is empty.
 */
export function readNames(field: string): MrzName | null {
  const letters = asLetters(field);
  const divide = letters.indexOf(FILLER + FILLER);
  const family = plain(divide < 0 ? letters : letters.slice(0, divide));
  const given = plain(divide < 0 ? '' : letters.slice(divide));
  return nameOf(family, given);
}

/** The same where surname and given names have a field each. */
export function readSeparateNames(familyField: string, givenField: string): MrzName | null {
  return nameOf(plain(asLetters(familyField)), plain(asLetters(givenField)));
}

function nameOf(family: string, given: string): MrzName | null {
  if (family !== '') return { family, given };
  return given === '' ? null : { family: given, given: '' };
}

function plain(field: string): string {
  return field
    .split(FILLER)
    .filter((part) => part !== '')
    .join(' ');
}
