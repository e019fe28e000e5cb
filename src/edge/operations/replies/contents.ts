/**
 * What is published of a record's content in replies: persons, documents, bounds, as they are kept.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type, type TSchema } from '@sinclair/typebox';
import {
  ACTIONS,
  COLOURS,
  CONFIDENTIALITIES,
  DOCUMENT_STATUSES,
  INDEX_NAMES,
  KINDS,
  NAME_KINDS,
  PURPOSES,
  RECORD_STATES,
  REVIEW_STATUSES,
  SEXES,
  WARNINGS,
} from '../../../record/record.js';
import { oneOf } from '../../../record/wire.js';
import { code, day, exact, instant, member, named, orNull, said, string } from './terms.js';

const name = named(
  'Name',
  exact({
    family: orNull(string),
    given: orNull(string),
    fullName: said('Where the owner has not said what is family name.', orNull(string)),
    kind: oneOf(NAME_KINDS),
    quality: oneOf(['good', 'low'] as const),
  }),
);

const number = said(
  'Upper case, without spaces and hyphens.',
  Type.String({ pattern: '^[A-Z0-9]{1,22}$' }),
);
const documentType = Type.String({ pattern: '^[A-Z][A-Z<]?$' });

const travelDocument = named(
  'TravelDocument',
  exact({ number, issuer: code, type: orNull(documentType) }),
);

export const person = named(
  'Person',
  exact({
    names: Type.Array(name),
    datesOfBirth: said(
      'EDTF level 1, as the owner wrote them: year, month, day, interval or approximate.',
      Type.Array(string),
    ),
    sex: oneOf(SEXES),
    nationalities: Type.Array(code),
    placeOfBirth: orNull(string),
    documents: Type.Array(travelDocument),
  }),
);

export const listedDocument = named(
  'ListedDocument',
  exact({
    number,
    issuer: code,
    type: documentType,
    status: oneOf(DOCUMENT_STATUSES),
    reportedOn: orNull(day),
  }),
);

const warrant = named(
  'Warrant',
  exact({
    issuer: orNull(string),
    date: orNull(string),
    maximumPenaltyYears: orNull(Type.Number({ minimum: 0 })),
    sentenceMonths: orNull(Type.Number({ minimum: 0 })),
  }),
);

export const purpose = oneOf(PURPOSES);
export const index = oneOf(INDEX_NAMES);

export const restrictions = named(
  'Restrictions',
  said(
    'Who may not see it, or who alone may; null where a list bounds nobody.',
    exact({
      deny: Type.Array(member),
      allowOnly: orNull(Type.Array(member)),
      agencies: orNull(Type.Array(string)),
      purposes: orNull(Type.Array(purpose)),
    }),
  ),
);

export const colour = said('null for documents.', orNull(oneOf(COLOURS)));
export const kind = oneOf(KINDS);
export const action = oneOf(ACTIONS);
export const warnings = Type.Array(oneOf(WARNINGS));
export const confidentiality = oneOf(CONFIDENTIALITIES);
export const recordState = oneOf(RECORD_STATES);
export const reviewStatus = oneOf(REVIEW_STATUSES);

/** What others are shown too. */
export const openContent: Record<string, TSchema> = {
  index,
  colour,
  kind,
  person: said('null for documents, and once the content is deleted.', orNull(person)),
  document: said('null for persons, and once the content is deleted.', orNull(listedDocument)),
  action,
  offences: Type.Array(string),
  warrant: orNull(warrant),
  warnings,
  confidentiality,
  expiresOn: said('The last valid day, in UTC.', day),
};

/** What the owner and reviewers are shown besides. */
export const wholeContent: Record<string, TSchema> = {
  ...openContent,
  recipients: Type.Union([Type.Literal('all'), Type.Array(member)]),
  restrictions,
};

export const addenda = said(
  'Notes of reviewers; the owner cannot take them away.',
  Type.Array(named('ShownAddendum', exact({ text: string, at: instant }))),
);

export const nationalDecision = said(
  "What the calling caller's own member has decided about acting on it; null where it has decided nothing.",
  orNull(
    named(
      'NationalDecision',
      exact({ decision: oneOf(['act', 'do-not-act'] as const), reason: string, at: instant }),
    ),
  ),
);
