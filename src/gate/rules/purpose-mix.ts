/**
 * Refers lookups for purposes in which nobody stands before the officer, once they are most of a member's.
 * It must never refer the checks of a border or of a patrol for what others do beside them.
 */
import type { CheckRule } from '../rule.js';
import type { Thresholds } from '../thresholds.js';

export const purposeMix = ({ purposes, lookups, share }: Thresholds['purposeMix']): CheckRule => ({
  id: 'purpose-mix',
  version: 1,
  reason: 'The member looks up unusually many persons who do not stand before an officer.',
  source: 'Rules on the Processing of Data, Article 10 (purposes, as of 2023); policy default.',
  refers: ({ purpose }, context) => {
    if (!purposes.includes(purpose)) return false;
    const counted = purposes.reduce((sum, each) => sum + context.purposes[each], 0);
    return counted >= lookups && counted >= share * context.volume.day;
  },
});
