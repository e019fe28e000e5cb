/**
 * Turns the rounds of a run into figures: medians with their spread, and ratios within rounds.
 * It must never average latencies, nor take a ratio of figures from different rounds.
 */
import { rateOf, type Measurement, type Round } from './rounds.js';
import { LATENCY_POINTS, QUERY_CLASSES } from './load/tally.js';
import type {
  ClassCount,
  Latency,
  PhaseOutcome,
  QueryClass,
  Side,
  SideOutcome,
} from './load/tally.js';

/** Median over the rounds, and the least and greatest. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Latencies in microseconds. */
export interface LatencyFigures {
  readonly p50: Spread;
  readonly p99: Spread;
  readonly p999: Spread;
}

/** Of one side of the members, all rounds together but for the latencies. */
export interface SideFigures extends LatencyFigures {
  readonly answered: number;
  readonly referred: number;
}

export interface PhaseFigures extends LatencyFigures {
  /** Answers per second. */
  readonly rate: Spread;
  /** All rounds together; a phase with any other kind of error has ended the run. */
  readonly unanswered: number;
  readonly answered: number;
  /** Share of a core that the load generator used. */
  readonly generatorCpu: Spread;
  /** `null` where nobody is supervised in the whole run. */
  readonly bySide: Readonly<Record<Side, SideFigures>> | null;
}

export interface ServerFigures {
  readonly name: string;
  readonly closed: PhaseFigures;
  readonly open: PhaseFigures;
  /** Both loops, all rounds. */
  readonly byClass: Readonly<Record<QueryClass, ClassCount>>;
}

export interface Ratio {
  readonly of: string;
  readonly to: string;
  /** Closed-loop answers per second, one value per round. */
  readonly perRound: readonly number[];
  readonly spread: Spread;
}

/** Throws on an empty list. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const half = Math.floor(sorted.length / 2);
  const [upper, lower] = [sorted[half], sorted[sorted.length - 1 - half]];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) {
    throw new RangeError('no values to take a median of');
  }
  return { median: (upper + lower) / 2, min, max };
}

export function serverFigures(name: string, rounds: readonly Round[]): ServerFigures {
  const own = measurementsOf(name, rounds);
  const closed = own.map((measurement) => measurement.closed);
  const open = own.map((measurement) => measurement.open);
  return {
    name,
    closed: phaseFigures(closed),
    open: phaseFigures(open),
    byClass: countClasses([...closed, ...open]),
  };
}

export function ratioOf(of: string, to: string, rounds: readonly Round[]): Ratio {
  const base = measurementsOf(to, rounds);
  const perRound = measurementsOf(of, rounds).map(({ closed }, place) => {
    const beside = base[place];
    return beside === undefined ? NaN : rateOf(closed) / rateOf(beside.closed);
  });
  return { of, to, perRound, spread: spreadOf(perRound) };
}

function measurementsOf(name: string, rounds: readonly Round[]): readonly Measurement[] {
  return rounds.flatMap(({ measurements }) => measurements.filter((one) => one.name === name));
}

function latencyFigures(outcomes: readonly { readonly latencyUs: Latency }[]): LatencyFigures {
  const point = (wanted: (typeof LATENCY_POINTS)[number]): Spread =>
    spreadOf(outcomes.map((one) => one.latencyUs.points[LATENCY_POINTS.indexOf(wanted)] ?? NaN));
  return { p50: point(50), p99: point(99), p999: point(99.9) };
}

function sideFigures(outcomes: readonly SideOutcome[]): SideFigures {
  return {
    ...latencyFigures(outcomes),
    answered: sum(outcomes.map((one) => one.answered)),
    referred: sum(outcomes.map((one) => one.referred)),
  };
}

function figuresBySide(outcomes: readonly PhaseOutcome[]): PhaseFigures['bySide'] {
  const apart = outcomes.flatMap(({ bySide }) => (bySide === null ? [] : [bySide]));
  if (apart.length === 0) return null;
  return {
    others: sideFigures(apart.map(({ others }) => others)),
    supervised: sideFigures(apart.map(({ supervised }) => supervised)),
  };
}

function phaseFigures(outcomes: readonly PhaseOutcome[]): PhaseFigures {
  return {
    rate: spreadOf(outcomes.map(rateOf)),
    ...latencyFigures(outcomes),
    unanswered: sum(outcomes.map((one) => one.unanswered)),
    answered: sum(outcomes.map((one) => one.answered)),
    generatorCpu: spreadOf(outcomes.map((one) => one.generatorCpu)),
    bySide: figuresBySide(outcomes),
  };
}

function countClasses(outcomes: readonly PhaseOutcome[]): Record<QueryClass, ClassCount> {
  const count = (name: QueryClass): ClassCount => ({
    asked: sum(outcomes.map((one) => one.byClass[name].asked)),
    matched: sum(outcomes.map((one) => one.byClass[name].matched)),
  });
  const [unlisted, listed, changed] = QUERY_CLASSES;
  return { unlisted: count(unlisted), listed: count(listed), changed: count(changed) };
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
