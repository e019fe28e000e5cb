/**
 * How much is too much: the figures that the gate's rules compare with, as policy defaults.
 * It must never hold a figure for a named member.
 *
 * No published rule gives such figures; these are ours. They lie above what the traffic of a bureau looks like
 * and below what a search through a population needs, so that a person looks at the unusual and not at the work
 * of a border.
 */
import type { Purpose } from '../record/record.js';

/** At least so many lookups, and at least this share of all that could have been. */
export interface Preponderance {
  readonly lookups: number;
  /** 0 to 1. */
  readonly share: number;
}

export interface Thresholds {
  /** Lookups of one member; more are referred. */
  readonly volume: {
    readonly perMinute: number;
    readonly perHour: number;
    readonly perDay: number;
  };
  /** Lookups of the same data by one member; more are referred. */
  readonly repetition: { readonly perHour: number; readonly perDay: number };
  /** Lookups of a day, for one purpose, that ask for nationals of one other country. */
  readonly concentration: Readonly<Record<Purpose, Preponderance>>;
  /** Lookups of a day, for one purpose, that matched nationals of one other country. */
  readonly matchedConcentration: Preponderance;
  /** Lookups of a day for purposes in which nobody stands before the officer. */
  readonly purposeMix: Preponderance & { readonly purposes: readonly Purpose[] };
  /** A match that is less than this above the threshold is a weak one. */
  readonly weakMargin: number;
}

export const THRESHOLDS: Thresholds = {
  /** The whole world asked nearly 9,000 times a minute in March 2022, 13 million times a day. */
  volume: { perMinute: 9_000, perHour: 120_000, perDay: 1_000_000 },
  /** A traveller is asked for at the counter, in the second line, and again on the way back. */
  repetition: { perHour: 20, perDay: 50 },
  concentration: {
    /** A land border with one neighbour is one-sided by itself. */
    border: { lookups: 10_000, share: 0.95 },
    police: { lookups: 300, share: 0.5 },
    /** Somebody unknown is of one nationality by chance only. */
    identification: { lookups: 100, share: 0.5 },
    security: { lookups: 300, share: 0.6 },
  },
  /** About one check in thousands matches, so few matches are already many. */
  matchedConcentration: { lookups: 20, share: 0.6 },
  purposeMix: { purposes: ['identification', 'security'], lookups: 500, share: 0.5 },
  weakMargin: 0.05,
};

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
const isShare = (value: number): boolean => value > 0 && value <= 1;

/** The thresholds as they are given. Throws where one is no count, no share, or contradicts another. */
export function validated(thresholds: Thresholds): Thresholds {
  const { volume, repetition, concentration, matchedConcentration, purposeMix, weakMargin } =
    thresholds;
  const demand = (holds: boolean, what: string): void => {
    if (!holds) throw new RangeError(`thresholds of the gate: ${what}`);
  };
  for (const count of [...Object.values(volume), ...Object.values(repetition)]) {
    demand(isCount(count), 'a bound of lookups is a whole number above zero');
  }
  demand(
    volume.perMinute <= volume.perHour && volume.perHour <= volume.perDay,
    'a longer time allows fewer lookups than a shorter one',
  );
  demand(repetition.perHour <= repetition.perDay, 'a day allows fewer repetitions than an hour');
  for (const each of [...Object.values(concentration), matchedConcentration, purposeMix]) {
    // One lookup alone is always all of them.
    demand(isCount(each.lookups) && each.lookups > 1, 'a preponderance needs two lookups or more');
    demand(isShare(each.share), 'a share is above 0 and at most 1');
  }
  demand(purposeMix.purposes.length > 0, 'the mix of purposes names none');
  demand(weakMargin >= 0 && weakMargin < 1, 'the margin of weak matches is from 0 to below 1');
  return thresholds;
}
