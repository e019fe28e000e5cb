/**
 * What time does to a record: the warning before its last valid day, its expiry, the deletion of its content,
 * the end of a pause. Pure: from a record and a day to the one step that is due.
 * It must never decide by anything but the record itself, so that doing it twice changes nothing.
 */
import type { Caller } from '../access/caller.js';
import { utcDay } from '../clock.js';
import type { Dossier, StoredVersion } from '../record/codec.js';
import { GENERAL_SECRETARIAT } from '../record/countries.js';
import { emptied, isEmptied } from '../record/record.js';
import { daysFrom } from './fields.js';
import { latestOf, resumed, type Actor, type Step } from './life.js';

/** Set by whoever operates the service; defaults after INTERPOL's practice of six months and a prompt deletion. */
export interface RetentionPolicy {
  /** Days before the last valid day. */
  readonly warningDays: number;
  /** Days after the last valid day, or after a withdrawal. */
  readonly deleteDays: number;
}

/** Who acts when nobody does: the service, as its operator has configured it. */
export const RETENTION: Caller = {
  credentialId: 'system:retention',
  member: GENERAL_SECRETARIAT,
  role: 'operator',
  agency: null,
};

/** As history and audit name them. */
export type RetentionAction = 'warn' | 'expire' | 'resume' | 'delete-content';

/** Something of a record that has content, with its last day, `YYYY-MM-DD`. */
export interface Part {
  readonly part: 'live' | 'held' | 'refusal';
  readonly day: string;
  /** In force, so that it has an expiry to be warned of and to come. */
  readonly running: boolean;
}

const isRunning = ({ state }: StoredVersion): boolean =>
  state === 'published' || state === 'suspended';

const isBlocked = ({ live }: Dossier): boolean => live?.state === 'blocked';

/** A withdrawal ends a record before its last valid day, never after it. */
function lastDayOf({ state, content, updatedAt }: StoredVersion): string {
  const withdrawnOn = utcDay(updatedAt);
  return state === 'withdrawn' && withdrawnOn < content.expiresOn ? withdrawnOn : content.expiresOn;
}

/** All parts that have an end. While a dispute lasts nothing of the record has: it is kept as it is. */
export function partsOf(dossier: Dossier): Part[] {
  if (isBlocked(dossier)) return [];
  const parts: Part[] = [];
  for (const part of ['live', 'held'] as const) {
    const version = dossier[part];
    if (version === null || isEmptied(version.content)) continue;
    const running = part === 'live' && isRunning(version);
    parts.push({ part, day: lastDayOf(version), running });
  }
  const { refusal } = dossier;
  if (refusal !== null) {
    parts.push({ part: 'refusal', day: refusal.content.expiresOn, running: false });
  }
  return parts;
}

/** Whether all its content is deleted. */
export const isBare = (dossier: Dossier): boolean =>
  !isBlocked(dossier) && partsOf(dossier).length === 0;

/** The last day of the owner's pause, `null` where there is none. */
export const pauseOf = ({ live }: Dossier): string | null =>
  live?.state === 'suspended' ? live.suspendedUntil : null;

/** Content of which the last day lies before this day is deleted. */
const keptFrom = (today: string, { deleteDays }: RetentionPolicy): string =>
  daysFrom(today, -deleteDays);

/** Whether its owner has not been told yet of the end that is near or has come. */
export const isUntold = ({ live, warnedFor }: Dossier): boolean =>
  live !== null && live.content.expiresOn !== warnedFor;

/**
 * The first of the things that are due on `today`; `null` where nothing is. `singly` `false`: no warning of this
 * record alone.
 */
export function dueNow(
  dossier: Dossier,
  today: string,
  policy: RetentionPolicy,
  singly = true,
): RetentionAction | null {
  if (isBlocked(dossier)) return null;
  const { live } = dossier;
  if (live !== null && isRunning(live)) {
    const { expiresOn } = live.content;
    if (expiresOn < today) return 'expire';
    const until = pauseOf(dossier);
    if (until !== null && until < today) return 'resume';
    // From today onwards: the last day of the calendar has no day after it.
    const near = expiresOn <= daysFrom(today, policy.warningDays);
    if (singly && near && isUntold(dossier)) return 'warn';
  }
  const limit = keptFrom(today, policy);
  return partsOf(dossier).some(({ day }) => day < limit) ? 'delete-content' : null;
}

function inForce({ live }: Dossier): StoredVersion {
  if (live === null) throw new Error('nothing is in force');
  return live;
}

function warned(before: Dossier): Step {
  const version = inForce(before);
  const warnedFor = version.content.expiresOn;
  return { next: { ...before, revision: before.revision + 1, warnedFor }, version };
}

function expired(before: Dossier, { now }: Actor, singly: boolean): Step {
  const version = inForce(before);
  const live: StoredVersion = {
    ...version,
    state: 'expired',
    suspendedUntil: null,
    updatedAt: now,
  };
  // Whoever was never warned, of a day the service was off, is told now; either way it is told once.
  const told = singly ? { warnedFor: version.content.expiresOn } : {};
  return { next: { ...before, revision: before.revision + 1, live, ...told }, version: live };
}

const withoutContent = (version: StoredVersion, { now }: Actor): StoredVersion => ({
  ...version,
  content: emptied(version.content),
  updatedAt: now,
});

/**
 * Deletes the content of what has ended long enough ago. A version that nobody reviewed in time goes with
 * its content; where it was the only one, what is left of it stays as expired.
 */
function deleted(before: Dossier, actor: Actor, policy: RetentionPolicy): Step {
  const limit = keptFrom(actor.today, policy);
  const over = new Set(partsOf(before).flatMap(({ part, day }) => (day < limit ? [part] : [])));
  let { live, held, refusal } = before;
  if (live !== null && over.has('live')) live = withoutContent(live, actor);
  if (held !== null && over.has('held')) {
    const rest = withoutContent(held, actor);
    const decided = held.state === 'refused';
    held = decided ? rest : null;
    if (!decided && live === null) live = { ...rest, state: 'expired', suspendedUntil: null };
  }
  if (over.has('refusal')) refusal = null;
  const next = { ...before, revision: before.revision + 1, live, held, refusal };
  const bare = isBare(next);
  // What reviewers and other members wrote about the content goes with the last of it.
  const left = bare ? { ...next, addenda: [], decisions: {} } : next;
  return { next: left, version: latestOf(left) };
}

/**
 * What `action` makes of a record that `dueNow` names it for. `singly` `false`: its owner is told otherwise;
 * `reviewed`: all new circulation of its owner is reviewed.
 */
export function retentionStep(
  action: RetentionAction,
  before: Dossier,
  actor: Actor,
  policy: RetentionPolicy,
  { singly, reviewed }: { readonly singly: boolean; readonly reviewed: boolean },
): Step {
  if (action === 'warn') return warned(before);
  if (action === 'expire') return expired(before, actor, singly);
  if (action === 'resume') return resumed(before, actor, reviewed);
  return deleted(before, actor, policy);
}
