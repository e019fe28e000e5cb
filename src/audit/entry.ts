/**
 * What the audit records, and how one entry is written as positional MessagePack and as plain JSON.
 * It must never hold personal data in clear: the data searched appears only as a keyed hash.
 */
import type { Role } from '../access/caller.js';
import { INDEX_NAMES, PURPOSES, type IndexName, type Purpose } from '../record/record.js';

export const CHECK_RESULTS = ['clear', 'match', 'referred'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export interface GateVerdict {
  readonly recordId: string;
  readonly verdict: string;
  /** Identifiers of the rules that led to it. */
  readonly rules: readonly string[];
}

/** One answered check. The lists are kept by reference until the turn ends: do not change them. */
export interface CheckEntry {
  readonly kind: 'check';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly checkId: string;
  readonly credentialId: string;
  readonly member: string;
  readonly agency: string | null;
  readonly onBehalfOf: string | null;
  readonly purpose: Purpose;
  /** In the order of `INDEX_NAMES`. */
  readonly indexes: readonly IndexName[];
  /** What `searchedHash` made. */
  readonly searched: string;
  readonly result: CheckResult;
  /** Identifiers of the records returned; their first three letters are their owners. */
  readonly returned: readonly string[];
  readonly withheld: readonly string[];
  readonly verdicts: readonly GateVerdict[];
  readonly policyVersion: string;
  /** Owners of whom a record, visible to the caller, was considered; each once. */
  readonly considered: readonly string[];
  /** How many members want the persons that the answer identified; 0 where it identified none. */
  readonly wantedBy: number;
}

/** One state-changing call (`call`), or one reading (`read`): of the audit itself, or of a decided referral. */
export interface CallEntry {
  readonly kind: 'call' | 'read';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly credentialId: string;
  readonly member: string;
  readonly role: Role;
  /** What was asked, such as `record.put`. */
  readonly action: string;
  /** What it was done to: an identifier of a record, credential, member; or the range read. */
  readonly subject: string | null;
  /** The HTTP status answered. */
  readonly status: number;
  readonly reason?: string | null;
}

/** Heads of other chains, so that none of them can be shortened or written anew unnoticed. */
export interface AnchorEntry {
  readonly kind: 'anchor';
  readonly at: number;
  /** Pairs of chain and head, as `writeHead` has it. */
  readonly heads: readonly (readonly [string, string])[];
}

export type AuditEntry = CheckEntry | CallEntry | AnchorEntry;

/** Stands in a reading for what cannot be read; it is never written. */
export interface DamageEntry {
  readonly kind: 'damage';
  /** Time of the last readable block before it; milliseconds since 1970. */
  readonly at: number;
  readonly block: number;
  readonly what: string;
}

/** First position of an entry. A clear check, by far the most frequent, leaves out its empty lists. */
const CODES = { clear: 0, check: 1, call: 2, read: 3, anchor: 4 } as const;

type Packed = readonly unknown[];
const NONE = 0;

const indexBits = (indexes: readonly IndexName[]): number => {
  let bits = 0;
  for (const name of indexes) bits |= 1 << INDEX_NAMES.indexOf(name);
  return bits;
};

const listOr = (list: readonly string[]): readonly string[] | 0 =>
  list.length === 0 ? NONE : list;

function packCheck(e: CheckEntry, time: number): Packed {
  const plain =
    e.result === 'clear' &&
    e.returned.length === 0 &&
    e.withheld.length === 0 &&
    e.verdicts.length === 0;
  const head: unknown[] = [
    plain ? CODES.clear : CODES.check,
    time - e.at,
    e.checkId,
    e.credentialId,
    e.member,
    e.agency,
    e.onBehalfOf,
    PURPOSES.indexOf(e.purpose),
    indexBits(e.indexes),
    e.searched,
    e.policyVersion,
    listOr(e.considered),
  ];
  if (plain) return head;
  head.push(
    CHECK_RESULTS.indexOf(e.result),
    listOr(e.returned),
    listOr(e.withheld),
    e.verdicts.map((v) => [v.recordId, v.verdict, v.rules]),
    e.wantedBy,
  );
  return head;
}

/** The entry as positions; `time` is its block's, which `at` is written as a distance to. */
export function packEntry(e: AuditEntry, time: number): Packed {
  if (e.kind === 'check') return packCheck(e, time);
  if (e.kind === 'anchor') return [CODES.anchor, time - e.at, e.heads];
  return [
    CODES[e.kind],
    time - e.at,
    e.credentialId,
    e.member,
    e.role,
    e.action,
    e.subject,
    e.status,
    e.reason ?? null,
  ];
}

type Stored = Readonly<Record<number, unknown>>;

function unpackCheck(a: Stored, at: number): CheckEntry {
  const plain = a[0] === CODES.clear;
  const list = (from: unknown): string[] => (from === NONE ? [] : (from as string[]));
  const bits = a[8] as number;
  const verdicts = plain ? [] : (a[15] as (readonly [string, string, string[]])[]);
  return {
    kind: 'check',
    at,
    checkId: a[2] as string,
    credentialId: a[3] as string,
    member: a[4] as string,
    agency: a[5] as string | null,
    onBehalfOf: a[6] as string | null,
    purpose: PURPOSES[a[7] as number] as Purpose,
    indexes: INDEX_NAMES.filter((_, bit) => (bits & (1 << bit)) !== 0),
    searched: a[9] as string,
    result: plain ? 'clear' : (CHECK_RESULTS[a[12] as number] as CheckResult),
    returned: plain ? [] : list(a[13]),
    withheld: plain ? [] : list(a[14]),
    verdicts: verdicts.map(([recordId, verdict, rules]) => ({ recordId, verdict, rules })),
    policyVersion: a[10] as string,
    considered: list(a[11]),
    // Blocks of an older build end before it.
    wantedBy: plain ? 0 : ((a[16] as number | undefined) ?? 0),
  };
}

/** Reads what `packEntry` wrote. Throws where the positions are not those of an entry. */
export function unpackEntry(stored: unknown, time: number): AuditEntry {
  if (!Array.isArray(stored)) throw new Error('an entry is not a list');
  const a = stored as Stored;
  const at = time - Number(a[1]);
  if (!Number.isFinite(at)) throw new Error('an entry has no time');
  switch (a[0]) {
    case CODES.clear:
    case CODES.check:
      return unpackCheck(a, at);
    case CODES.call:
    case CODES.read:
      return {
        kind: a[0] === CODES.call ? 'call' : 'read',
        at,
        credentialId: a[2] as string,
        member: a[3] as string,
        role: a[4] as Role,
        action: a[5] as string,
        subject: a[6] as string | null,
        status: a[7] as number,
        reason: a[8] as string | null,
      };
    case CODES.anchor:
      return { kind: 'anchor', at, heads: a[2] as [string, string][] };
    default:
      throw new Error('an entry is of no known kind');
  }
}

/** The entry as the contract names its fields: `at` in ISO 8601, its chain and its number in it. */
export function entryJson(
  entry: AuditEntry | DamageEntry,
  chain: string,
  number: number,
): Record<string, unknown> {
  const at = new Date(entry.at).toISOString();
  if (entry.kind !== 'check') return { ...entry, at, chain, number };
  // The owners considered are for the statistics; who was looked at is not the auditor's answer.
  const { considered: _considered, ...rest } = entry;
  return { ...rest, at, chain, number };
}
