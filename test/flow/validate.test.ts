/** What a push is refused for besides its form. */
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Fault } from '../../src/errors.js';
import { validate } from '../../src/flow/validate.js';

const TODAY = '2027-12-31';
const bureau: Caller = { credentialId: 'who', member: 'FRA', role: 'ncb', agency: null };

const reported = (reportedOn: string) => {
  const document = { number: 'X1', issuer: 'FRA', type: 'P', status: 'lost', reportedOn } as const;
  return validate(bureau, 'FRA-1', { index: 'documents', document }, TODAY).content.document;
};

describe('a lost document', () => {
  it.each(['1999-02-28', TODAY, '2028-01-01'])(
    'may have been reported on %s, today or where it is tomorrow already',
    (day) => {
      expect(reported(day)?.reportedOn).toBe(day);
    },
  );

  it.each(['2028-01-02', '2030-01-01', '9999-12-31'])('cannot have been on %s', (day) => {
    let refused: unknown = null;
    try {
      reported(day);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Fault);
    expect(refused).toMatchObject({ code: 'unprocessable', path: '/document/reportedOn' });
  });
});
