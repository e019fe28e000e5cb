/**
 * Every metric of the service, in Prometheus' form.
 * It must never carry a label that names a person, a record or a credential.
 */
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';

const STAGES = ['find', 'gate', 'audit'] as const;
export type Stage = (typeof STAGES)[number];

/** Close codes that are counted by themselves: ours, and the usual ones of RFC 6455, section 7.4.1. */
const CLOSE_CODES: ReadonlySet<number> = new Set([
  1000, 1001, 1005, 1006, 1011, 4400, 4401, 4413, 4429,
]);

/** Upper bounds of the buckets in milliseconds. */
const BOUNDS_MS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000] as const;

/**
 * A histogram that is cheap to feed: a few comparisons and no allocation. The client library's own costs
 * more than a whole stage of a check, so it is told the sums when it is asked, not at every answer.
 */
class Durations {
  readonly #buckets = new Float64Array(BOUNDS_MS.length + 1);
  #sumMs = 0;

  add(ms: number): void {
    let at = 0;
    while (at < BOUNDS_MS.length && ms > (BOUNDS_MS[at] ?? 0)) at += 1;
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.#sumMs += ms;
  }

  /** Lines of the text format for one labelled series. */
  lines(name: string, label: string): string[] {
    const lines: string[] = [];
    let count = 0;
    BOUNDS_MS.forEach((bound, at) => {
      count += this.#buckets[at] ?? 0;
      lines.push(`${name}_bucket{${label},le="${bound / 1_000}"} ${count}`);
    });
    count += this.#buckets[BOUNDS_MS.length] ?? 0;
    lines.push(`${name}_bucket{${label},le="+Inf"} ${count}`);
    lines.push(`${name}_sum{${label}} ${this.#sumMs / 1_000}`, `${name}_count{${label}} ${count}`);
    return lines;
  }
}

function histogram(
  name: string,
  help: string,
  series: Iterable<readonly [string, Durations]>,
): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
  for (const [label, durations] of series) lines.push(...durations.lines(name, label));
  return lines.join('\n');
}

/** What the gate said to one check: on its matches, and why it is referred as a whole. */
export interface GatedCheck {
  readonly verdicts: readonly { readonly verdict: string }[];
  /** Those that begin with `gate.` are failures of the gate itself. */
  readonly wholeRules: readonly string[];
}

