/**
 * Remembers which secrets have held, so that a credential in steady use is not hashed at every call.
 * It must never outlive the row it was verified against, and still compares in constant time.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.js';

interface Verified<Row> {
  readonly row: Row;
  readonly secret: Buffer;
  readonly caller: Caller;
}

export class VerifiedSecrets<Row> {
  readonly #known = new Map<string, Verified<Row>>();
  readonly #max: number;
  /** Filled and compared within one call, so one for all. */
  readonly #presented: Buffer;

  constructor(max: number, secretCharacters: number) {
    this.#max = max;
    this.#presented = Buffer.alloc(secretCharacters);
  }

  /** The caller, if this very row was verified with this very secret; `row` is compared by identity. */
  callerOf(credentialId: string, row: Row, secret: string): Caller | null {
    const known = this.#known.get(credentialId);
    if (known === undefined || known.row !== row) return null;
    this.#presented.fill(0);
    const written = this.#presented.write(secret, 'latin1');
    if (written !== secret.length || secret.length !== known.secret.length) return null;
    return timingSafeEqual(this.#presented, known.secret) ? known.caller : null;
  }

  remember(credentialId: string, row: Row, secret: string, caller: Caller): void {
    if (this.#known.size >= this.#max) this.#known.clear();
    this.#known.set(credentialId, { row, secret: Buffer.from(secret, 'latin1'), caller });
  }
}
