/**
 * Every metric of the service, in Prometheus' form.
 * It must never carry a label that names a person, a record or a credential.
 */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const STAGE_BUCKETS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1,
];

export type Stage = 'find' | 'gate' | 'audit';

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'route' | 'status'>;
  readonly #seconds: Histogram<'route'>;
  readonly #stages: Histogram<'stage'>;
  readonly #checks: Counter<'result'>;
  readonly #gateVerdicts: Counter<'verdict'>;
  readonly #overloaded: Counter;

  constructor(gauges: {
    readonly inFlight: () => number;
    readonly gateQueue: () => number;
    /** Whether the index answers: 1 or 0. */
    readonly indexUp: () => number;
  }) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: 'portcullis_' });
    this.#requests = new Counter({
      name: 'portcullis_requests_total',
      help: 'Answers by route and HTTP status.',
      labelNames: ['route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'portcullis_request_seconds',
      help: 'Time from the complete request to its answer.',
      labelNames: ['route'],
      buckets: STAGE_BUCKETS,
      registers,
    });
    this.#stages = new Histogram({
      name: 'portcullis_stage_seconds',
      help: 'Time of the stages of a check.',
      labelNames: ['stage'],
      buckets: STAGE_BUCKETS,
      registers,
    });
    this.#checks = new Counter({
      name: 'portcullis_checks_total',
      help: 'Checks answered by result.',
      labelNames: ['result'],
      registers,
    });
    this.#gateVerdicts = new Counter({
      name: 'portcullis_gate_verdicts_total',
      help: 'Verdicts of the compliance gate.',
      labelNames: ['verdict'],
      registers,
    });
    this.#overloaded = new Counter({
      name: 'portcullis_overloaded_total',
      help: 'Calls refused at once because too many were in flight.',
      registers,
    });
    for (const [name, help, read] of [
      ['portcullis_in_flight', 'Checks being worked on.', gauges.inFlight],
      ['portcullis_gate_queue', 'Questions waiting for the gate.', gauges.gateQueue],
      ['portcullis_index_up', 'Whether the index answers.', gauges.indexUp],
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

  answered(route: string, status: number, seconds: number): void {
    this.#requests.inc({ route, status }, 1);
    this.#seconds.observe({ route }, seconds);
  }

  stage(stage: Stage, seconds: number): void {
    this.#stages.observe({ stage }, seconds);
  }

  checked(result: string): void {
    this.#checks.inc({ result }, 1);
  }

  gateVerdict(verdict: string): void {
    this.#gateVerdicts.inc({ verdict }, 1);
  }

  overloaded(): void {
    this.#overloaded.inc(1);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
