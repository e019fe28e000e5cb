/**
 * The reviewers' desk for referred checks: what waits, what was found, and the decision what may be told.
 * It must never decide twice, nor release what was not referred; a decision is one step with its audit entry.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { AuditEntry } from '../audit/entry.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type { ReferralDecisionWire } from '../record/compliance-wire.js';
import {
  packReferral,
  REFERRAL_STATES,
  type Referral,
  type ReferralState,
  type ReferredMatch,
} from '../record/referral.js';
import { referralBell, ring, rowWas, setRow, wait, waitNoMore, type Deed } from '../store/deeds.js';
import { KEYS } from '../store/keys.js';
import type { KeptReferral, Referrals } from '../store/referrals.js';
import type { Store } from '../store/store.js';
import { callEntry } from './call-trail.js';
import { cursorOf, placeFrom } from './cursors.js';
import {
  recordsNow,
  releaseEntry,
  releasing,
  visibleMatches,
  type ReleaseConsequence,
  type VisibleMatch,
} from './released.js';
import { ownerOf } from './restrict.js';
import { shownReferral, summaryOf } from './shown-referral.js';

/** Where decisions are put on record. */
export interface DecisionTrail {
  /** Entries and deeds in one step; `false` where a guard among the deeds does not hold: then nothing. */
  append(entries: readonly AuditEntry[], deeds: readonly Deed[]): Promise<boolean>;
}

export interface ReferralParts {
  readonly store: Store;
  readonly referrals: Referrals;
  readonly clock: Clock;
  readonly decisions: DecisionTrail;
  /** Told of matches as they are released. */
  readonly consequences: readonly ReleaseConsequence[];
}

const STATES: readonly string[] = [...REFERRAL_STATES, 'all'];

const isState = (text: string): text is ReferralState | 'all' => STATES.includes(text);

function stateFrom(text: string | null): ReferralState | 'all' {
  if (text === null) return 'pending';
  if (isState(text)) return text;
  throw new Fault('unprocessable', `state is one of ${STATES.join(', ')}.`, '/state');
}

const decidedAlready = (): Fault =>
  new Fault('conflict', 'The referral is decided already; a decision is final.');

/** Nobody decides on what his own member has asked for or owns. */
function requireOutsider({ member }: Caller, { row }: KeptReferral): void {
  const owners = [...row.matches, ...row.withheld].map(({ recordId }) => ownerOf(recordId));
  if (member !== row.member && !owners.includes(member)) return;
  throw new Fault('forbidden', 'A reviewer does not decide on what concerns the own member.');
}

/**
 * The matches to be released, each once, best first: those that the reviewer names, and those that no measure
 * touches. These only waited beside the others, and to hold them back would be to miss a person.
 */
function chosen(row: Referral, release: readonly string[]): ReferredMatch[] {
  release.forEach((recordId, nth) => {
    if (row.matches.some((match) => match.recordId === recordId)) return;
    const detail = 'This record is not among the matches that were referred.';
    throw new Fault('unprocessable', detail, `/release/${nth}`);
  });
  return row.matches.filter(
    ({ recordId, verdict }) => verdict === null || release.includes(recordId),
  );
}

export class ReferralDesk {
  readonly #parts: ReferralParts;

  constructor(parts: ReferralParts) {
    this.#parts = parts;
  }

  /** Referrals of a state, `pending` unless given: what waits oldest first, all else newest first. */
  async list(
    caller: Caller,
    state: string | null,
    cursor: string | null,
    limit: number,
  ): Promise<object> {
    authorise(caller, 'referrals');
    const { referrals, clock } = this.#parts;
    const max = Math.min(limit, LIMITS.listPageMax);
    const { rows, next } = await referrals.page(stateFrom(state), placeFrom(cursor), max);
    const now = clock.now();
    return {
      referrals: rows.map((row) => summaryOf(row, now)),
      next: cursorOf(next),
    };
  }

  /** One, with the records that were matched as they are now. */
  async one(caller: Caller, checkId: string): Promise<object> {
    authorise(caller, 'referrals');
    const { referrals, store } = this.#parts;
    const kept = (await referrals.read(checkId)) ?? (await referrals.readWithheld(checkId));
    if (kept === null) throw unknownReferral();
    const { matches, withheld } = kept.row;
    const ids = [...matches, ...withheld].map(({ recordId }) => recordId);
    return this.#shown(caller, kept.row, await recordsNow(store, ids));
  }

  /**
   * Decides what may be told; final. What the asking caller could not see at this moment is not released,
   * whatever the reviewer says: its owner's bounds come first.
   */
  async decide(caller: Caller, checkId: string, wire: ReferralDecisionWire): Promise<object> {
    authorise(caller, 'referrals');
    const { referrals, store, clock, decisions, consequences } = this.#parts;
    const kept = await referrals.read(checkId);
    if (kept === null) {
      if ((await referrals.readWithheld(checkId)) === null) throw unknownReferral();
      throw new Fault('conflict', 'The check was answered; there is nothing to decide.');
    }
    requireOutsider(caller, kept);
    const { row } = kept;
    if (row.state !== 'pending') throw decidedAlready();
    const matches = chosen(row, wire.release);
    const ids = [...row.matches, ...row.withheld].map(({ recordId }) => recordId);
    const records = await recordsNow(store, ids);
    const now = clock.now();
    const visible = visibleMatches(matches, records, row, row.purpose, utcDay(now), store);
    const shown = visible.slice(0, row.limit);
    const next = decided(row, caller, wire, shown, now);
    const entries: AuditEntry[] = [
      callEntry(caller, now, {
        action: 'referral.decide',
        subject: checkId,
        status: 200,
        reason: wire.reason,
      }),
    ];
    const deeds = deedsOf(kept, next);
    // What its owner has rewritten since is not told either: only a new check can say what it is now.
    const told = shown.filter(({ rewritten }) => !rewritten);
    if (told.length > 0) {
      const released = releasing(row, told, now);
      entries.push(releaseEntry(row, wire.release, released));
      deeds.push(...consequences.flatMap((follows) => follows(released)));
    }
    if (!(await decisions.append(entries, deeds))) throw decidedAlready();
    return this.#shown(caller, next, records);
  }

  #shown(caller: Caller, row: Referral, records: ReadonlyMap<string, Dossier>): object {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const { matches, purpose } = row;
    const visible = visibleMatches(matches, records, row, purpose, utcDay(now), store);
    return shownReferral(row, records, visible, caller.member, now);
  }
}

const unknownReferral = (): Fault => new Fault('not_found', 'There is no such referral.');

function decided(
  row: Referral,
  caller: Caller,
  { release, reason }: ReferralDecisionWire,
  shown: readonly VisibleMatch[],
  now: number,
): Referral {
  return {
    ...row,
    state: shown.length > 0 ? 'released' : 'closed',
    decision: { by: caller.credentialId, at: now, reason, release: [...new Set(release)] },
    released: shown.map(({ dossier }) => dossier.recordId),
  };
}

/** Guarded by the very bytes that were read: of two decisions at once one is made. */
function deedsOf({ row, bytes }: KeptReferral, next: Referral): Deed[] {
  const { checkId, at } = row;
  const set = next.state === 'released' ? KEYS.referralsReleased : KEYS.referralsClosed;
  return [
    rowWas(KEYS.referrals, checkId, bytes),
    setRow(KEYS.referrals, checkId, packReferral(next)),
    waitNoMore(KEYS.referralsPending, checkId),
    wait(set, checkId, at),
    ring(referralBell(checkId)),
  ];
}
