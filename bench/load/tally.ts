/**
 * Counts the answers of one phase and judges each against what it should have been.
 * It must never leave an answer out: wrong, late and missing ones are what it is for.
 */
import { build, type Histogram } from 'hdr-histogram-js';
import { BENCH } from '../bounds.js';
import { VERDICT, type Verdict } from './answer-reader.js';

/** What a query is, known before it is sent. */
export const QUERY_CLASSES = ['unlisted', 'listed', 'changed'] as const;
export type QueryClass = (typeof QUERY_CLASSES)[number];

/** Who asks: members under a measure, while there is one, and all others. */
export const SIDES = ['others', 'supervised'] as const;
export type Side = (typeof SIDES)[number];

/** What a server must answer to a query of each class; `any` is counted, not judged. */
export type Expectation = Readonly<Record<QueryClass, 'clear' | 'match' | 'any'>>;

export const LATENCY_POINTS = [50, 75, 90, 95, 99, 99.9] as const;

/** Microseconds. */
export interface Latency {
  /** One value per entry of `LATENCY_POINTS`. */
  readonly points: readonly number[];
  readonly max: number;
}

export interface ClassCount {
  readonly asked: number;
  readonly matched: number;
}

export interface SideOutcome {
  readonly answered: number;
  readonly referred: number;
  readonly latencyUs: Latency;
}

/** The outcome of one phase, as it crosses the process boundary. */
export interface PhaseOutcome {
  readonly answered: number;
  /** Answers with another status than 200, by status. */
  readonly odd: Readonly<Record<string, number>>;
  /** Answers 200 whose `result` is not the right one. */
  readonly wrong: number;
  /** Requests whose connection was lost, and why the first was. */
  readonly lost: number;
  readonly firstLoss: string | null;
  /** Requests still without an answer when the phase was ended. */
  readonly unanswered: number;
  readonly byClass: Readonly<Record<QueryClass, ClassCount>>;
  /** `null` where nobody is supervised in the whole run. */
  readonly bySide: Readonly<Record<Side, SideOutcome>> | null;
  /** From the first request to the last answer. */
  readonly elapsedMs: number;
  readonly latencyUs: Latency;
  /** Share of one core that the generator's process used. */
  readonly generatorCpu: number;
}

interface Counter {
  asked: number;
  matched: number;
}

/** Per query of the pool. */
export interface AskedPlaces {
  /** Its place in `QUERY_CLASSES`. */
  readonly classes: Uint8Array;
  /** Its place in `SIDES`. */
  readonly sides: Uint8Array;
}

/** What the answers are held against. */
export interface Wanted {
  readonly expected: Expectation;
  /** Whether the supervised side may be told that its check is referred. */
  readonly mayRefer?: boolean;
}

function microseconds(): Histogram {
  return build({
    bitBucketSize: 32,
    autoResize: false,
    lowestDiscernibleValue: 1,
    highestTrackableValue: BENCH.latencyUsMax,
    numberOfSignificantValueDigits: 3,
  });
}

const latencyIn = (histogram: Histogram): Latency => ({
  points: LATENCY_POINTS.map((point) => histogram.getValueAtPercentile(point)),
  max: histogram.maxValue,
});

/** The answers to one side. */
class SideTally {
  answered = 0;
  referred = 0;
  readonly latency = microseconds();

  outcome(): SideOutcome {
    const { answered, referred, latency } = this;
    return { answered, referred, latencyUs: latencyIn(latency) };
  }
}

const isSupervised = (place: number): boolean => SIDES[place] === 'supervised';

export class Tally {
  answered = 0;
  lost = 0;

  #wrong = 0;
  #unanswered = 0;
  #firstLoss: string | null = null;
  readonly #odd = new Map<number, number>();
  readonly #counters: readonly Counter[];
  readonly #wanted: readonly (Verdict | null)[];
  readonly #latency = microseconds();
  readonly #classes: Uint8Array;
  readonly #sides: Uint8Array;
  readonly #bySide: { readonly [Key in Side]: SideTally } | null;
  readonly #mayRefer: boolean;
  readonly #startedAt = performance.now();
  readonly #cpuAtStart = process.cpuUsage();
  #endedAt = this.#startedAt;

  constructor({ classes, sides }: AskedPlaces, wanted: Wanted) {
    const { expected, mayRefer = false } = wanted;
    this.#classes = classes;
    this.#sides = sides;
    this.#mayRefer = mayRefer;
    const apart = sides.some(isSupervised);
    this.#bySide = apart ? { others: new SideTally(), supervised: new SideTally() } : null;
    this.#counters = QUERY_CLASSES.map(() => ({ asked: 0, matched: 0 }));
    this.#wanted = QUERY_CLASSES.map((name) =>
      expected[name] === 'any' ? null : VERDICT[expected[name]],
    );
  }

  /** One answer to query `query` of the pool; `since` and `now` in milliseconds. */
  answer(query: number, status: number, verdict: Verdict, since: number, now: number): void {
    this.answered += 1;
    this.#endedAt = now;
    const us = this.#record(now - since);
    const supervised = isSupervised(this.#sides[query] ?? 0);
    const referred = status === 200 && verdict === VERDICT.referred;
    const side = this.#bySide?.[supervised ? 'supervised' : 'others'];
    if (side !== undefined) {
      side.answered += 1;
      side.latency.recordValue(us);
      if (referred) side.referred += 1;
    }
    if (status !== 200) {
      this.#odd.set(status, (this.#odd.get(status) ?? 0) + 1);
      return;
    }
    const place = this.#classes[query] ?? 0;
    const counter = this.#counters[place];
    if (counter === undefined) throw new RangeError('a query of no known class');
    counter.asked += 1;
    if (verdict === VERDICT.match) counter.matched += 1;
    if (referred && supervised && this.#mayRefer) return;
    const wanted = this.#wanted[place] ?? null;
    const right = wanted === null ? verdict !== VERDICT.none : verdict === wanted;
    if (!right) this.#wrong += 1;
  }

  /** A connection went; `underWay` says whether a request went with it. */
  loss(reason: string, underWay: boolean): void {
    if (underWay) this.lost += 1;
    this.#firstLoss ??= reason;
  }

  /** A request that had no answer at the end has waited at least until `now`. */
  missing(since: number, now: number): void {
    this.#unanswered += 1;
    this.#record(now - since);
  }

  outcome(): PhaseOutcome {
    const cpu = process.cpuUsage(this.#cpuAtStart);
    const wallMs = performance.now() - this.#startedAt;
    return {
      answered: this.answered,
      odd: Object.fromEntries(this.#odd),
      wrong: this.#wrong,
      lost: this.lost,
      firstLoss: this.#firstLoss,
      unanswered: this.#unanswered,
      byClass: {
        unlisted: { ...this.#at(0) },
        listed: { ...this.#at(1) },
        changed: { ...this.#at(2) },
      },
      bySide:
        this.#bySide === null
          ? null
          : {
              others: this.#bySide.others.outcome(),
              supervised: this.#bySide.supervised.outcome(),
            },
      elapsedMs: this.#endedAt - this.#startedAt,
      latencyUs: latencyIn(this.#latency),
      generatorCpu: wallMs > 0 ? (cpu.user + cpu.system) / 1_000 / wallMs : 0,
    };
  }

  #at(place: number): Counter {
    return this.#counters[place] ?? { asked: 0, matched: 0 };
  }

  /** The latency in microseconds as it was recorded. */
  #record(ms: number): number {
    const us = Math.min(Math.max(1, Math.round(ms * 1_000)), BENCH.latencyUsMax);
    this.#latency.recordValue(us);
    return us;
  }
}
