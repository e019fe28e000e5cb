/**
 * Refers lookups that belong to a preponderance of lookups of nationals of one other country.
 * It must never look at the asking member's own nationals: whom a bureau asks for most are its own.
 */
import type { NationalityCounts } from '../../record/lookup.js';
import type { CheckRule } from '../rule.js';
import type { Preponderance, Thresholds } from '../thresholds.js';

/** Whether nationals of this one country preponderate among those counted. */
export function preponderates(
  nationality: string,
  { any, of }: NationalityCounts,
  { lookups, share }: Preponderance,
): boolean {
  const counted = of[nationality] ?? 0;
  return counted >= lookups && counted >= share * any;
}

export const concentration = (bounds: Thresholds['concentration']): CheckRule => ({
  id: 'concentration',
  version: 1,
  reason: 'Most lookups of the member for this purpose aim at nationals of one other country.',
  source:
    'Constitution, Article 3: no activity of a political or racial character; policy default.',
  refers: ({ member, purpose }, context) =>
    Object.keys(context.asked.of).some(
      (code) => code !== member && preponderates(code, context.asked, bounds[purpose]),
    ),
});
