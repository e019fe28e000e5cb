/**
 * Days of the demonstration world, counted from the day on which it is made.
 * It must never ask for today itself.
 */

const DAY_MS = 86_400_000;
const KNOWN = new Map<number, string>();
/** Twenty years back and five on are some 9,000 days; births are many more and not kept. */
const KNOWN_MAX = 10_000;

export class Days {
  readonly #today: number;
  readonly year: number;

  /** `today`: `YYYY-MM-DD`. */
  constructor(today: string) {
    this.#today = Date.parse(`${today}T00:00:00Z`) / DAY_MS;
    if (!Number.isInteger(this.#today)) throw new RangeError(`${today} is no day`);
    this.year = Number(today.slice(0, 4));
  }

  /** The day so many days before. */
  before(days: number): string {
    return dayAt(this.#today - days);
  }

  /** The day so many days after. */
  after(days: number): string {
    return dayAt(this.#today + days);
  }
}

function dayAt(number: number): string {
  const known = KNOWN.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (KNOWN.size < KNOWN_MAX) KNOWN.set(number, day);
  return day;
}
