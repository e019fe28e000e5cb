/**
 * Says what is wrong with the outcome of a phase, in words; nothing said means it may be counted.
 * It must never let a phase pass in which answers were missing, odd or wrong.
 */
import { BENCH } from '../bounds.js';
import type { PhaseOutcome, Wanted } from './tally.js';

/** What a server is asked to get right. */
export interface Demand extends Wanted {
  /** Whether requests left without an answer at the end of a phase are a fault. */
  readonly keepsUp: boolean;
}

/** Sentences without a subject: `answered 500 to 3 requests`. */
export function faultsOf(outcome: PhaseOutcome, demand: Demand): readonly string[] {
  const faults: string[] = [];
  if (outcome.answered === 0) faults.push('answered nothing');
  for (const [status, count] of Object.entries(outcome.odd)) {
    faults.push(`answered ${status} to ${count} requests`);
  }
  if (outcome.wrong > 0) faults.push(`gave a wrong result ${outcome.wrong} times`);
  if (outcome.firstLoss !== null) {
    faults.push(`lost ${outcome.lost} requests with their connection: ${outcome.firstLoss}`);
  }
  if (outcome.unanswered > 0 && demand.keepsUp) {
    faults.push(`left ${outcome.unanswered} requests without an answer`);
  }
  const { asked, matched } = outcome.byClass.unlisted;
  if (demand.expected.unlisted === 'any' && asked > 0 && matched > asked * BENCH.chanceShareMax) {
    faults.push(`matched ${matched} of ${asked} that are not listed`);
  }
  return faults;
}

/** Throws an error that names the server and every fault. */
export function demandSound(name: string, outcome: PhaseOutcome, demand: Demand): void {
  const faults = faultsOf(outcome, demand);
  if (faults.length > 0) throw new Error(`${name} ${faults.join('; ')}`);
}
