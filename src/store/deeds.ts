/**
 * Deeds: small effects done in the same atomic step as a record, an audit block or a row; `lua/deeds.lua` does them.
 * It must never promise anything on its own: a deed is done exactly when the step it belongs to is.
 */
import { inboxKey, KEYS, personKey, type heldPublicationsKey } from './keys.js';

/** A deed as it travels: five fields, each after its length (u32 BE). Made here alone. */
export type Deed = Uint8Array;

type DeedName = 'was' | 'rev' | 'many' | 'set' | 'del' | 'add' | 'rem' | 'tell' | 'ring';

function deed(name: DeedName, ...given: readonly (string | Uint8Array)[]): Deed {
  const fields = [name, ...given, '', '', '', ''].slice(0, 5).map((f) => Buffer.from(f));
  return packFields(fields);
}

/** Fields one behind the other, each after its length in four bytes, big endian. */
export function packFields(fields: readonly Uint8Array[]): Buffer {
  let size = 0;
  for (const field of fields) size += 4 + field.length;
  const packed = Buffer.allocUnsafe(size);
  let at = 0;
  for (const field of fields) {
    at = packed.writeUInt32BE(field.length, at);
    packed.set(field, at);
    at += field.length;
  }
  return packed;
}

/** Deeds after their number, as every step takes them; empty for none. */
export function packDeeds(deeds: readonly Uint8Array[]): Buffer {
  if (deeds.length === 0) return EMPTY;
  return Buffer.concat([packFields([Buffer.from(String(deeds.length))]), ...deeds]);
}
const EMPTY = Buffer.alloc(0);

/** The hashes that deeds write rows of. */
export type RowsKey =
  | typeof KEYS.reviews
  | typeof KEYS.referrals
  | typeof KEYS.withheld
  | typeof KEYS.inboxAcks
  | typeof KEYS.sweeps
  | typeof KEYS.widenings;

/** The sorted sets of what waits for a decision, or has had it; the score is milliseconds since 1970. */
export type PendingKey =
  | typeof KEYS.reviewsPending
  | typeof KEYS.reviewsAll
  | typeof KEYS.reviewsUndecided
  | typeof KEYS.referralsPending
  | typeof KEYS.referralsReleased
  | typeof KEYS.referralsClosed
  | typeof KEYS.withheldAt
  | ReturnType<typeof heldPublicationsKey>;

/** Guard: nothing of the step is done unless the row is exactly this; `null`: it is not there. */
export const rowWas = (rows: RowsKey, name: string, row: Uint8Array | null): Deed =>
  deed('was', rows, name, row ?? '');
/** Guard: measures are still those of this epoch, which a step was judged under; 0: there have never been any. */
export const measuresWere = (epoch: number): Deed =>
  deed('was', KEYS.meta, 'measures', epoch === 0 ? '' : String(epoch));
/** Guard: a person's record is still at the revision that was read. */
export const personWas = (id: number, revision: number): Deed =>
  deed('rev', personKey(id), String(revision));
/** Guard: so many wait there. Where those that go are guarded by their rows, that means: the same ones. */
export const asManyWait = (pending: PendingKey, count: number): Deed =>
  deed('many', pending, String(count));
export const setRow = (rows: RowsKey, name: string, row: Uint8Array): Deed =>
  deed('set', rows, name, row);
export const dropRow = (rows: RowsKey, name: string): Deed => deed('del', rows, name);
export const wait = (pending: PendingKey, name: string, since: number): Deed =>
  deed('add', pending, name, String(since));
export const waitNoMore = (pending: PendingKey, name: string): Deed => deed('rem', pending, name);
/** Wakes in every process whoever waits for `name`. */
export const ring = (name: string): Deed => deed('ring', name);

/** Everybody's stream: messages to many, each with its audience in it. */
export const EVERYBODY = '*';

/**
 * Messages that some callers of their members alone are shown, each with its audience in it. They lie apart since
 * no one caller's acknowledgement covers them for the others.
 */
export const SOME_CALLERS = '*callers';

/**
 * One packed message into the inbox of a member, of `XPO`, or into one of those of many; `now` in milliseconds since 1970.
 * Its number and the message are also put on the list `noteKey`, where one is given, and stay there.
 */
export const tell = (to: string, message: Uint8Array, now: number, noteKey = ''): Deed =>
  deed('tell', to, message, String(Math.floor(now / 1_000)), noteKey);

/** What `tell` rings. */
export const inboxBell = (to: string): string => inboxKey(to);

/** What is rung when a referred check has been decided. */
export const referralBell = (checkId: string): string => `referral:${checkId}`;
