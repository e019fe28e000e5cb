/**
 * The counts of lookups as one would make them from a full list of what was looked up.
 * It must never share a line with what it is compared to.
 */
import type { Lookup, LookupContext } from '../../src/record/lookup.js';
import { PURPOSES } from '../../src/record/record.js';

/** Width of a step and full steps of a window, in seconds. */
const STEPS = { minute: [10, 6], hour: [300, 12], day: [7_200, 12] } as const;
export type Window = keyof typeof STEPS;

/** Shortest and longest a window may be, in milliseconds. */
export function lengthsOf(window: Window): { shortest: number; longest: number } {
  const [width, steps] = STEPS[window];
  return { shortest: width * steps * 1_000, longest: width * (steps + 1) * 1_000 };
}

function inWindow(window: Window, then: number, now: number): boolean {
  const [width, steps] = STEPS[window];
  const step = (at: number): number => Math.floor(at / 1_000 / width);
  return step(then) >= step(now) - steps;
}

/** What is known at the last lookup of the list, which is in the order of time. */
export function expectedContext(lookups: readonly Lookup[]): LookupContext {
  const last = lookups.at(-1);
  if (last === undefined) throw new RangeError('nothing was looked up');
  const own = lookups.filter(({ member }) => member === last.member);
  const count = (window: Window, holds: (lookup: Lookup) => boolean): number =>
    own.filter((lookup) => inWindow(window, lookup.at, last.at) && holds(lookup)).length;
  const same = (lookup: Lookup): boolean => lookup.searched === last.searched;
  const named = (which: 'asked' | 'matched') => ({
    any: count('day', (one) => one.purpose === last.purpose && one[which].length > 0),
    of: Object.fromEntries(
      last[which].map((code) => [
        code,
        count('day', (one) => one.purpose === last.purpose && one[which].includes(code)),
      ]),
    ),
  });
  const purposes = Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, count('day', (one) => one.purpose === purpose)]),
  );
  const { border = 0, police = 0, identification = 0, security = 0 } = purposes;
  return {
    volume: {
      minute: count('minute', () => true),
      hour: count('hour', () => true),
      day: count('day', () => true),
    },
    repetition: { hour: count('hour', same), day: count('day', same) },
    purposes: { border, police, identification, security },
    asked: named('asked'),
    matched: named('matched'),
  };
}
