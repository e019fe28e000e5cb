/**
 * First stage of a push: who sends may send it, and what is sent makes sense; then it has one form.
 * It must never repair what it does not understand, and never judge the case itself.
 */
import { authorise, type Caller } from '../access/caller.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { recordPostings } from '../matching/record-keys.js';
import { canonicalCode, canonicalIssuer } from '../record/countries.js';
import { parseEdtf } from '../record/edtf.js';
import type {
  ListedDocument,
  Person,
  PersonName,
  RecordContent,
  Warrant,
} from '../record/record.js';
import type { RecordWire } from '../record/wire.js';
import {
  dayFrom,
  daysFrom,
  documentNumber,
  members,
  namesSomebody,
  restrictionsFrom,
  travelCode,
  yearsFrom,
} from './fields.js';
import { preparedPerson } from './record-cache.js';

/** A record that its sender may push, in canonical form. Made by `validate` alone. */
class ValidatedRecord {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'validated';
  readonly caller: Caller;
  readonly recordId: string;
  readonly content: RecordContent;
  /** Whether the sender named the last valid day; otherwise the one it has already stands. */
  readonly expiryGiven: boolean;

  constructor(caller: Caller, recordId: string, content: RecordContent, expiryGiven: boolean) {
    this.caller = caller;
    this.recordId = recordId;
    this.content = content;
    this.expiryGiven = expiryGiven;
  }
}
export type Validated = ValidatedRecord;

const EDTF_FORM = /^(?:[0-9X]{4}[0-9X/~?%-]*(?:\/\.\.)?|(?:\.\.)?\/[0-9X]{4}[0-9X~?%-]*)$/;
/** Level 1 of EDTF has them: they say nothing that a birth could be compared with. */
const OPEN_INTERVAL = /^(?:\.\.)?\/|\/(?:\.\.)?$/;

/** Throws `forbidden` unless the record is of the caller's own member. */
export function requireOwn(caller: Caller, recordId: string): void {
  if (recordId.startsWith(`${caller.member}-`)) return;
  throw new Fault('forbidden', 'A bureau sends and changes the records of its own member.');
}

type NameWire = NonNullable<NonNullable<RecordWire['person']>['names']>[number];

function nameFrom(wire: NameWire, path: string): PersonName {
  const { family, given, fullName } = wire;
  const divided = family !== undefined || given !== undefined;
  if (fullName !== undefined && divided) {
    throw new Fault('unprocessable', 'Give family and given, or fullName, not both.', path);
  }
  const name: PersonName = {
    family: family ?? null,
    given: given ?? null,
    fullName: fullName ?? null,
    kind: wire.kind ?? 'primary',
    quality: wire.quality ?? 'good',
  };
  if (!namesSomebody(family, given, fullName)) {
    throw new Fault('unprocessable', 'The name has no letter and no digit.', path);
  }
  return name;
}

function birthFrom(text: string, path: string): string {
  if (!EDTF_FORM.test(text)) {
    throw new Fault('invalid_request', 'A date of birth is written in EDTF, like 1974-08.', path);
  }
  if (OPEN_INTERVAL.test(text)) {
    const detail =
      'An interval of birth has both its ends; leave the date out where one is unknown.';
    throw new Fault('unprocessable', detail, path);
  }
  if (parseEdtf(text) === null) {
    throw new Fault('unprocessable', 'The calendar has no such date.', path);
  }
  return text;
}

/** A described person; throws `invalid_request` or `unprocessable` with the path under `/person`. */
export function personFrom(wire: NonNullable<RecordWire['person']>): Person {
  return {
    names: wire.names.map((name, at) => nameFrom(name, `/person/names/${at}`)),
    datesOfBirth: (wire.datesOfBirth ?? []).map((text, at) =>
      birthFrom(text, `/person/datesOfBirth/${at}`),
    ),
    sex: wire.sex ?? 'U',
    nationalities: (wire.nationalities ?? []).map((code, at) =>
      travelCode(code, `/person/nationalities/${at}`),
    ),
    placeOfBirth: wire.placeOfBirth ?? null,
    documents: (wire.documents ?? []).map((document, at) => ({
      number: documentNumber(document.number, `/person/documents/${at}/number`),
      issuer: travelCode(document.issuer, `/person/documents/${at}/issuer`),
      type: document.type?.toUpperCase() ?? null,
    })),
  };
}

/** The day on which a document was reported, or today's in a zone ahead of UTC at the latest. */
function reportedFrom(text: string, path: string, today: string): string {
  const day = dayFrom(text, path);
  if (day <= daysFrom(today, 1)) return day;
  throw new Fault('unprocessable', 'The day of the report is still to come.', path);
}

