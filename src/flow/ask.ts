/**
 * First stage of a check: who asks may ask, and what is asked makes sense.
 * It must never let a check pass that nothing could be looked up for: its answer would be a false clear.
 */
import { authorise, type Caller } from '../access/caller.js';
import { utcDay } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { namesSomebody } from './fields.js';
import { prepare, type Prepared } from '../matching/prepare.js';
import { THRESHOLDS } from '../matching/thresholds.js';
import { canonicalCode, canonicalIssuer, isTravelCode, SPECIMEN } from '../record/countries.js';
import { canonicalDocumentNumber } from '../record/document-number.js';
import { parseCheckDate } from '../record/edtf.js';
import { readMrz, type MrzReading } from '../record/mrz.js';
import type { PersonName, Purpose, Sex, TravelDocument } from '../record/record.js';
import type { CheckWire } from '../record/wire.js';
import type { Address, Addresses } from '../store/packing.js';

/** A document asked for, with the place where it would be listed. */
export interface AskedDocument extends TravelDocument {
  readonly address: Address;
  /** Keyed, for the audit. */
  readonly keyedName: string;
}

/** A check that may be answered. Made by `ask` alone. */
class AskedCheck {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'asked';
  readonly caller: Caller;
  readonly purpose: Purpose;
  readonly asksPerson: boolean;
  /** Whether the caller named documents, even if none of them can be listed. */
  readonly documentsAsked: boolean;
  readonly documents: readonly AskedDocument[];
  readonly mrz: MrzReading | null;
  readonly limit: number;
  /** From this score on a candidate is a match. */
  readonly threshold: number;
  /** From this score on a candidate is listed; never above the threshold. */
  readonly listedFrom: number;
  readonly onBehalfOf: string | null;
  readonly #subject: Subject;
  #query: Prepared | null = null;

  constructor(
    caller: Caller,
    wire: CheckWire,
    subject: Subject,
    mrz: MrzReading | null,
    addresses: Addresses,
  ) {
    this.caller = caller;
    this.purpose = wire.purpose;
    this.#subject = subject;
    this.asksPerson = subject.names.length > 0;
    this.documentsAsked = wire.documents !== undefined;
    this.documents = subject.documents.map((document) => {
      const { number, issuer, type } = document;
      const { address, name } = addresses.documentWithName(issuer, number);
      return { number, issuer, type, address, keyedName: name };
    });
    this.mrz = mrz;
    this.limit = wire.limit ?? LIMITS.checkLimitDefault;
    this.threshold = THRESHOLDS[wire.purpose];
    // A higher minimum must not turn a match into a clear.
    this.listedFrom = Math.min(wire.minScore ?? this.threshold, this.threshold);
    this.onBehalfOf = wire.onBehalfOf?.user ?? null;
  }

  /** The person and the documents asked for, in the form that is compared; made when first needed. */
  get query(): Prepared {
    this.#query ??= prepare(this.#subject);
    return this.#query;
  }
}
export type Asked = AskedCheck;

/** Everything that is looked up, from the check's fields and its zone together. */
interface Subject {
  readonly names: PersonName[];
  readonly datesOfBirth: string[];
  sex: Sex | null;
  readonly nationalities: string[];
  readonly documents: TravelDocument[];
}

const DATE_FORM = /^\d{4}(-\d{2}(-\d{2})?)?$/;

function nameOf(family: string | null, given: string | null, fullName: string | null): PersonName {
  return { family, given, fullName, kind: 'primary', quality: 'good' };
}

