/**
 * Refers checks of a supervised member while it asks more often than the policy expects of any member.
 * It must never count what other members ask.
 */
import type { CheckRule } from '../rule.js';
import type { Thresholds } from '../thresholds.js';

export const volume = ({ perMinute, perHour, perDay }: Thresholds['volume']): CheckRule => ({
  id: 'volume',
  version: 1,
  reason: 'The member asks more often than the policy expects of any member.',
  source:
    'Rules on the Processing of Data, Article 130 (supervision of operations); policy default.',
  refers: (_, context) =>
    context.volume.minute > perMinute ||
    context.volume.hour > perHour ||
    context.volume.day > perDay,
});
