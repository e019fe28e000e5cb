/**
 * Tokens: made once, kept as a hash, compared in constant time.
 * It must never let a token reach a log, an error or the store.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 9;
const SECRET_BYTES = 32;
/** `pc_`, the credential's id, `_`, the secret; base64url, so the parts have fixed lengths. */
const ID_CHARACTERS = 12;
export const SECRET_CHARACTERS = 43;
const PREFIX = 'pc_';
const SECRET_AT = PREFIX.length + ID_CHARACTERS + 1;
const TOKEN_CHARACTERS = SECRET_AT + SECRET_CHARACTERS;
const SCHEME = 'Bearer ';

export interface MintedToken {
  readonly credentialId: string;
  readonly token: string;
  readonly secretHash: Buffer;
}

/** SHA-256 is enough: the secret has 256 random bits, so there is nothing to guess slowly. */
const hashOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');

/** Never begins with `-`: the command takes ids as words and would read such a one as an option. */
function mintCredentialId(): string {
  const id = randomBytes(ID_BYTES).toString('base64url');
  return id.startsWith('-') ? mintCredentialId() : id;
}

export function mintToken(): MintedToken {
  const credentialId = mintCredentialId();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return {
    credentialId,
    token: `${PREFIX}${credentialId}_${secret}`,
    secretHash: hashOf(secret),
  };
}

export interface PresentedToken {
  readonly credentialId: string;
  readonly secret: string;
}

/** The token of an `Authorization` value (RFC 6750), or `null` where it has not the form of one. */
export function parseAuthorization(value: string): PresentedToken | null {
  if (value.length !== SCHEME.length + TOKEN_CHARACTERS) return null;
  // The scheme's case does not matter (RFC 9110, section 11.1).
  if (!value.startsWith(SCHEME) && value.slice(0, SCHEME.length).toLowerCase() !== 'bearer ') {
    return null;
  }
  const token = value.slice(SCHEME.length);
  if (!token.startsWith(PREFIX) || token.charAt(SECRET_AT - 1) !== '_') return null;
  return {
    credentialId: token.slice(PREFIX.length, SECRET_AT - 1),
    secret: token.slice(SECRET_AT),
  };
}

/** Compares a presented secret with a stored hash in constant time. */
export function secretHolds(presented: PresentedToken, secretHash: Uint8Array): boolean {
  const given = hashOf(presented.secret);
  return secretHash.length === given.length && timingSafeEqual(given, secretHash);
}