function documentFrom(
  wire: NonNullable<RecordWire['document']>,
  caller: Caller,
  today: string,
): ListedDocument {
  const issuer = travelCode(wire.issuer, '/document/issuer');
  if (canonicalIssuer(issuer) !== caller.member) {
    const detail = 'Only the member that issued a document may list it.';
    throw new Fault('unprocessable', detail, '/document/issuer');
  }
  return {
    number: documentNumber(wire.number, '/document/number'),
    issuer,
    type: wire.type.toUpperCase(),
    status: wire.status,
    reportedOn:
      wire.reportedOn == null ? null : reportedFrom(wire.reportedOn, '/document/reportedOn', today),
  };
}

function warrantFrom(wire: NonNullable<RecordWire['warrant']>): Warrant {
  return {
    issuer: wire.issuer == null ? null : travelCode(wire.issuer, '/warrant/issuer'),
    date: wire.date == null ? null : dayFrom(wire.date, '/warrant/date'),
    maximumPenaltyYears: wire.maximumPenaltyYears ?? null,
    sentenceMonths: wire.sentenceMonths ?? null,
  };
}

const mandatory = (path: string): Fault =>
  new Fault('unprocessable', 'This field is mandatory.', path);

/** What depends on the index: persons are described, documents are shown. */
function subjectFrom(wire: RecordWire, caller: Caller, today: string) {
  const { index, person, document } = wire;
  if (index === 'documents') {
    if (document == null) throw mandatory('/document');
    if (person != null) {
      throw new Fault('unprocessable', 'A document record holds no person.', '/person');
    }
    return {
      colour: wire.colour ?? null,
      kind: wire.kind ?? ('diffusion' as const),
      action: wire.action ?? ('seize-document' as const),
      person: null,
      document: documentFrom(document, caller, today),
    };
  }
  if (wire.colour === undefined) throw mandatory('/colour');
  if (wire.kind === undefined) throw mandatory('/kind');
  if (wire.action === undefined) throw mandatory('/action');
  if (person == null) throw mandatory('/person');
  if (document != null) {
    const detail = "A person's documents are listed in person.documents.";
    throw new Fault('unprocessable', detail, '/document');
  }
  const { colour, kind, action } = wire;
  return { colour, kind, action, person: personFrom(person), document: null };
}

/** A record is filed under every key of all its names, or not taken: a name left out would be a wanted person missed. */
function requireFileable(content: RecordContent): void {
  // One name never needs so many: most pushes are not prepared a second time for this.
  if (content.index === 'documents' || (content.person?.names.length ?? 0) < 2) return;
  const person = preparedPerson(content);
  if (person === null) return;
  const keys = recordPostings(person, content.index).length;
  if (keys <= LIMITS.recordKeysMax) return;
  const detail =
    `So many names of so many words need ${keys} keys, and a record is filed under ${LIMITS.recordKeysMax} at ` +
    'most. Put some of them into a second record.';
  throw new Fault('unprocessable', detail, '/person/names');
}

/**
 * Authorises and reads a record of the described form; `today` is the UTC day, `YYYY-MM-DD`.
 * Throws `forbidden`, `invalid_request` or `unprocessable` with the path at fault.
 */
export function validate(
  caller: Caller,
  recordId: string,
  wire: RecordWire,
  today: string,
): Validated {
  authorise(caller, 'push');
  requireOwn(caller, recordId);
  const subject = subjectFrom(wire, caller, today);
  const expiryGiven = wire.expiresOn != null;
  const years =
    wire.index === 'documents' ? LIMITS.documentRetentionYears : LIMITS.personRetentionYears;
  const expiresOn =
    wire.expiresOn == null ? yearsFrom(today, years) : dayFrom(wire.expiresOn, '/expiresOn');
  if (expiresOn < today) {
    throw new Fault('unprocessable', 'The last valid day has passed.', '/expiresOn');
  }
  const content: RecordContent = {
    index: wire.index,
    colour: subject.colour,
    kind: subject.kind,
    recipients:
      wire.recipients === undefined || wire.recipients === 'all'
        ? 'all'
        : members(wire.recipients, '/recipients'),
    person: subject.person,
    document: subject.document,
    action: subject.action,
    offences: wire.offences ?? [],
    warrant: wire.warrant == null ? null : warrantFrom(wire.warrant),
    warnings: [...new Set(wire.warnings ?? [])].sort(),
    restrictions: restrictionsFrom(wire.restrictions ?? {}, '/restrictions'),
    confidentiality: wire.confidentiality ?? 'official-use',
    expiresOn,
  };
  requireFileable(content);
  return new ValidatedRecord(caller, recordId, content, expiryGiven);
}

/** The code of the member a path names, `D` being `DEU`. Throws `not_found` for no member. */
export function memberNamed(text: string, known: (code: string) => boolean): string {
  const code = canonicalCode(text);
  if (!known(code)) throw new Fault('not_found', 'There is no such member.');
  return code;
}
