/**
 * Which member owns an invented record: few have much, many have little.
 * It must never mean anything by who stands where: the order is a hash of the code.
 */
import { MEMBERS } from '../record/countries.js';
import { spread, type Chance } from './chance.js';

/** Shares fall nearly as 1, 1/2, 1/3, ... The last member still has a share. */
const FALL = 0.85;
const UNITS = 100_000;

function codeNumber(code: string): number {
  return [...code].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 65, 0);
}

const ordered = MEMBERS.map(({ code }) => code).sort(
  (left, right) => spread(codeNumber(left)) - spread(codeNumber(right)),
);

const { bounds, units } = upperBounds();

function upperBounds(): { bounds: readonly number[]; units: number } {
  let reached = 0;
  const found = ordered.map((_, place) => {
    reached += Math.ceil(UNITS / (place + 1) ** FALL);
    return reached;
  });
  return { bounds: found, units: reached };
}

/** All members, those with the largest share first. */
export const SHARES_ORDER: readonly string[] = ordered;

/** A member by its share. */
export function memberByShare(chance: Chance): string {
  const drawn = chance.below(units);
  let [low, high] = [0, bounds.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? units) > drawn) high = middle;
    else low = middle + 1;
  }
  return ordered[low] ?? chance.pick(ordered);
}
