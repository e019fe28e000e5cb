/**
 * Records of invented lost and stolen travel documents.
 * It must never list a document under another owner than its issuer.
 */
import type { DocumentStatus } from '../record/record.js';
import type { BulkLineWire } from '../record/wire.js';
import type { Chance } from './chance.js';
import type { Days } from './days.js';
import { listedNumberAt } from './numbers.js';
import { SHARES_ORDER } from './shares.js';

const STATUSES: readonly (readonly [DocumentStatus, number])[] = [
  ['lost', 46],
  ['stolen', 42],
  ['stolen-blank', 5],
  ['revoked', 5],
  ['invalid', 2],
];
const TYPES: readonly (readonly [string, number])[] = [
  ['P', 78],
  ['I', 16],
  ['V', 4],
  ['PD', 1],
  ['PS', 1],
];
/** Nine years back: a document that expires after ten is still listed. */
const REPORTED_DAYS = 3_280;

export function documentLine(n: number, owner: string, days: Days, chance: Chance): BulkLineWire {
  const reported = chance.below(REPORTED_DAYS);
  const deny = chance.below(200) === 0 ? chance.some(SHARES_ORDER, 2) : [];
  const denied = deny.filter((code) => code !== owner);
  return {
    recordId: `${owner}-D-${String(n).padStart(7, '0')}`,
    index: 'documents',
    document: {
      number: listedNumberAt(n),
      issuer: owner,
      type: chance.weighted(TYPES),
      status: chance.weighted(STATUSES),
      ...(chance.percent(90) ? { reportedOn: days.before(reported) } : {}),
    },
    ...(denied.length === 0 ? {} : { restrictions: { deny: denied } }),
    ...(chance.percent(20) ? { expiresOn: days.after(chance.within(30, 3_600)) } : {}),
  };
}
