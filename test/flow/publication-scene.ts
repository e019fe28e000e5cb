/**
 * Records of one owner, and to whom what is told of them goes, beside the rule of who sees.
 * It must never ask the code under test who may see a record: it tries callers one by one.
 */
import fc from 'fast-check';
import { Addressees, membersOf } from '../../src/flow/addressees.js';
import type { Actor, Step } from '../../src/flow/life.js';
import * as life from '../../src/flow/life.js';
import { PublicationMessages } from '../../src/flow/publication-messages.js';
import type { Dossier, StoredVersion } from '../../src/record/codec.js';
import { MEMBERS } from '../../src/record/countries.js';
import { isShownTo } from '../../src/record/message.js';
import {
  PURPOSES,
  UNRESTRICTED,
  type Purpose,
  type RecordContent,
  type RecordState,
  type Restrictions,
} from '../../src/record/record.js';
import { canonicalRestrictions, sees } from '../../src/record/visibility.js';
import type { Deed } from '../../src/store/deeds.js';
import type { Told } from '../support/deeds.js';

export const OWNER = 'FRA';
export const RECORD = 'FRA-1';
export const CODES = MEMBERS.map(({ code }) => code);
const AGENCIES = ['border', 'police', 'customs'];
export const actor: Actor = {
  credentialId: 'who',
  now: 1_700_000_000_000,
  today: '2023-11-14',
  reviewId: 'review',
};

export function contentWith(more: Partial<RecordContent> = {}): RecordContent {
  return {
    index: 'wanted',
    colour: 'red',
    kind: 'diffusion',
    recipients: 'all',
    person: {
      names: [
        { family: 'Secretive', given: 'Nobody', fullName: null, kind: 'primary', quality: 'good' },
      ],
      datesOfBirth: ['1974-08-12'],
      sex: 'U',
      nationalities: [],
      placeOfBirth: null,
      documents: [],
    },
    document: null,
    action: 'arrest',
    offences: [],
    warrant: null,
    warnings: [],
    restrictions: UNRESTRICTED,
    confidentiality: 'official-use',
    expiresOn: '2030-01-01',
    ...more,
  };
}

export function versionOf(
  content: RecordContent,
  version = 1,
  state: RecordState = 'published',
): StoredVersion {
  return {
    version,
    state,
    reviewStatus: 'not_reviewed',
    content,
    updatedAt: 1,
    suspendedUntil: null,
    reviewId: null,
  };
}

export function dossierOf(live: StoredVersion | null, held: StoredVersion | null = null): Dossier {
  const made = { revision: 1, recordId: RECORD, createdAt: 1, createdBy: 'who' };
  return { ...made, live, held, addenda: [], decisions: {}, refusal: null };
}

interface World {
  readonly defaults?: Restrictions;
  readonly receiving?: readonly string[];
}

/** What tells of records of an owner with these defaults. */
export function publicationsUnder(
  defaults: Restrictions,
  receiving: readonly string[] = [],
): PublicationMessages {
  const addressees = new Addressees({
    tables: { member: () => ({ defaults }) },
    measures: { holdsReceipt: (member) => receiving.includes(member) },
  });
  return new PublicationMessages(addressees);
}

export function effectsOf(
  before: Dossier | null,
  step: Step,
  { defaults, receiving }: World = {},
): readonly Deed[] {
  const publications = publicationsUnder(defaults ?? UNRESTRICTED, receiving);
  return publications.of(before, step, actor)?.deeds ?? [];
}

export const stepTo = (next: Dossier): Step => ({ next, version: life.latestOf(next) });
export const published = (content: RecordContent, world: World = {}) =>
  effectsOf(null, stepTo(dossierOf(versionOf(content))), world);

/** Everybody whom messages reach, in their own streams or in that of all. */
export function reached(told: readonly Told[]): string[] {
  return told
    .flatMap(({ to, message: { audience } }) => (audience === null ? [to] : membersOf(audience)))
    .sort();
}

const codes = fc.uniqueArray(fc.constantFrom(...CODES, OWNER), { maxLength: 12 });
export const restrictions: fc.Arbitrary<Restrictions> = fc
  .record({
    deny: codes,
    allowOnly: fc.option(codes),
    agencies: fc.option(fc.subarray(AGENCIES)),
    purposes: fc.option(fc.subarray([...PURPOSES])),
  })
  .map(canonicalRestrictions);
export const recipients = fc.oneof(fc.constant('all' as const), codes);

/** Whether any caller of a member may see it for some purpose, tried one by one. */
export function someoneMay(
  member: string,
  content: RecordContent,
  defaults: Restrictions,
): boolean {
  const seen = { owner: OWNER, recipients: content.recipients, restrictions: content.restrictions };
  return [null, ...AGENCIES].some((agency) =>
    PURPOSES.some((purpose) => sees({ member, agency, purpose }, seen, defaults)),
  );
}

/** Callers of other members, as `member agency`, that a reading shows a version. */
export const readersOf = (content: RecordContent, defaults: Restrictions): string[] =>
  callersWhoSee(content, defaults, [null]);

/** The same of those whom a check shows it, for one purpose at least. */
export const checkersOf = (content: RecordContent, defaults: Restrictions): string[] =>
  callersWhoSee(content, defaults, PURPOSES);

function callersWhoSee(
  { recipients: to, restrictions: own }: RecordContent,
  defaults: Restrictions,
  purposes: readonly (Purpose | null)[],
): string[] {
  const seen = { owner: OWNER, recipients: to, restrictions: own };
  return callersWhere(
    (member, agency) =>
      member !== OWNER &&
      purposes.some((purpose) => sees({ member, agency, purpose }, seen, defaults)),
  );
}

function callersWhere(holds: (member: string, agency: string | null) => boolean): string[] {
  return CODES.flatMap((member) =>
    [null, ...AGENCIES].filter((agency) => holds(member, agency)).map((a) => `${member} ${a}`),
  );
}

/** Callers that messages are shown to, as far as the messages decide. */
export function shownTo(told: readonly Told[]): string[] {
  const among = told.map(({ to, message }) => ({
    message,
    members: message.audience === null ? [to] : membersOf(message.audience),
  }));
  return callersWhere((member, agency) =>
    among.some(({ members, message }) => members.includes(member) && isShownTo(message, agency)),
  );
}
