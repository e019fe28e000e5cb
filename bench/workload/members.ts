/**
 * The members that own and ask in the bench, and how unevenly: few have much, many have little.
 * It must never mean anything by a member's place in the list.
 */
import { draw } from '../random.js';

/** Shares fall as 1, 1/2, 1/3, ... in this order, as they do between real members. */
export const BENCH_MEMBERS = [
  ...['FRA', 'BRA', 'ITA', 'IND', 'ESP', 'NGA', 'POL', 'MEX'],
  ...['DEU', 'PHL', 'TUR', 'ZAF', 'ROU', 'MAR', 'GBR', 'NLD'],
] as const;

const bounds = upperBounds();

function upperBounds(): readonly number[] {
  const weights = BENCH_MEMBERS.map((_, place) => 1 / (place + 1));
  const sum = weights.reduce((left, right) => left + right, 0);
  let reached = 0;
  return weights.map((weight) => {
    reached += weight;
    return Math.floor((reached / sum) * 0x1_0000_0000);
  });
}

/** The place in `BENCH_MEMBERS` for the n-th item of a kind, by the shares above. */
export function memberPlace(seed: number, purpose: number, n: number): number {
  const drawn = draw(seed, purpose, n);
  const place = bounds.findIndex((bound) => drawn < bound);
  return place < 0 ? BENCH_MEMBERS.length - 1 : place;
}

export function memberAt(place: number): string {
  return BENCH_MEMBERS[place] ?? BENCH_MEMBERS[0];
}
