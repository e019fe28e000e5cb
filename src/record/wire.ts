/**
 * The shapes of what callers send, one schema each: compiled to validators, and published as OpenAPI.
 * It must never accept a field that it does not name.
 */
import { Type, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox';
import { LIMITS } from '../limits.js';
import {
  ACTIONS,
  COLOURS,
  CONFIDENTIALITIES,
  DOCUMENT_STATUSES,
  INDEX_NAMES,
  KINDS,
  NAME_KINDS,
  PURPOSES,
  SEXES,
  WARNINGS,
} from './record.js';

export const closed = <T extends TProperties>(properties: T): TObject<T> =>
  Type.Object(properties, { additionalProperties: false });

export const oneOf = <T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

const nullable = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

export const text = (max: number) => Type.String({ minLength: 1, maxLength: max });
const code = Type.String({ minLength: 1, maxLength: 3, pattern: '^[A-Za-z]{1,3}$' });
export const memberCode = Type.String({ pattern: '^[A-Z]{3}$' });
const name = Type.String({ maxLength: LIMITS.nameCharactersMax });
const documentNumber = Type.String({ minLength: 1, maxLength: 40 });
const documentType = Type.String({ pattern: '^[A-Za-z][A-Za-z<]?$' });

/** A field that may be left out or be null, both meaning "not stated". */
export const nullableText = (max: number) =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: max }));
const nullableNumber = (max: number) =>
  Type.Optional(Type.Unsafe<number | null>({ type: ['number', 'null'], minimum: 0, maximum: max }));
const nullableList = <T extends TSchema>(item: T, max: number) =>
  Type.Optional(
    Type.Unsafe<Static<T>[] | null>({ type: ['array', 'null'], items: item, maxItems: max }),
  );

export const CheckSchema = closed({
  purpose: oneOf(PURPOSES),
  person: Type.Optional(
    closed({
      fullName: Type.Optional(name),
      name: Type.Optional(closed({ family: Type.Optional(name), given: Type.Optional(name) })),
      dateOfBirth: Type.Optional(Type.String({ maxLength: 10 })),
      sex: Type.Optional(oneOf(SEXES)),
      nationalities: Type.Optional(Type.Array(code, { maxItems: LIMITS.nationalitiesMax })),
    }),
  ),
  documents: Type.Optional(
    Type.Array(
      closed({ number: documentNumber, issuer: code, type: Type.Optional(documentType) }),
      { minItems: 1, maxItems: LIMITS.documentsPerCheckMax },
    ),
  ),
  // How long a line may be is said by whoever reads the zone, of the zone as a whole.
  mrz: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 3 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.checkLimitMax })),
  minScore: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  onBehalfOf: Type.Optional(closed({ user: text(100) })),
});
export type CheckWire = Static<typeof CheckSchema>;

export const RestrictionsSchema = closed({
  deny: nullableList(memberCode, LIMITS.membersPerListMax),
  allowOnly: nullableList(memberCode, LIMITS.membersPerListMax),
  agencies: nullableList(text(LIMITS.agencyCharactersMax), LIMITS.agenciesPerListMax),
  purposes: nullableList(oneOf(PURPOSES), PURPOSES.length),
});
export type RestrictionsWire = Static<typeof RestrictionsSchema>;

const NameSchema = closed({
  family: Type.Optional(name),
  given: Type.Optional(name),
  fullName: Type.Optional(name),
  kind: Type.Optional(oneOf(NAME_KINDS)),
  quality: Type.Optional(oneOf(['good', 'low'] as const)),
});

export const PersonSchema = closed({
  names: Type.Array(NameSchema, { minItems: 1, maxItems: LIMITS.namesPerRecordMax }),
  datesOfBirth: Type.Optional(
    Type.Array(Type.String({ maxLength: 30 }), { maxItems: LIMITS.datesPerRecordMax }),
  ),
  sex: Type.Optional(oneOf(SEXES)),
  nationalities: Type.Optional(Type.Array(code, { maxItems: LIMITS.nationalitiesMax })),
  placeOfBirth: nullableText(LIMITS.textCharactersMax),
  documents: Type.Optional(
    Type.Array(
      closed({ number: documentNumber, issuer: code, type: Type.Optional(documentType) }),
      { maxItems: LIMITS.documentsPerPersonMax },
    ),
  ),
});

