/**
 * Referred checks as those read them who asked: whether they are decided, and what was released.
 * It must never tell of a match that was not released, nor whether there was any.
 */
import { authorise, type Caller } from '../access/caller.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import type { Referral } from '../record/referral.js';
import type { Referrals } from '../store/referrals.js';
import type { Store } from '../store/store.js';
import type { CallTrail } from './call-trail.js';
import { recordsNow, visibleMatches, type VisibleMatch } from './released.js';
import { matchOf, type ReplyContext } from './reply.js';

export interface ReferredCheckParts {
  readonly store: Store;
  readonly referrals: Pick<Referrals, 'read'>;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly supervised: (member: string) => boolean;
}

/** What `GET /v1/checks/{checkId}` answers. */
export interface ReferredCheck {
  readonly checkId: string;
  readonly state: 'pending' | 'released' | 'closed';
  readonly referral: { readonly id: string; readonly expectedBy: string };
  /** ISO 8601; `null` while it waits. */
  readonly decidedAt: string | null;
  readonly matches: readonly object[];
  /** A released record was rewritten since: only a new check tells what it says now. */
  readonly checkAgain: boolean;
}

const unknownCheck = (): Fault => new Fault('not_found', 'There is no such referred check.');

/** The credential that asked, and the bureau of its member. */
function mayRead(caller: Caller, row: Referral): boolean {
  if (caller.member !== row.member) return false;
  return caller.role === 'ncb' || caller.credentialId === row.credentialId;
}

export class ReferredChecks {
  readonly #parts: ReferredCheckParts;
  readonly #context: ReplyContext;

  constructor(parts: ReferredCheckParts) {
    this.#parts = parts;
    this.#context = { tables: parts.store.tables, supervised: parts.supervised };
  }

  /**
   * Released matches are told from the records as they are now. Whom an owner has shut out since is told what
   * it would be told had nothing been released; a decided check costs the same to read either way.
   */
  async read(caller: Caller, checkId: string): Promise<ReferredCheck> {
    authorise(caller, 'check');
    const kept = await this.#parts.referrals.read(checkId);
    if (kept === null || !mayRead(caller, kept.row)) throw unknownCheck();
    const { row } = kept;
    if (row.decision === null) return this.#told(row, 'pending', []);
    const seen = await this.#seenNow(caller, row);
    const unchanged = seen.filter(({ rewritten }) => !rewritten);
    await this.#putOnRecord(caller, row, unchanged);
    if (seen.length === 0) return this.#told(row, 'closed', []);
    const matches = unchanged.map((match) => matchOf(match, caller.member, this.#context));
    return this.#told(row, 'released', matches, unchanged.length < seen.length);
  }

  /** The released matches that the reader may see, whether or not their records were rewritten. */
  async #seenNow(caller: Caller, row: Referral): Promise<VisibleMatch[]> {
    const { store, clock } = this.#parts;
    const records = await recordsNow(
      store,
      row.matches.map(({ recordId }) => recordId),
    );
    const released = row.matches.filter((match) => row.released.includes(match.recordId));
    const today = utcDay(clock.now());
    return visibleMatches(released, records, caller, row.purpose, today, store);
  }

  async #putOnRecord(
    caller: Caller,
    row: Referral,
    matches: readonly VisibleMatch[],
  ): Promise<void> {
    const { credentialId, member, role } = caller;
    const told = matches.map(({ dossier }) => dossier.recordId);
    await this.#parts.trail.append({
      kind: 'read',
      at: this.#parts.clock.now(),
      credentialId,
      member,
      role,
      action: 'check.read',
      subject: [row.checkId, ...told].join(' '),
      status: 200,
    });
  }

  #told(
    { checkId, expectedBy, decision }: Referral,
    state: ReferredCheck['state'],
    matches: readonly object[],
    checkAgain = false,
  ): ReferredCheck {
    return {
      checkId,
      state,
      referral: { id: checkId, expectedBy: new Date(expectedBy).toISOString() },
      decidedAt: decision === null ? null : new Date(decision.at).toISOString(),
      matches,
      checkAgain,
    };
  }
}
