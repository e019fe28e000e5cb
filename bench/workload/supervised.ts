/**
 * Which members of the bench are put under measures, and which checks are theirs.
 * It must never let a member ask on both sides: then neither side's latency would be its own.
 */
import { BENCH } from '../bounds.js';
import { BENCH_MEMBERS } from './members.js';

/** Members before this place are never supervised. */
const FIRST = 4;
/** Many, so that none of them alone asks more often than the gate's policy expects of a member. */
export const SUPERVISED_MEMBERS = BENCH_MEMBERS.slice(FIRST);

/** Whether the n-th check is a supervised member's: one in `queriesPerSupervised`. */
export function isSupervisedQuery(n: number): boolean {
  return n % BENCH.queriesPerSupervised === BENCH.queriesPerSupervised - 1;
}

/** The place in `BENCH_MEMBERS` of who asks the n-th check; `drawn` is a place by the members' shares. */
export function askerPlace(n: number, drawn: number): number {
  if (!isSupervisedQuery(n)) return drawn % FIRST;
  return FIRST + (Math.floor(n / BENCH.queriesPerSupervised) % SUPERVISED_MEMBERS.length);
}