const DocumentSchema = closed({
  number: documentNumber,
  issuer: code,
  type: documentType,
  status: oneOf(DOCUMENT_STATUSES),
  reportedOn: nullableText(10),
});

const WarrantSchema = closed({
  issuer: nullableText(3),
  date: nullableText(10),
  maximumPenaltyYears: nullableNumber(1_000),
  sentenceMonths: nullableNumber(12_000),
});

const recordFields = {
  index: oneOf(INDEX_NAMES),
  colour: Type.Optional(oneOf(COLOURS)),
  kind: Type.Optional(oneOf(KINDS)),
  recipients: Type.Optional(
    Type.Unsafe<'all' | string[]>({
      type: ['string', 'array'],
      if: { type: 'string' },
      then: { const: 'all' },
      else: { items: memberCode, minItems: 1, maxItems: LIMITS.membersPerListMax },
    }),
  ),
  person: nullable(PersonSchema),
  document: nullable(DocumentSchema),
  action: Type.Optional(oneOf(ACTIONS)),
  offences: Type.Optional(
    Type.Array(text(LIMITS.textCharactersMax), { maxItems: LIMITS.offencesMax }),
  ),
  warrant: nullable(WarrantSchema),
  warnings: Type.Optional(Type.Array(oneOf(WARNINGS), { maxItems: WARNINGS.length })),
  restrictions: nullable(RestrictionsSchema),
  confidentiality: Type.Optional(oneOf(CONFIDENTIALITIES)),
  expiresOn: nullableText(10),
};

export const RecordSchema = closed(recordFields);
export type RecordWire = Static<typeof RecordSchema>;

export const RECORD_ID_PATTERN = `^[A-Z]{3}-[A-Za-z0-9._-]{1,${LIMITS.referenceCharactersMax}}$`;
const RECORD_ID = new RegExp(RECORD_ID_PATTERN);
export const isRecordId = (text: string): boolean => RECORD_ID.test(text);
export const BulkLineSchema = closed({
  recordId: Type.String({ pattern: RECORD_ID_PATTERN }),
  ...recordFields,
});
export type BulkLineWire = Static<typeof BulkLineSchema>;

/** Words to be read by a person: spaces alone say nothing. */
export const words = Type.String({
  minLength: 1,
  maxLength: LIMITS.reasonCharactersMax,
  pattern: '\\S',
});
export const reason = words;
export const ReasonSchema = closed({ reason });
export type ReasonWire = Static<typeof ReasonSchema>;
export const SuspendSchema = closed({
  reason,
  until: Type.Optional(Type.String({ maxLength: 10 })),
});
export type SuspendWire = Static<typeof SuspendSchema>;
export const RenewSchema = closed({
  reason,
  expiresOn: Type.Optional(Type.String({ maxLength: 10 })),
});
export type RenewWire = Static<typeof RenewSchema>;
export const DecisionSchema = closed({
  decision: Type.Unsafe<'act' | 'do-not-act' | null>({ enum: ['act', 'do-not-act', null] }),
  reason: Type.Optional(Type.String({ maxLength: LIMITS.reasonCharactersMax })),
});
export type DecisionWire = Static<typeof DecisionSchema>;
export const ConnectionSchema = closed({
  state: oneOf(['connected', 'disconnected'] as const),
  reason,
});
export type ConnectionWire = Static<typeof ConnectionSchema>;
export const CredentialSchema = closed({
  member: memberCode,
  role: oneOf(['terminal', 'ncb', 'reviewer', 'supervisor', 'auditor', 'operator'] as const),
  agency: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      minLength: 1,
      maxLength: LIMITS.agencyCharactersMax,
    }),
  ),
  name: nullableText(LIMITS.credentialNameCharactersMax),
  // Not `integer`: a part of a day is a number out of range, not another type.
  expiresInDays: Type.Optional(
    Type.Unsafe<number | null>({
      type: ['number', 'null'],
      minimum: 1,
      maximum: LIMITS.credentialDaysMax,
      multipleOf: 1,
    }),
  ),
});
export type CredentialWire = Static<typeof CredentialSchema>;
