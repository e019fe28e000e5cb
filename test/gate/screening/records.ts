/**
 * Held records for tests of screening: one that no rule speaks against, and every odd kind.
 * It must never hold anybody real.
 */
import fc from 'fast-check';
import {
  ACTIONS,
  COLOURS,
  CONFIDENTIALITIES,
  DOCUMENT_STATUSES,
  KINDS,
  NAME_KINDS,
  SEXES,
  UNRESTRICTED,
  WARNINGS,
  type ListedDocument,
  type Person,
  type PersonName,
  type RecordContent,
  type Warrant,
} from '../../../src/record/record.js';
import type { ScreeningQuestion } from '../../../src/gate/screening/question.js';
import { TERM_LISTS } from '../../../src/gate/screening/terms.js';

export const TODAY = '2026-03-01';

export const named = (family: string | null, given: string | null): PersonName => ({
  family,
  given,
  fullName: null,
  kind: 'primary',
  quality: 'good',
});

export const undivided = (fullName: string): PersonName => ({
  ...named(null, null),
  fullName,
});

export const PERSON: Person = {
  names: [named('Lindhagen', 'Solveig')],
  datesOfBirth: ['1981-02-27'],
  sex: 'F',
  nationalities: ['SWE'],
  placeOfBirth: 'Östersund',
  documents: [{ number: 'SVD260041', issuer: 'SWE', type: 'P' }],
};

export const WARRANT: Warrant = {
  issuer: 'SWE',
  date: '2025-03-03',
  maximumPenaltyYears: 6,
  sentenceMonths: null,
};

export const DOCUMENT: ListedDocument = {
  number: 'SVD260042',
  issuer: 'SWE',
  type: 'P',
  status: 'stolen',
  reportedOn: '2026-01-02',
};

const RED: RecordContent = {
  index: 'wanted',
  colour: 'red',
  kind: 'notice',
  recipients: 'all',
  person: PERSON,
  document: null,
  action: 'arrest',
  offences: ['fraud'],
  warrant: WARRANT,
  warnings: [],
  restrictions: UNRESTRICTED,
  confidentiality: 'official-use',
  expiresOn: '2031-03-01',
};

export const content = (more: Partial<RecordContent> = {}): RecordContent => ({ ...RED, ...more });

export const listed = (more: Partial<ListedDocument> = {}): RecordContent =>
  content({
    ...{ index: 'documents', colour: null, kind: 'diffusion', action: 'seize-document' },
    ...{ person: null, document: { ...DOCUMENT, ...more }, offences: [], warrant: null },
    expiresOn: '2036-03-01',
  });

export const missing = (more: Partial<RecordContent> = {}): RecordContent =>
  content({
    ...{ index: 'missing', colour: 'yellow', action: 'locate', offences: [], warrant: null },
    ...more,
  });

export const asked = (
  record: RecordContent = RED,
  more: Partial<ScreeningQuestion> = {},
): ScreeningQuestion => ({
  id: 'review-1',
  recordId: 'SWE-2026-1',
  owner: 'SWE',
  content: record,
  published: null,
  lookalikes: [],
  protections: [],
  today: TODAY,
  ...more,
});

/** The person of a record changed, and nothing else. */
export const about = (more: Partial<Person>, rest: Partial<RecordContent> = {}): RecordContent =>
  content({ ...rest, person: { ...PERSON, ...more } });

/* ---- every odd kind ---- */

const CHARACTERS = [
  ..."abceilnorstuxyzABEINORST 019-'.,/*~äößıçÅø",
  ...'авеийкмнорстуєїґΑΒερσأإؤئىةکیابتدرسلمنهو颠覆国家政権邪教',
  ...[
    '\u0301',
    '\u0327',
    '\u200b',
    '\u200c',
    '\u202e',
    '\u00ad',
    '\ud83d',
    '\u0000',
    '🙂',
    'ﷺ',
    '½',
  ],
];
const odd = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 40 }).map((all) => all.join(''));
const terms = Object.values(TERM_LISTS).flatMap((list) => Object.values(list).flat());
const term = fc.constantFrom(...terms).map((text) => text.replaceAll('*', ''));
const offence = fc
  .array(fc.oneof(odd, term, fc.constantFrom('of', 'the', 'fraud', 'кража', 'سرقة', '盗窃')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(' ') || '-');
const text = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 30 }), fc.constant('unknown'));
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

