/**
 * What owners are told of checks: that a record of theirs was matched, by whom and what for.
 * It must never say whom a check was about, nor tell of a miss, of what was withheld, or of what still waits.
 */
import type { Purpose } from '../record/record.js';
import type { Deed } from '../store/deeds.js';
import type { Addressees } from './addressees.js';
import type { Answering } from './record-in-audit.js';
import { ownerOf } from './restrict.js';
import type { Releasing } from './released.js';
import type { ShownCandidate } from './reply.js';

/** Whether the owner is told; hit notification is a matter of policy, never unconditional. */
export interface TellingPolicy {
  /** Purposes of the checks whose matches owners are told of. */
  readonly toldFor: readonly Purpose[];
}

/** A check whose matches have been returned, or released by a reviewer. */
export interface ReturnedMatches {
  readonly checkId: string;
  /** Who asked. */
  readonly caller: {
    readonly credentialId: string;
    readonly member: string;
    readonly agency: string | null;
  };
  readonly purpose: Purpose;
  readonly matches: readonly Pick<ShownCandidate, 'dossier' | 'version' | 'score'>[];
  /** Matches below it are candidates that were asked for besides; nobody is told of them. */
  readonly threshold: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class MatchMessages {
  readonly #addressees: Addressees;
  readonly #policy: TellingPolicy;

  constructor(addressees: Addressees, policy: TellingPolicy) {
    this.#addressees = addressees;
    this.#policy = policy;
  }

  /** As a consequence of an answer; a referred one has no matches until they are released. */
  readonly follow = ({ checkId, cleared, at }: Answering): readonly Deed[] => {
    if (cleared.referred) return [];
    const { caller, purpose, threshold } = cleared.asked;
    return this.told({ checkId, caller, purpose, threshold, at, matches: cleared.matches });
  };

  /** As a consequence of a reviewer's release. */
  readonly release = ({ checkId, cleared, at }: Releasing): readonly Deed[] => {
    const { caller, purpose, threshold } = cleared.asked;
    return this.told({ checkId, caller, purpose, threshold, at, matches: cleared.matches });
  };

  /** One message for each record matched. */
  told({ checkId, caller, purpose, threshold, at, matches }: ReturnedMatches): Deed[] {
    if (!this.#policy.toldFor.includes(purpose)) return [];
    const { credentialId, member, agency } = caller;
    return matches.flatMap(({ dossier, version, score }) => {
      if (score < threshold) return [];
      const { recordId } = dossier;
      const { index } = version.content;
      const when = new Date(at).toISOString();
      const body = { checkId, member, agency, purpose, index, score, at: when };
      const telling = { recordId, version: version.version, body, by: credentialId, now: at };
      return this.#addressees.tell([ownerOf(recordId)], { type: 'match', ...telling });
    });
  }
}
