/**
 * Adds up the counters of a span of time, as a whole and step by step.
 * It must never count a moment twice, nor read more counters than the span needs.
 */
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { AuditStore, Grain } from './store-contract.js';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
/** Shorter than the counters are kept, so that none expires while it is read. */
const SECONDS_KEPT = 7_200 - 120;
const MINUTES_KEPT = 8 * DAY - HOUR;
/** A series by the minute, and one by the hour, have about 120 and 190 points at most. */
const MINUTE_SERIES = 2 * HOUR;
const HOUR_SERIES = 8 * DAY;
const KEYS_PER_READ = 256;

const STEP_SECONDS = { minute: MINUTE, hour: HOUR, day: DAY } as const;
export type SeriesStep = keyof typeof STEP_SECONDS;

/** The counters that a series follows; `null` for none. */
export interface Traced {
  readonly checks: string;
  readonly messages: string | null;
}

export interface SeriesPoint {
  /** ISO 8601. */
  readonly at: string;
  readonly checks: number;
  readonly messages: number;
}

export interface AddedUp {
  readonly sums: ReadonlyMap<string, number>;
  /** Every step that the span touches; empty unless a series was asked for. */
  readonly points: readonly SeriesPoint[];
}

/** How finely a span is told: by the minute up to two hours, by the hour up to eight days, else by the day. */
export function seriesStep(fromMs: number, toMs: number, clock: Clock): SeriesStep {
  const seconds = (toMs - fromMs) / 1_000;
  const minutesLeft = fromMs / 1_000 >= clock.now() / 1_000 - MINUTES_KEPT;
  if (seconds <= MINUTE_SERIES && minutesLeft) return 'minute';
  return seconds <= HOUR_SERIES ? 'hour' : 'day';
}

/**
 * The end of a span as the counters can still tell it, in seconds: what they hold together belongs to the span
 * in which it begins, so that of two spans that meet within it one has it and the other has not.
 */
function tellable(ms: number, now: number): number {
  const finest = stepAt(ms / 1_000, now);
  return Math.ceil(ms / 1_000 / finest) * finest;
}

/** The finest step, in seconds, to which a point of time can still be told. */
function stepAt(second: number, now: number): number {
  if (second >= now - SECONDS_KEPT) return 1;
  return second >= now - MINUTES_KEPT ? MINUTE : HOUR;
}

type Parts = Readonly<Record<Grain, number[]>>;
const GRAIN_SECONDS: Readonly<Record<Grain, number>> = { s: 1, m: MINUTE, h: HOUR };

/** Seconds [from, to) as whole hours where possible, else minutes, else seconds; never more than `most`. */
function partsOf(from: number, to: number, most: number): Parts {
  const parts: Parts = { s: [], m: [], h: [] };
  for (let at = from; at < to;) {
    const fits = (seconds: number): boolean =>
      seconds <= most && at % seconds === 0 && at + seconds <= to;
    const grain: Grain = fits(HOUR) ? 'h' : fits(MINUTE) ? 'm' : 's';
    parts[grain].push(at / GRAIN_SECONDS[grain]);
    at += GRAIN_SECONDS[grain];
  }
  return parts;
}

/** The steps of a series with what was counted in each. */
class Series {
  readonly #seconds: number;
  readonly #traced: Traced;
  readonly #counts = new Map<number, { checks: number; messages: number }>();

  constructor(step: SeriesStep, traced: Traced) {
    this.#seconds = STEP_SECONDS[step];
    this.#traced = traced;
  }

  add(second: number, counts: ReadonlyMap<string, number>): void {
    const { checks, messages } = this.#traced;
    const nth = Math.floor(second / this.#seconds);
    const known = this.#counts.get(nth) ?? { checks: 0, messages: 0 };
    known.checks += counts.get(checks) ?? 0;
    known.messages += messages === null ? 0 : (counts.get(messages) ?? 0);
    this.#counts.set(nth, known);
  }

  points(fromMs: number, toMs: number): SeriesPoint[] {
    const points: SeriesPoint[] = [];
    const stepMs = this.#seconds * 1_000;
    for (let nth = Math.floor(fromMs / stepMs); nth * stepMs < toMs; nth += 1) {
      const { checks, messages } = this.#counts.get(nth) ?? { checks: 0, messages: 0 };
      points.push({ at: new Date(nth * stepMs).toISOString(), checks, messages });
    }
    return points;
  }
}

/** From an instant up to another that is no longer in it, in milliseconds since 1970; empty where it ends before it begins. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What of a span anything can have been counted in: from the first hour ever counted up to now. Throws
 * `unprocessable` where that is more than is read at once.
 */
export async function countedPart(
  store: Pick<AuditStore, 'firstHour'>,
  { fromMs, toMs }: Span,
  clock: Clock,
): Promise<Span> {
  const now = clock.now();
  const firstHour = (await store.firstHour()) ?? Math.floor(now / (HOUR * 1_000));
  const counted = {
    fromMs: Math.max(fromMs, firstHour * HOUR * 1_000),
    // The moment that runs has been counted too.
    toMs: Math.min(toMs, now + 1),
  };
  if (counted.toMs - counted.fromMs <= LIMITS.statisticsDaysMax * DAY * 1_000) return counted;
  const detail = `At most ${LIMITS.statisticsDaysMax} days are read at once.`;
  throw new Fault('unprocessable', detail, '/from');
}

/**
 * The counted part of a span, added up. While seconds are told, one that the span begins within is counted
 * whole: who asks for what has happened since just now would else miss the first of it.
 */
export async function addUp(
  store: AuditStore,
  { fromMs, toMs }: Span,
  clock: Clock,
  asked: { readonly step: SeriesStep; readonly traced: Traced } | null = null,
): Promise<AddedUp> {
  const now = Math.floor(clock.now() / 1_000);
  const second = Math.floor(fromMs / 1_000);
  const from = stepAt(second, now) === 1 ? second : tellable(fromMs, now);
  const to = tellable(toMs, now);
  const sums = new Map<string, number>();
  const series = asked === null ? null : new Series(asked.step, asked.traced);
  const parts = partsOf(from, to, asked === null ? HOUR : STEP_SECONDS[asked.step]);
  for (const [grain, numbers] of Object.entries(parts) as [Grain, number[]][]) {
    for (let at = 0; at < numbers.length; at += KEYS_PER_READ) {
      const read = numbers.slice(at, at + KEYS_PER_READ);
      const counted = await store.counters(grain, read);
      counted.forEach((counts, nth) => {
        series?.add((read[nth] ?? 0) * GRAIN_SECONDS[grain], counts);
        for (const [name, n] of counts) sums.set(name, (sums.get(name) ?? 0) + n);
      });
    }
  }
  return { sums, points: series?.points(fromMs, toMs) ?? [] };
}