/** Members and other codes that the tests exchange for one another. */
export const CODES = ['SWE', 'BRA', 'KEN', 'THA', 'XXB', 'XXC'] as const;
const code = fc.constantFrom(...CODES);

const day = fc
  .tuple(
    fc.integer({ min: 1890, max: 2050 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const birth = fc.oneof(
  day,
  fc.constantFrom(
    '1974',
    '197X',
    '20XX',
    '2010~',
    '1974-08',
    '1974-08-XX',
    '1970/1975',
    '2001?/2030',
  ),
);
const name: fc.Arbitrary<PersonName> = fc.record({
  family: orNull(text),
  given: orNull(text),
  fullName: orNull(text),
  kind: fc.constantFrom(...NAME_KINDS),
  quality: fc.constantFrom('good' as const, 'low' as const),
});
const paper = fc.record({
  number: fc.constantFrom('A1', 'AB123456', '00000', 'X7'),
  issuer: code,
  type: fc.constantFrom(null, 'P'),
});
const person: fc.Arbitrary<Person> = fc.record({
  names: fc.array(name, { minLength: 1, maxLength: 4 }),
  datesOfBirth: fc.array(birth, { maxLength: 4 }),
  sex: fc.constantFrom(...SEXES),
  nationalities: fc.array(code, { maxLength: 3 }),
  placeOfBirth: orNull(text),
  documents: fc.array(paper, { maxLength: 4 }),
});
const warrant: fc.Arbitrary<Warrant> = fc.record({
  issuer: orNull(code),
  date: orNull(day),
  maximumPenaltyYears: orNull(fc.double({ min: 0, max: 1_000, noNaN: true })),
  sentenceMonths: orNull(fc.integer({ min: 0, max: 12_000 })),
});
const subject = fc.oneof(
  fc.record({
    index: fc.constantFrom('wanted' as const, 'missing' as const),
    colour: fc.constantFrom(...COLOURS),
    person,
    document: fc.constant(null),
  }),
  fc.record({
    index: fc.constant('documents' as const),
    colour: orNull(fc.constantFrom(...COLOURS)),
    person: fc.constant(null),
    document: fc.record({
      number: fc.constantFrom('A1', 'AB123456'),
      issuer: code,
      type: fc.constant('P'),
      status: fc.constantFrom(...DOCUMENT_STATUSES),
      reportedOn: orNull(day),
    }),
  }),
);

export const anyContent: fc.Arbitrary<RecordContent> = fc
  .tuple(
    subject,
    fc.record({
      kind: fc.constantFrom(...KINDS),
      recipients: fc.constant('all' as const),
      action: fc.constantFrom(...ACTIONS),
      offences: fc.array(offence, { maxLength: 5 }),
      warrant: orNull(warrant),
      warnings: fc.constantFrom([], [...WARNINGS]),
      restrictions: fc.constant(UNRESTRICTED),
      confidentiality: fc.constantFrom(...CONFIDENTIALITIES),
      expiresOn: day,
    }),
  )
  .map(([of, rest]) => ({ ...of, ...rest }));

const score = fc.double({ min: 0, max: 1, noNaN: true });
export const protections = fc.array(
  fc.record({ score, status: fc.constantFrom('asked' as const, 'granted' as const) }),
  { maxLength: 4 },
);

export const anyQuestion: fc.Arbitrary<ScreeningQuestion> = fc
  .record({
    id: fc.constant('review-1'),
    owner: fc.constantFrom('SWE', 'BRA', 'KEN', 'THA'),
    content: anyContent,
    published: orNull(anyContent),
    lookalikes: fc.array(
      fc
        .record({ owner: fc.constantFrom('SWE', 'BRA'), score, reason: text })
        .map((like) => ({ ...like, recordId: `${like.owner}-7` })),
      { maxLength: 3 },
    ),
    protections,
    today: day,
  })
  .map((question) => ({ ...question, recordId: `${question.owner}-7` }));
