/**
 * Last stage: the answer in words, from what is cleared and on record.
 * It must never take anything but an `Audited`, and never present a match as an identity.
 */
import { instant } from '../clock.js';
import { LIMITS } from '../limits.js';
import type { Store } from '../store/store.js';
import type { Action } from '../record/record.js';
import type { ReferredMatch } from '../record/referral.js';
import { ALL_INDEXES, indexesOf, type Audited } from './record-in-audit.js';
import { ownerOf } from './restrict.js';
import type { Candidate } from './score.js';

const HANDLING = 'A match is not proof of identity: confirm with the owning bureau before acting.';
const HANDLING_DISCONNECTED =
  'A match is not proof of identity: the owning bureau is disconnected; confirm with the General ' +
  'Secretariat before acting.';

const ANSWERED_PERSONS = { wanted: 'answered', missing: 'answered' } as const;
const ANSWERED_ALL = { wanted: 'answered', missing: 'answered', documents: 'answered' } as const;

const RESPONSES: Readonly<Record<Action, 'stop' | 'discreet' | 'inform'>> = {
  arrest: 'stop',
  'seize-document': 'stop',
  'discreet-check': 'discreet',
  locate: 'inform',
  inform: 'inform',
};

/** What a match is told from. */
export interface ShownCandidate extends Pick<Candidate, 'dossier' | 'version' | 'score'> {
  readonly explanation: ReferredMatch['explanation'];
}

/** What a reply says beside the match itself. */
export interface ReplyContext {
  readonly tables: Pick<Store['tables'], 'member'>;
  /** Whether a measure of any scope is in force on a member. */
  supervised(member: string): boolean;
}

export function matchOf(candidate: ShownCandidate, asking: string, context: ReplyContext): object {
  const { dossier, version } = candidate;
  const { content } = version;
  const owner = ownerOf(dossier.recordId);
  const ownerStatus = context.tables.member(owner).connection;
  const decision = dossier.decisions[asking];
  return {
    recordId: dossier.recordId,
    index: content.index,
    colour: content.colour,
    kind: content.kind,
    owner,
    ownerStatus,
    score: candidate.score,
    explanation: candidate.explanation,
    action: content.action,
    warnings: content.warnings,
    response: RESPONSES[content.action],
    reviewStatus: version.reviewStatus,
    supervised: context.supervised(owner),
    addenda: dossier.addenda.map(({ text, at }) => ({ text, at: instant(at) })),
    nationalDecision:
      decision === undefined ? null : { ...decision, at: new Date(decision.at).toISOString() },
    confidentiality: content.confidentiality,
    person: content.person,
    document: content.document,
    handling: ownerStatus === 'connected' ? HANDLING : HANDLING_DISCONNECTED,
  };
}

/** A referral bears the check's own id: whoever asked knows it already. */
function referralOf({ checkId, at }: Audited): object {
  return { id: checkId, expectedBy: new Date(at + LIMITS.referralTermMs).toISOString() };
}

/** The reply of CONTRACT section 3; `tookMs` the time in the service. */
export function reply(audited: Audited, context: ReplyContext, tookMs: number): object {
  const { asked, matches } = audited.cleared;
  const { mrz } = asked;
  return {
    checkId: audited.checkId,
    result: audited.result,
    indexes: indexesOf(asked) === ALL_INDEXES ? ANSWERED_ALL : ANSWERED_PERSONS,
    matches: matches.map((match) => matchOf(match, asked.caller.member, context)),
    referral: audited.result === 'referred' ? referralOf(audited) : null,
    mrz: mrz === null ? null : { format: mrz.format, problems: mrz.problems },
    tookMs: Math.round(tookMs * 100) / 100,
  };
}

const CLEAR_ALL = `","result":"clear","indexes":${JSON.stringify(ANSWERED_ALL)},"matches":[],"referral":null,"mrz":null,"tookMs":`;
const CLEAR_PERSONS = `","result":"clear","indexes":${JSON.stringify(ANSWERED_PERSONS)},"matches":[],"referral":null,"mrz":null,"tookMs":`;

/** The same reply as JSON text; the common answer, nothing found, is put together from parts. */
export function replyText(audited: Audited, context: ReplyContext, tookMs: number): string {
  const { asked, matches } = audited.cleared;
  if (audited.result === 'clear' && matches.length === 0 && asked.mrz === null) {
    const parts = indexesOf(asked) === ALL_INDEXES ? CLEAR_ALL : CLEAR_PERSONS;
    return `{"checkId":"${audited.checkId}${parts}${String(Math.round(tookMs * 100) / 100)}}`;
  }
  return JSON.stringify(reply(audited, context, tookMs));
}
