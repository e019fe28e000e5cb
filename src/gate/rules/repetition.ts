/**
 * Refers lookups of the same data over and over: somebody may be followed from place to place.
 * It must never tell which data: equal searches have equal keyed hashes, and more is not known.
 */
import type { CheckRule } from '../rule.js';
import type { Thresholds } from '../thresholds.js';

export const repetition = ({ perHour, perDay }: Thresholds['repetition']): CheckRule => ({
  id: 'repetition',
  version: 1,
  reason: 'The member asks for the same person or document again and again.',
  source: 'Purposes of processing: a check looks for somebody, it does not follow; policy default.',
  refers: (_, { repetition: { hour, day } }) => hour > perHour || day > perDay,
});
