/**
 * Calls on record: who did what to what, and with which reason.
 * It must never hold more of a caller than its credential, member and role.
 */
import type { Caller } from '../access/caller.js';
import type { CallEntry } from '../audit/entry.js';
import { instantOrNone } from '../clock.js';

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

/** A reading of the audit itself, from and to an instant in milliseconds since 1970; `null`: from or to its end. */
export function auditReadEntry(
  { credentialId, member, role }: Caller,
  now: number,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): CallEntry {
  const subject = `${instantOrNone(from) ?? ''}/${instantOrNone(to) ?? ''}`;
  const read = { action: 'audit.read', subject, status: 200 };
  return { kind: 'read', at: now, credentialId, member, role, ...read };
}
