/**
 * Reads a machine readable zone into what can be looked up: documents, names, dates of birth.
 * It must never refuse a zone for a wrong check digit, and never hide a reading worth checking.
 */
import { Fault } from '../errors.js';
import { canonicalCode, isTravelCode, SPECIMEN } from './countries.js';
import { checkDigit, digitHolds, FILLER, isEmptyField } from './mrz-check-digit.js';
import { asLetters, letterReadings } from './mrz-confusions.js';
import { readBirthDate, readExpiryDate } from './mrz-dates.js';
import type { MrzDates } from './mrz-dates.js';
import { readNumber } from './mrz-document-number.js';
import { digitBehind, layoutOf, textAt } from './mrz-layouts.js';
import type { MrzFormat, MrzLayout, Place } from './mrz-layouts.js';
import { isCut, readNames, readSeparateNames } from './mrz-names.js';
import type { MrzName } from './mrz-names.js';
import type { Sex, TravelDocument } from './record.js';

export type { MrzFormat } from './mrz-layouts.js';
export type { MrzName } from './mrz-names.js';

export type MrzField =
  | 'documentNumber'
  | 'dateOfBirth'
  | 'expiryDate'
  | 'personalNumber'
  | 'composite'
  | 'issuer'
  | 'nationality'
  | 'name';

export interface MrzProblem {
  readonly field: MrzField;
  readonly problem: 'check-digit' | 'specimen' | 'truncated' | 'unknown-code' | 'date';
  /** For people; it repeats nothing of the holder's. */
  readonly detail: string;
}

export interface MrzReading {
  readonly format: MrzFormat;
  readonly problems: readonly MrzProblem[];
  /** Issued by or to nobody: answered and reported, never to be matched. */
  readonly specimen: boolean;
  /** Every reading worth looking up, as read first, at most eight; none for an empty field. */
  readonly documents: readonly TravelDocument[];
  /** One name, or none where the field is empty. */
  readonly names: readonly MrzName[];
  /** In a check's syntax: as read first, then what a wrong digit suggests; at most seven. */
  readonly datesOfBirth: readonly string[];
  readonly sex: Sex | null;
  /** `canonicalCode`; `null` where the zone has none. */
  readonly nationality: string | null;
  readonly expiresOn: string | null;
}

/** Far above any line; a longer one is refused before anything is done with it. */
const LINE_CHARACTERS_MAX = 100;
const ALPHABET = /^[A-Z0-9<]+$/;

/**
 * Reads the lines of a zone: TD1, TD2, TD3, visas A and B, the French card of 1988.
 *
 * `today` is `yyyymmdd` and decides the century of two-digit years. Lower case is taken for upper
 * case, white space around a line is dropped. Issuers are `canonicalCode`d (`D<<` is `DEU`), not
 * joined: whoever compares documents applies `canonicalIssuer` on both sides.
 *
 * @throws Fault `unprocessable` at `/mrz` for a size no format has or a character outside `A-Z
 * 0-9 <`.
 */
export function readMrz(lines: readonly string[], today: number): MrzReading {
  const zone = cleanLines(lines);
  const known = layoutOf(zone);
  if (known === null) {
    throw new Fault('unprocessable', 'No format has lines of that number and length.', '/mrz');
  }
  const { format, layout } = known;
  const problems: MrzProblem[] = [];
  const issuer = readCode(zone, layout.issuer, 'issuer', problems);
  const nationality =
    layout.nationality === null
      ? issuer
      : readCode(zone, layout.nationality, 'nationality', problems);
  const documents = readDocuments(zone, layout, issuerOf(issuer, nationality), problems);
  const birth = readDates(zone, layout.dateOfBirth, 'dateOfBirth', today, problems);
  const expiry =
    layout.expiryDate === null
      ? null
      : readDates(zone, layout.expiryDate, 'expiryDate', today, problems);
  checkPersonalNumber(zone, layout, problems);
  checkComposite(zone, layout, problems);
  return {
    format,
    problems,
    specimen: issuer === SPECIMEN || nationality === SPECIMEN,
    documents,
    names: readHolder(zone, layout, problems),
    datesOfBirth: birth.dates,
    sex: readSex(textAt(zone, layout.sex)),
    nationality,
    expiresOn: expiry?.asRead ?? null,
  };
}

function cleanLines(lines: readonly string[]): string[] {
  return lines.slice(0, 4).map((line) => {
    if (line.length > LINE_CHARACTERS_MAX) {
      throw new Fault('unprocessable', 'A line is longer than any format has.', '/mrz');
    }
    // By hand, because changing the case of a few letters outside ASCII would make Latin ones of
    // them.
    const text = line.trim().replace(/[a-z]/g, (letter) => letter.toUpperCase());
    if (!ALPHABET.test(text)) {
      throw new Fault('unprocessable', 'A line may hold A to Z, 0 to 9 and < only.', '/mrz');
    }
    return text;
  });
}

