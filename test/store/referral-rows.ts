/** Referrals as a store has them, put there without a check. It must never be more than a row and its place. */
import { newId } from '../../src/clock.js';
import { packReferral, type Referral, type ReferralState } from '../../src/record/referral.js';
import { setRow, wait, type Deed } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';

export const referralRow = (at: number, state: ReferralState = 'pending'): Referral => ({
  checkId: newId(),
  credentialId: 'DEU-1',
  member: 'DEU',
  agency: null,
  onBehalfOf: null,
  purpose: 'border',
  indexes: ['wanted', 'missing'],
  searched: 'AAAAAAAAAAAAAAAAAAAAAA',
  at,
  expectedBy: at + 1,
  state,
  policyVersion: 'test',
  rules: [],
  matches: [],
  withheld: [],
  decision: null,
  released: [],
});

/** One that was decided, if one of its state ever is. */
export function endedRow(at: number, state: ReferralState = 'closed', decidedAt = at): Referral {
  const row = referralRow(at, state);
  if (state === 'pending' || state === 'withheld') return row;
  return { ...row, decision: { by: 'XPO-1', at: decidedAt, reason: 'looked at', release: [] } };
}

export const PLACES = {
  pending: KEYS.referralsPending,
  released: KEYS.referralsReleased,
  closed: KEYS.referralsClosed,
  withheld: KEYS.withheldAt,
} as const;

export const rowsKeyOf = (state: ReferralState): 'withheld' | 'referrals' =>
  state === 'withheld' ? KEYS.withheld : KEYS.referrals;

/** What puts rows into a store. */
export const putting = (rows: readonly Referral[]): Deed[] =>
  rows.flatMap((row) => [
    setRow(rowsKeyOf(row.state), row.checkId, packReferral(row)),
    wait(PLACES[row.state], row.checkId, row.at),
  ]);
