/** Tokens as they are made, presented and taken apart again. */
import { describe, expect, it } from 'vitest';
import { mintToken, parseAuthorization, secretHolds } from '../../src/access/tokens.js';

/** One of 64 characters begins an id: so many cannot all begin with the other 63 by chance. */
const MANY = 5_000;

describe('a minted token', () => {
  it('is presented as its id and a secret that holds for its hash alone', () => {
    const other = mintToken();
    for (let n = 0; n < 100; n++) {
      const minted = mintToken();
      const presented = parseAuthorization(`Bearer ${minted.token}`);
      if (presented === null) throw new Error('A minted token has not the form of one.');
      expect(presented.credentialId).toBe(minted.credentialId);
      expect(secretHolds(presented, minted.secretHash)).toBe(true);
      expect(secretHolds(presented, other.secretHash)).toBe(false);
    }
  });

  it('has an id that the command takes as a word, not as an option', () => {
    const ids = Array.from({ length: MANY }, () => mintToken().credentialId);
    expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
    expect(new Set(ids).size).toBe(MANY);
  });
});