function readCode(
  zone: readonly string[],
  place: Place,
  field: 'issuer' | 'nationality',
  problems: MrzProblem[],
): string | null {
  const written = canonicalCode(textAt(zone, place));
  const code = isTravelCode(written) ? written : nearestCode(written);
  if (code !== written) {
    const detail = `${written} is no code of Doc 9303; read as ${code}.`;
    problems.push({ field, problem: 'unknown-code', detail });
  } else if (!isTravelCode(code)) {
    const detail = code === '' ? 'There is no code.' : `${code} is no code of Doc 9303.`;
    problems.push({ field, problem: 'unknown-code', detail });
  }
  if (code === SPECIMEN) {
    problems.push({ field, problem: 'specimen', detail: `${SPECIMEN} is the code of specimens.` });
  }
  return code === '' ? null : code;
}

/** The code that misread letters hide, or what is written where they hide none. */
function nearestCode(written: string): string {
  return letterReadings(written).map(canonicalCode).find(isTravelCode) ?? written;
}

/** Who issued the document: most are their holder's country's, so that stands in for what cannot be read. */
function issuerOf(issuer: string | null, nationality: string | null): string | null {
  const legible = issuer !== null && (issuer === SPECIMEN || isTravelCode(issuer));
  return legible || nationality === null || !isTravelCode(nationality) ? issuer : nationality;
}

function readDocuments(
  zone: readonly string[],
  layout: MrzLayout,
  issuer: string | null,
  problems: MrzProblem[],
): TravelDocument[] {
  const place = layout.documentNumber;
  const continued = layout.numberContinued === null ? null : textAt(zone, layout.numberContinued);
  const read = readNumber(textAt(zone, place), digitBehind(zone, place), continued);
  if (!read.digitHolds) problems.push(wrongDigit('documentNumber', read.numbers.length > 1));
  // Without issuer or nationality there is nothing that a document could be found by.
  if (issuer === null) return [];
  const code = textAt(zone, layout.documentCode);
  const type = (asLetters(code.charAt(0)) + code.charAt(1)).replaceAll(FILLER, '');
  return read.numbers.map((number) => ({ number, issuer, type: type === '' ? null : type }));
}

function readDates(
  zone: readonly string[],
  place: Place,
  field: 'dateOfBirth' | 'expiryDate',
  today: number,
  problems: MrzProblem[],
): MrzDates {
  const read = field === 'dateOfBirth' ? readBirthDate : readExpiryDate;
  const dates = read(textAt(zone, place), digitBehind(zone, place), today);
  if (!dates.digitHolds) problems.push(wrongDigit(field, dates.dates.length > 1));
  if (dates.impossible) {
    problems.push({ field, problem: 'date', detail: 'As read it is no day of the calendar.' });
  }
  return dates;
}

function checkPersonalNumber(
  zone: readonly string[],
  layout: MrzLayout,
  problems: MrzProblem[],
): void {
  if (layout.personalNumber === null) return;
  const text = textAt(zone, layout.personalNumber);
  const digit = digitBehind(zone, layout.personalNumber);
  // Doc 9303 part 4: the digit of an empty field may be left out.
  if (digit === FILLER && isEmptyField(text)) return;
  if (!digitHolds(text, digit)) problems.push(wrongDigit('personalNumber', false));
}

function checkComposite(zone: readonly string[], layout: MrzLayout, problems: MrzProblem[]): void {
  if (layout.composite === null) return;
  const text = layout.composite.over.map((place) => textAt(zone, place)).join('');
  const digit = textAt(zone, layout.composite.digit);
  if (digitHolds(text, digit)) return;
  const detail = `The digit over the whole is ${digit}, ${checkDigit(text)} is expected.`;
  problems.push({ field: 'composite', problem: 'check-digit', detail });
}

function readHolder(
  zone: readonly string[],
  layout: MrzLayout,
  problems: MrzProblem[],
): readonly MrzName[] {
  const field = textAt(zone, layout.names);
  const given = layout.givenNames === null ? null : textAt(zone, layout.givenNames);
  if (isCut(field) || (given !== null && isCut(given))) {
    const detail = 'The name fills its field and may be cut.';
    problems.push({ field: 'name', problem: 'truncated', detail });
  }
  const name = given === null ? readNames(field) : readSeparateNames(field, given);
  return name === null ? [] : [name];
}

function readSex(character: string): Sex | null {
  if (character === 'F' || character === 'M' || character === 'X') return character;
  return character === FILLER ? 'U' : null;
}

function wrongDigit(field: MrzField, corrected: boolean): MrzProblem {
  const detail = corrected
    ? 'The check digit does not fit; other readings that fit it are checked as well.'
    : 'The check digit does not fit.';
  return { field, problem: 'check-digit', detail };
}
