/**
 * A protected person as it is stored: like a record, under an id that no record can have.
 * It must never have a state in which checks match, nor an id or a list that anybody but its member reads.
 */
import type { Dossier, StoredVersion } from '../record/codec.js';
import { UNRESTRICTED, type Person, type RecordContent } from '../record/record.js';

export const PROTECTION_STATUSES = ['asked', 'granted'] as const;
export type ProtectionStatus = (typeof PROTECTION_STATUSES)[number];

/** What a member says: that this person asked for protection against another member, or was granted it. */
export interface Protection {
  readonly against: string;
  readonly status: ProtectionStatus;
  readonly person: Person;
}

/** Record ids hold no space. */
const PREFIX = 'protected ';

export const protectionId = (member: string, reference: string): string =>
  `${PREFIX}${member} ${reference}`;

/** The list in which a member's protections are noted, beside its records' and apart from it. */
export const protectionList = (member: string): string => `${PREFIX}${member}`;

export const referenceIn = (id: string): string => id.split(' ')[2] ?? '';

/** The state says the status; checks match neither. */
const STATES = { asked: 'draft', granted: 'in_review' } as const;
/** It lasts until its member takes it back. */
const NO_END = '9999-12-31';

function contentOf({ against, person }: Protection): RecordContent {
  return {
    index: 'wanted',
    colour: null,
    kind: 'notice',
    recipients: [against],
    person,
    document: null,
    action: 'inform',
    offences: [],
    warrant: null,
    warnings: [],
    restrictions: UNRESTRICTED,
    confidentiality: 'confidential',
    expiresOn: NO_END,
  };
}

export function versionOf(protection: Protection, version: number, now: number): StoredVersion {
  return {
    version,
    state: STATES[protection.status],
    reviewStatus: 'not_reviewed',
    content: contentOf(protection),
    updatedAt: now,
    suspendedUntil: null,
    reviewId: null,
  };
}

/** The protection that a stored value holds; `null` for records, and where it was taken back. */
export function protectionIn({
  recordId,
  live,
}: Dossier): (Protection & { readonly content: RecordContent }) | null {
  if (live === null || !recordId.startsWith(PREFIX)) return null;
  const { content, state } = live;
  const [against] = content.recipients === 'all' ? [] : content.recipients;
  if (against === undefined || content.person === null) return null;
  const status = state === STATES.granted ? 'granted' : 'asked';
  return { against, status, person: content.person, content };
}
