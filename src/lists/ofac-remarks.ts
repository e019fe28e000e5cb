/**
 * Reads the remarks of a sanctioned person in OFAC's list: birth, sex, nationality, passports,
 * weak names. It must never assert what the list doubts, and never take the end of a cut text for
 * a whole one.
 */
import { canonicalDocumentNumber } from '../record/document-number.js';
import { parseEdtf } from '../record/edtf.js';
import type { Sex } from '../record/record.js';
import { countryCode } from './country-names.js';

export interface OfacPassport {
  /** Canonical; `null` where the list has none, or none in that form. */
  readonly number: string | null;
  /** As written; `null` where the list has none. */
  readonly issuerName: string | null;
  /** Alpha-3; `null` where there is no name or the name is not known. */
  readonly issuer: string | null;
}

export interface OfacRemarks {
  /** EDTF level 1. */
  readonly datesOfBirth: readonly string[];
  readonly datesUnread: number;
  readonly sex: Sex;
  /** Alpha-3, nationality and citizenship together, without doubles. */
  readonly nationalities: readonly string[];
  /** Values the list itself doubts (`possibly ...`); they are not asserted. */
  readonly nationalitiesDoubtful: number;
  readonly countriesUnread: number;
  readonly placesOfBirth: readonly string[];
  readonly weakNames: readonly string[];
  readonly passports: readonly OfacPassport[];
  /** Whether the text was cut by its publisher and its last part dropped here. */
  readonly cut: boolean;
}

/** The publisher cuts the column here, in mid-word: a number at the end may be half a number. */
const REMARKS_CHARACTERS = 1_000;

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DAY = /^(\d{2}) ([A-Z][a-z]{2}) (\d{4})$/;
const MONTH = /^([A-Z][a-z]{2}) (\d{4})$/;
const YEAR = /^\d{4}$/;
const YEARS = /^(\d{4})-(\d{4})$/;
const PASSPORT = /^(?:[A-Za-z.]{1,20} ){0,4}Passport(?: |$)/;
/** What follows a number and its issuer: `issued 01 Jan 2000 expires 01 Jan 2010`. */
const VALIDITY = / (?:issued|expires|expired)\b/;
/**
 * A word beside a number, not a part of it: `Booklet`, `Diplomatic`. Series letters are shorter.
 */
const WORD = /^[A-Za-z:.]{4,}$/;

/** Reads the remarks column of an individual; linear in its length. */
export function readRemarks(remarks: string): OfacRemarks {
  const cut = remarks.length >= REMARKS_CHARACTERS;
  const whole = remarks.endsWith('.') ? remarks.slice(0, -1) : remarks;
  const parts = whole.split(';').map((part) => withoutStart(part.trim(), 'alt. '));
  if (cut) parts.pop();
  const births = valuesOf(parts, 'DOB ').map(birthDate);
  const stated = [...valuesOf(parts, 'nationality '), ...valuesOf(parts, 'citizen ')];
  const certain = stated.filter((name) => !isDoubtful(name));
  const countries = certain.map(countryCode);
  return {
    datesOfBirth: births.filter((date) => date !== null),
    datesUnread: births.filter((date) => date === null).length,
    sex: sexOf(valuesOf(parts, 'Gender ')),
    nationalities: [...new Set(countries.filter((code) => code !== null))],
    nationalitiesDoubtful: stated.length - certain.length,
    countriesUnread: countries.filter((code) => code === null).length,
    placesOfBirth: valuesOf(parts, 'POB '),
    weakNames: valuesOf(parts, 'a.k.a. ')
      .map(unquoted)
      .filter((name) => name !== ''),
    passports: parts.map(passport).filter((found) => found !== null),
    cut,
  };
}

function valuesOf(parts: readonly string[], label: string): string[] {
  return parts.filter((part) => part.startsWith(label)).map((part) => part.slice(label.length));
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function isDoubtful(name: string): boolean {
  return name.startsWith('possibly ');
}

/** The sex where the list says one, and only one. */
function sexOf(stated: readonly string[]): Sex {
  const [first] = stated;
  if (first === undefined || stated.some((other) => other !== first)) return 'U';
  if (first === 'Male') return 'M';
  return first === 'Female' ? 'F' : 'U';
}

/** `12 Aug 1974`, `Aug 1974`, `1974`, `circa` before any, `to` or a hyphen between two. */
function birthDate(text: string): string | null {
  const exact = withoutStart(text, 'circa ');
  const mark = exact === text ? '' : '~';
  const years = YEARS.exec(exact);
  const sides = years === null ? exact.split(' to ') : [years[1] ?? '', years[2] ?? ''];
  if (sides.length > 2) return null;
  const dates = sides.map((side) => simpleDate(side.trim()));
  const edtf = dates.map((date) => `${date ?? ''}${mark}`).join('/');
  return parseEdtf(edtf) === null ? null : edtf;
}

function simpleDate(text: string): string | null {
  if (YEAR.test(text)) return text;
  const [, day = '', dayMonth = '', dayYear = ''] = DAY.exec(text) ?? [];
  if (day !== '') return joined(dayYear, monthNumber(dayMonth), day);
  const [, month = '', year = ''] = MONTH.exec(text) ?? [];
  return month === '' ? null : joined(year, monthNumber(month), null);
}

function monthNumber(name: string): string | null {
  const at = MONTHS.indexOf(name);
  return at < 0 || at % 3 !== 0 ? null : String(at / 3 + 1).padStart(2, '0');
}

function joined(year: string, month: string | null, day: string | null): string | null {
  if (month === null) return null;
  return day === null ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** A weak alias without the quotes around it, single or doubled; quotes inside are letters. */
function unquoted(text: string): string {
  let name = text.trim();
  while (name.length >= 2 && name.startsWith("'") && name.endsWith("'")) {
    name = name.slice(1, -1).trim();
  }
  return name;
}

function passport(part: string): OfacPassport | null {
  const label = PASSPORT.exec(part);
  if (label === null) return null;
  const rest = ` ${part.slice(label[0].length)}`;
  const validity = rest.search(VALIDITY);
  const head = validity < 0 ? rest : rest.slice(0, validity);
  const open = head.lastIndexOf(' (');
  if (open < 0 || !head.endsWith(')')) {
    return { number: passportNumber(head), issuerName: null, issuer: null };
  }
  const issuerName = head.slice(open + 2, -1);
  return { number: passportNumber(head.slice(0, open)), issuerName, issuer: issuerOf(issuerName) };
}

/** The first sentence of what stands in the brackets: some go on to say what the name once was. */
function issuerOf(name: string): string | null {
  return countryCode(name) ?? countryCode(name.split('.')[0] ?? '');
}

function passportNumber(text: string): string | null {
  const words = text.split(/[ /,]/).filter((word) => word !== '' && !WORD.test(word));
  const number = canonicalDocumentNumber(words.join('').replace(/^#/, ''));
  return number !== null && /[0-9]/.test(number) ? number : null;
}
