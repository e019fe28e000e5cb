/**
 * Open loop: request i is due at `start + i / rate`, whatever the server does, and its latency counts
 * from then. It must never wait for an answer before the next request is due: a slow answer delays
 * those behind it, and that delay belongs to them (no coordinated omission).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from '../bounds.js';
import { openLanes, type Lane, type LaneOwner } from './lane.js';
import type { RequestPool } from './pool.js';
import { Tally, type PhaseOutcome, type Wanted } from './tally.js';

/**
 * How the loop waits for the next due time. `timer`: with setTimeout, which wakes about every
 * 1.1 ms and sends what has become due, so p50 has a floor of about that. `spin`: with
 * setImmediate, without that floor, but it keeps one core busy.
 */
export const PACINGS = ['timer', 'spin'] as const;
export type Pacing = (typeof PACINGS)[number];

export interface OpenLoopPlan extends Wanted {
  readonly port: number;
  readonly pool: RequestPool;
  readonly connections: number;
  readonly durationMs: number;
  readonly firstRequest: number;
  /** Requests per second. */
  readonly rate: number;
  readonly pacing: Pacing;
  /** For answers still under way at the end; `BENCH.drainMs` if not given. */
  readonly drainMs?: number;
}

class OpenLoop implements LaneOwner {
  readonly #plan: OpenLoopPlan;
  readonly #tally: Tally;
  readonly #total: number;
  readonly #msPerRequest: number;
  readonly #startedAt = performance.now();
  readonly #free: Lane[] = [];
  #lanes: readonly Lane[] = [];
  #sent = 0;
  #settled = 0;
  #ended = false;
  #finish: () => void = () => undefined;

  constructor(plan: OpenLoopPlan) {
    this.#plan = plan;
    this.#tally = new Tally(plan.pool, plan);
    this.#total = Math.max(1, Math.floor((plan.rate * plan.durationMs) / 1_000));
    this.#msPerRequest = 1_000 / plan.rate;
  }

  async run(lanes: readonly Lane[]): Promise<PhaseOutcome> {
    this.#lanes = lanes;
    this.#free.push(...lanes);
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    const late = new AbortController();
    const limit = delay(
      this.#plan.durationMs + (this.#plan.drainMs ?? BENCH.drainMs),
      undefined,
      late,
    ).catch(() => null);
    this.#tick();
    await Promise.race([finished, limit]);
    late.abort();
    this.#ended = true;
    this.#countMissing(performance.now());
    return this.#tally.outcome();
  }

  answered(lane: Lane): void {
    const now = performance.now();
    const { status, verdict } = lane.reader;
    this.#tally.answer(lane.request, status, verdict, lane.since, now);
    lane.request = -1;
    // First in, first out, so that no connection stays silent until the server closes it.
    this.#free.push(lane);
    this.#settle();
    this.#sendDue(now);
  }

  lost(lane: Lane, reason: string): void {
    const underWay = lane.request >= 0;
    this.#tally.loss(reason, underWay);
    lane.request = -1;
    if (underWay) this.#settle();
    if (this.#lanes.every(({ alive }) => !alive)) this.#finish();
  }

  #settle(): void {
    this.#settled += 1;
    if (this.#settled === this.#total) this.#finish();
  }

  #dueAt(request: number): number {
    return this.#startedAt + request * this.#msPerRequest;
  }

  #sendDue(now: number): void {
    const { requests } = this.#plan.pool;
    while (this.#sent < this.#total && this.#dueAt(this.#sent) <= now) {
      const lane = this.#free.shift();
      if (lane === undefined) return;
      if (!lane.alive) continue;
      const place = (this.#plan.firstRequest + this.#sent) % requests.length;
      const bytes = requests[place];
      if (bytes === undefined) throw new RangeError('an empty pool');
      lane.send(place, bytes, this.#dueAt(this.#sent));
      this.#sent += 1;
    }
  }

  readonly #tick = (): void => {
    if (this.#ended || this.#sent === this.#total) return;
    const now = performance.now();
    this.#sendDue(now);
    const waitMs = this.#dueAt(this.#sent) - now;
    // Timers wake a millisecond late at most; the last one and a half are spun.
    if (this.#plan.pacing === 'timer') setTimeout(this.#tick, Math.max(1, waitMs));
    else if (waitMs > 1.5) setTimeout(this.#tick, waitMs - 1.5);
    else setImmediate(this.#tick);
  };

  #countMissing(now: number): void {
    for (const lane of this.#lanes) if (lane.request >= 0) this.#tally.missing(lane.since, now);
    for (let unsent = this.#sent; unsent < this.#total; unsent += 1) {
      this.#tally.missing(this.#dueAt(unsent), now);
    }
  }
}

/**
 * Runs one phase; ends by itself within `durationMs` + `BENCH.connectMs` + `BENCH.drainMs`. Requests
 * without an answer by then are `unanswered`, with the time they had waited as their latency.
 */
export async function runOpenLoop(plan: OpenLoopPlan): Promise<PhaseOutcome> {
  let loop: OpenLoop | null = null;
  const owner: LaneOwner = {
    answered: (lane) => loop?.answered(lane),
    lost: (lane, reason) => loop?.lost(lane, reason),
  };
  const lanes = await openLanes(owner, plan.port, plan.connections);
  try {
    loop = new OpenLoop(plan);
    return await loop.run(lanes);
  } finally {
    for (const lane of lanes) lane.close();
  }
}