/** `named`: a zone beside it may have the name. */
function takePerson(
  subject: Subject,
  person: NonNullable<CheckWire['person']>,
  named: boolean,
): void {
  const { fullName, name, dateOfBirth, sex, nationalities } = person;
  if (fullName === undefined && name === undefined && !named) {
    throw new Fault('unprocessable', 'A person needs fullName or name.', '/person');
  }
  const nobody = (path: string): Fault =>
    new Fault('unprocessable', 'The name has no letter and no digit.', path);
  // Both may be given: they are two ways to write the one name, and either may be the better one.
  if (fullName !== undefined) {
    if (!namesSomebody(fullName)) throw nobody('/person/fullName');
    subject.names.push(nameOf(null, null, fullName));
  }
  if (name !== undefined) {
    if (!namesSomebody(name.family, name.given)) throw nobody('/person/name');
    subject.names.push(nameOf(name.family ?? null, name.given ?? null, null));
  }
  if (dateOfBirth !== undefined) {
    const path = '/person/dateOfBirth';
    if (!DATE_FORM.test(dateOfBirth)) {
      throw new Fault('invalid_request', 'A date is YYYY, YYYY-MM or YYYY-MM-DD.', path);
    }
    if (parseCheckDate(dateOfBirth) === null) {
      throw new Fault('unprocessable', 'The calendar has no such date.', path);
    }
    subject.datesOfBirth.push(dateOfBirth);
  }
  subject.sex = sex === undefined || sex === 'U' ? null : sex;
  nationalities?.forEach((code, at) => {
    subject.nationalities.push(travelCode(code, `/person/nationalities/${at}`));
  });
}

function travelCode(code: string, path: string): string {
  const canonical = canonicalCode(code);
  if (!isTravelCode(canonical) && canonical !== SPECIMEN) {
    throw new Fault('unprocessable', 'There is no such country or organisation code.', path);
  }
  return canonical;
}

function takeDocuments(subject: Subject, documents: NonNullable<CheckWire['documents']>): void {
  documents.forEach((document, at) => {
    const number = canonicalDocumentNumber(document.number);
    if (number === null) {
      const detail = 'A document number has 1 to 22 letters A-Z and digits.';
      throw new Fault('unprocessable', detail, `/documents/${at}/number`);
    }
    const issuer = canonicalIssuer(travelCode(document.issuer, `/documents/${at}/issuer`));
    take(subject, { number, issuer, type: typeOf(document.type) });
  });
}

/** Travel documents' types are a letter or two; `P` is nearly every one. */
function typeOf(type: string | undefined): string | null {
  if (type === undefined) return null;
  return type === 'P' ? type : type.toUpperCase();
}

/** Specimens are issued to nobody, so there is nothing to find. */
function take(subject: Subject, document: TravelDocument): void {
  if (document.issuer === SPECIMEN) return;
  const twin = subject.documents.some(
    ({ issuer, number }) => issuer === document.issuer && number === document.number,
  );
  if (!twin) subject.documents.push(document);
}

function takeZone(subject: Subject, reading: MrzReading): void {
  if (reading.specimen) return;
  for (const name of reading.names) {
    subject.names.push(nameOf(name.family, name.given, null));
  }
  subject.datesOfBirth.push(...reading.datesOfBirth);
  subject.sex ??= reading.sex === 'U' ? null : reading.sex;
  if (reading.nationality !== null) subject.nationalities.push(reading.nationality);
  for (const { issuer, number, type } of reading.documents) {
    take(subject, { number, issuer: canonicalIssuer(issuer), type });
  }
}

/**
 * Authorises and reads a check of the described form; `now` in milliseconds since 1970.
 * Throws `forbidden`, `invalid_request` or `unprocessable` with the path at fault.
 */
export function ask(caller: Caller, wire: CheckWire, now: number, addresses: Addresses): Asked {
  authorise(caller, 'check');
  const { person, documents, mrz } = wire;
  if (person === undefined && documents === undefined && mrz === undefined) {
    throw new Fault('unprocessable', 'Give a person, documents or an mrz to look up.', '');
  }
  const subject: Subject = {
    names: [],
    datesOfBirth: [],
    sex: null,
    nationalities: [],
    documents: [],
  };
  if (person !== undefined) takePerson(subject, person, mrz !== undefined);
  if (documents !== undefined) takeDocuments(subject, documents);
  let reading: MrzReading | null = null;
  if (mrz !== undefined) {
    reading = readMrz(mrz, Number(utcDay(now).replaceAll('-', '')));
    takeZone(subject, reading);
  }
  const check = new AskedCheck(caller, wire, subject, reading, addresses);
  const nothing = !check.asksPerson && check.documents.length === 0;
  if (nothing && reading !== null && !reading.specimen && documents === undefined) {
    throw new Fault('unprocessable', 'The zone has neither a name nor a number.', '/mrz');
  }
  return check;
}
