/**
 * The command's own chain of the audit: what is done on the operator's machine is on record like any call.
 * It must never be left out: a command prints nothing before its entry is durable.
 */
import type { Caller } from '../access/caller.js';
import { GuardedLog } from '../audit/guarded-log.js';
import { systemClock } from '../clock.js';
import type { CallTrail } from '../flow/call-trail.js';
import { LIMITS } from '../limits.js';
import { GENERAL_SECRETARIAT } from '../record/countries.js';
import type { RedisAuditStore } from '../store/audit-store.js';

/** Whoever may run the command; no credential has this name. */
export const COMMAND: Caller = {
  credentialId: 'command',
  member: GENERAL_SECRETARIAT,
  role: 'operator',
  agency: null,
};

/** One chain for all runs: a run that finds another to have been faster reads the head again. */
export function commandTrail(store: RedisAuditStore): CallTrail {
  const name = { chain: 'command', triesMax: LIMITS.commandEntryTriesMax };
  const log = new GuardedLog(store, systemClock, name);
  return {
    append: async (entry) => {
      await log.append([entry], []);
    },
  };
}
