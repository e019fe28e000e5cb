/**
 * Places in lists that are walked by time: by the instant, then by the id.
 * It must never hold what a list shows.
 */
export interface ListPlace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** Oldest first, then by id; negative where `a` comes first. */
export const placesInOrder = (a: ListPlace, b: ListPlace): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
