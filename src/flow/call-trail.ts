/**
 * Calls on record: who did what to what, and with which reason.
 * It must never hold more of a caller than its credential, member and role.
 */
import type { Caller } from '../access/caller.js';
import type { CallEntry } from '../audit/entry.js';

/** Where calls are put on record. */
export interface CallTrail {
  append(entry: CallEntry): Promise<void>;
}

/** `now` in milliseconds since 1970. */
export function callEntry(
  { credentialId, member, role }: Caller,
  now: number,
  call: Pick<CallEntry, 'action' | 'subject' | 'status' | 'reason'>,
): CallEntry {
  return { kind: 'call', at: now, credentialId, member, role, ...call };
}