interface RouteRow {
  readonly durations: Durations;
  readonly statuses: Map<number, number>;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly #routes = new Map<string, RouteRow>();
  readonly #stages: Readonly<Record<Stage, Durations>> = {
    find: new Durations(),
    gate: new Durations(),
    audit: new Durations(),
  };
  readonly #results = new Map<string, number>();
  readonly #overloaded: Counter;
  readonly #verdicts: Counter;
  readonly #unjudged: Counter;
  #streams = 0;
  readonly #streamCloses = new Map<string, number>();

  constructor(gauges: { readonly inFlight: () => number; readonly gateQueue: () => number }) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: 'portcullis_' });
    this.#overloaded = new Counter({
      name: 'portcullis_overloaded_total',
      help: 'Calls refused at once because too many were in flight.',
      registers,
    });
    this.#verdicts = new Counter({
      name: 'portcullis_gate_verdicts_total',
      help: 'Verdicts of the gate, on supervised matches and on checks as a whole.',
      labelNames: ['about', 'verdict'],
      registers,
    });
    this.#unjudged = new Counter({
      name: 'portcullis_gate_unjudged_total',
      help: 'Checks referred because the gate could not judge them, by cause.',
      labelNames: ['cause'],
      registers,
    });
    this.#requestCounter(registers);
    this.#checkCounter(registers);
    this.#streamCounter(registers);
    for (const [name, help, read] of [
      ['portcullis_in_flight', 'Checks being worked on.', gauges.inFlight],
      ['portcullis_gate_queue', 'Questions waiting for the gate.', gauges.gateQueue],
      ['portcullis_streams', 'Open streams.', () => this.#streams],
    ] as const) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    }
  }

  /** Adds whether each of these indexes answers, asked when it is read. */
  indexes(names: readonly string[], answers: () => Promise<boolean>): void {
    new Gauge({
      name: 'portcullis_index_up',
      help: 'Whether the index answers; all lie in one store today, so they stand and fall together.',
      labelNames: ['index'],
      registers: [this.#registry],
      async collect() {
        const up = (await answers().catch(() => false)) ? 1 : 0;
        for (const index of names) this.set({ index }, up);
      },
    });
  }

  /** Adds how much waits for reviewers: read when it is asked for, not a number where that fails. */
  waiting(pending: {
    readonly referrals: () => Promise<number>;
    readonly reviews: () => Promise<number>;
  }): void {
    for (const [name, help, read] of [
      [
        'portcullis_referrals_pending',
        'Referred checks that wait for a reviewer.',
        pending.referrals,
      ],
      ['portcullis_reviews_pending', 'Reviews that wait for a decision.', pending.reviews],
    ] as const) {
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        async collect() {
          this.set(await read().catch(() => Number.NaN));
        },
      });
    }
  }

  #requestCounter(registers: Registry[]): void {
    const routes = this.#routes;
    new Counter({
      name: 'portcullis_requests_total',
      help: 'Answers by route and HTTP status.',
      labelNames: ['route', 'status'],
      registers,
      collect() {
        this.reset();
        for (const [route, { statuses }] of routes) {
          for (const [status, count] of statuses) this.inc({ route, status }, count);
        }
      },
    });
  }

  #checkCounter(registers: Registry[]): void {
    const results = this.#results;
    new Counter({
      name: 'portcullis_checks_total',
      help: 'Checks answered by result.',
      labelNames: ['result'],
      registers,
      collect() {
        this.reset();
        for (const [result, count] of results) this.inc({ result }, count);
      },
    });
  }

  #streamCounter(registers: Registry[]): void {
    const closes = this.#streamCloses;
    new Counter({
      name: 'portcullis_stream_closes_total',
      help: 'Streams that have ended, by close code; codes of the other side that are not ours are other.',
      labelNames: ['code'],
      registers,
      collect() {
        this.reset();
        for (const [code, count] of closes) this.inc({ code }, count);
      },
    });
  }

  streamOpened(): void {
    this.#streams += 1;
  }

  streamClosed(code: number): void {
    this.#streams -= 1;
    const label = CLOSE_CODES.has(code) ? String(code) : 'other';
    this.#streamCloses.set(label, (this.#streamCloses.get(label) ?? 0) + 1);
  }

  answered(route: string, status: number, ms: number): void {
    let row = this.#routes.get(route);
    if (row === undefined) {
      row = { durations: new Durations(), statuses: new Map() };
      this.#routes.set(route, row);
    }
    row.durations.add(ms);
    row.statuses.set(status, (row.statuses.get(status) ?? 0) + 1);
  }

  stage(stage: Stage, ms: number): void {
    this.#stages[stage].add(ms);
  }

  checked(result: string): void {
    this.#results.set(result, (this.#results.get(result) ?? 0) + 1);
  }

  gated({ verdicts, wholeRules }: GatedCheck): void {
    const whole = wholeRules.length === 0 ? 'release' : 'refer';
    this.#verdicts.inc({ about: 'check', verdict: whole });
    for (const { verdict } of verdicts) this.#verdicts.inc({ about: 'match', verdict });
    for (const cause of wholeRules) {
      if (cause.startsWith('gate.')) this.#unjudged.inc({ cause });
    }
  }

  overloaded(): void {
    this.#overloaded.inc(1);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    const routes = [...this.#routes].map(
      ([route, { durations }]) => [`route="${route}"`, durations] as const,
    );
    const stages = STAGES.map((stage) => [`stage="${stage}"`, this.#stages[stage]] as const);
    return [
      (await this.#registry.metrics()).trimEnd(),
      histogram(
        'portcullis_request_seconds',
        'Time from the complete headers to the answer.',
        routes,
      ),
      histogram('portcullis_stage_seconds', 'Time of the stages of a check.', stages),
      '',
    ].join('\n');
  }
}
