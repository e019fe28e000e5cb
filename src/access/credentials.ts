/**
 * The credentials desk: issuing, listing, revoking, and telling who a token belongs to.
 * It must never give a token out twice, nor let a caller make one of a role above its own.
 */
import { type Clock, instantOrNone } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { GENERAL_SECRETARIAT, isMember } from '../record/countries.js';
import { MEMBER_ROLES, ROLES, type Caller, type Role } from './caller.js';
import { mintToken, parseAuthorization, SECRET_CHARACTERS, secretHolds } from './tokens.js';
import { VerifiedSecrets } from './verified.js';

/** A credential as it is kept; the secret only as a hash. */
export interface CredentialRow {
  readonly credentialId: string;
  /** SHA-256 of the token's secret part. */
  readonly secretHash: Uint8Array;
  readonly member: string;
  readonly role: string;
  readonly agency: string | null;
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** Where credentials are kept. */
export interface CredentialStore {
  /** Throws `index_unavailable` while what is known may be out of date. */
  requireFresh(): void;
  credential(credentialId: string): CredentialRow | undefined;
  credentials(): Iterable<CredentialRow>;
  /** `false` where the row had changed since `expected` was read. */
  setCredential(row: CredentialRow, expected: CredentialRow | null): Promise<boolean>;
}

/** A credential as it is shown. */
export interface ShownCredential {
  readonly credentialId: string;
  readonly member: string;
  readonly role: string;
  readonly agency: string | null;
  readonly name: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface CredentialRequest {
  readonly member: string;
  readonly role: string;
  readonly agency?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** Whole days from now. */
  readonly expiresInDays?: number | null | undefined;
}

const DAY_MS = 86_400_000;

function shown(row: CredentialRow): ShownCredential {
  return {
    credentialId: row.credentialId,
    member: row.member,
    role: row.role,
    agency: row.agency,
    name: row.name,
    createdAt: new Date(row.createdAt).toISOString(),
    expiresAt: instantOrNone(row.expiresAt),
    revokedAt: instantOrNone(row.revokedAt),
  };
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

function requireSense(request: CredentialRequest): Role {
  const { member, role } = request;
  if (!isRole(role))
    throw new Fault('unprocessable', `The roles are ${ROLES.join(', ')}.`, '/role');
  if (MEMBER_ROLES.includes(role)) {
    if (!isMember(member)) throw new Fault('unprocessable', 'There is no such member.', '/member');
  } else if (member !== GENERAL_SECRETARIAT) {
    const detail = `The role ${role} belongs to the General Secretariat (${GENERAL_SECRETARIAT}).`;
    throw new Fault('unprocessable', detail, '/member');
  }
  // No list of agencies can name the empty one: its caller would pass none without anybody knowing why.
  if (request.agency === '') {
    const detail = 'An agency has a name; leave it out where a caller belongs to none.';
    throw new Fault('unprocessable', detail, '/agency');
  }
  const days = request.expiresInDays ?? null;
  if (days !== null && !(Number.isInteger(days) && days > 0 && days <= LIMITS.credentialDaysMax)) {
    const detail = `A credential lasts 1 to ${LIMITS.credentialDaysMax} whole days.`;
    throw new Fault('unprocessable', detail, '/expiresInDays');
  }
  return role;
}

/** An operator manages all; a bureau the terminals of its own member. */
function requireReach(caller: Caller, member: string, role: string): void {
  if (caller.role === 'operator') return;
  if (caller.role === 'ncb' && caller.member === member && role === 'terminal') return;
  throw new Fault('forbidden', 'A bureau manages the terminals of its own member.');
}

const unauthenticated = (): Fault =>
  new Fault('unauthenticated', 'The token is not known, expired or revoked.');

export class CredentialDesk {
  readonly #store: CredentialStore;
  readonly #clock: Clock;
  readonly #verified = new VerifiedSecrets<CredentialRow>(
    LIMITS.verifiedSecretsMax,
    SECRET_CHARACTERS,
  );

  constructor(store: CredentialStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The caller of an `Authorization` value. Throws `unauthenticated`, the same for every reason. */
  identify(authorization: string): Caller {
    this.#store.requireFresh();
    const presented = parseAuthorization(authorization);
    const row = presented === null ? undefined : this.#store.credential(presented.credentialId);
    if (
      presented === null ||
      row === undefined ||
      row.revokedAt !== null ||
      (row.expiresAt !== null && row.expiresAt <= this.#clock.now())
    ) {
      throw unauthenticated();
    }
    const { credentialId, secret } = presented;
    const known = this.#verified.callerOf(credentialId, row, secret);
    if (known !== null) return known;
    if (!secretHolds(presented, row.secretHash) || !isRole(row.role)) throw unauthenticated();
    const { member, agency, role } = row;
    const caller: Caller = { credentialId, member, role, agency };
    this.#verified.remember(credentialId, row, secret, caller);
    return caller;
  }

  /**
   * Issues a credential; the token is in this answer and nowhere else. `by` `null`: the operator's own
   * machine. Throws `unprocessable`, `forbidden`, `conflict` when the store is full.
   */
  async issue(
    request: CredentialRequest,
    by: Caller | null,
  ): Promise<ShownCredential & { readonly token: string }> {
    const role = requireSense(request);
    if (by !== null) requireReach(by, request.member, role);
    let count = 0;
    for (const row of this.#store.credentials()) if (row.revokedAt === null) count += 1;
    if (count >= LIMITS.credentialsMax)
      throw new Fault('conflict', 'There are too many credentials.');
    const { credentialId, token, secretHash } = mintToken();
    const now = this.#clock.now();
    const days = request.expiresInDays ?? null;
    const row: CredentialRow = {
      credentialId,
      secretHash,
      member: request.member,
      role,
      agency: request.agency ?? null,
      name: request.name ?? null,
      createdAt: now,
      expiresAt: days === null ? null : now + days * DAY_MS,
      revokedAt: null,
    };
    await this.#store.setCredential(row, null);
    return { ...shown(row), token };
  }

  /** The credentials a caller manages, oldest first; `null`: all. */
  list(by: Caller | null): ShownCredential[] {
    const rows = [...this.#store.credentials()].filter(
      (row) =>
        by === null ||
        by.role === 'operator' ||
        (row.member === by.member && row.role === 'terminal'),
    );
    rows.sort((a, b) => a.createdAt - b.createdAt || (a.credentialId < b.credentialId ? -1 : 1));
    return rows.map(shown);
  }

  /** Revokes at once for this process, within the poll interval for others. Twice is the same. */
  async revoke(credentialId: string, by: Caller | null): Promise<ShownCredential> {
    const row = this.#store.credential(credentialId);
    if (row === undefined) throw new Fault('not_found', 'There is no such credential.');
    if (by !== null) {
      // A bureau is not told of credentials that are not its own.
      if (by.role !== 'operator' && (row.member !== by.member || row.role !== 'terminal')) {
        throw new Fault('not_found', 'There is no such credential.');
      }
    }
    if (row.revokedAt !== null) return shown(row);
    const revoked = { ...row, revokedAt: this.#clock.now() };
    if (!(await this.#store.setCredential(revoked, row))) {
      throw new Fault('conflict', 'The credential has just been changed; try again.');
    }
    return shown(revoked);
  }
}
