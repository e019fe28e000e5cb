/**
 * Places in lists that are walked by time: by the instant, then by the id.
 * It must never hold what a list shows.
 */
import { answeredList, type Link } from './redis-client.js';

export interface ListPlace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** Oldest first, then by id, or the other way round; negative where `a` comes first. */
export function placesInOrder(a: ListPlace, b: ListPlace, newestFirst = false): number {
  const order = a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return newestFirst ? -order : order;
}

const PLACES_PER_READ = 200;

/** At most `max` places of a sorted set behind `after`; many may bear the same time, as the checks of a batch do. */
export async function placesBehind(
  link: Link,
  key: string,
  after: ListPlace | null,
  max: number,
  newestFirst = false,
): Promise<ListPlace[]> {
  const [first, last] = newestFirst ? ['+inf', '-inf'] : ['-inf', '+inf'];
  const from = after === null ? first : String(after.at);
  const order = newestFirst ? ['BYSCORE', 'REV'] : ['BYSCORE'];
  const found: ListPlace[] = [];
  for (let skip = 0; ; skip += PLACES_PER_READ) {
    const limit = ['LIMIT', String(skip), String(PLACES_PER_READ)];
    const command = ['ZRANGE', key, from, last, ...order, ...limit, 'WITHSCORES'];
    const pairs = answeredList(await link.send(command));
    for (let nth = 0; nth + 1 < pairs.length; nth += 2) {
      const place = { id: String(pairs[nth]), at: Number(String(pairs[nth + 1])) };
      if (after === null || placesInOrder(after, place, newestFirst) < 0) found.push(place);
    }
    if (found.length >= max || pairs.length < 2 * PLACES_PER_READ) return found.slice(0, max);
  }
}
