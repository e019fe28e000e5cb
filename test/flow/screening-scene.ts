/**
 * Screening that answers at once what it is told to.
 * It must never look at the record.
 */
import { Screenings } from '../../src/flow/screenings.js';
import type { ScreeningFinding } from '../../src/gate/screening/question.js';

/** Finds whatever `findings` holds at that moment, and nobody that is resembled. */
export function foundThen(findings: readonly ScreeningFinding[]): Screenings {
  const nobody = () => Promise.resolve([]);
  return new Screenings({
    screener: {
      screen: ({ id }) => Promise.resolve({ id, policyVersion: '1', findings: [...findings] }),
    },
    resembled: { lookalikes: nobody, protections: nobody },
  });
}

export const nothingFound = (): Screenings => foundThen([]);
