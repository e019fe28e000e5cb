/**
 * Closed loop: every connection sends its next request when the last one is answered. Measures
 * throughput at saturation. It must never be read for latency: a slow server is asked less.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from '../bounds.js';
import { openLanes, type Lane, type LaneOwner } from './lane.js';
import type { RequestPool } from './pool.js';
import { Tally, type PhaseOutcome, type Wanted } from './tally.js';

export interface ClosedLoopPlan extends Wanted {
  readonly port: number;
  readonly pool: RequestPool;
  readonly connections: number;
  readonly durationMs: number;
  /** Where in the pool to start; it goes round. */
  readonly firstRequest: number;
  /** Ends the phase early after so many requests. */
  readonly requestsMax?: number;
  /** For answers still under way at the end; `BENCH.drainMs` if not given. */
  readonly drainMs?: number;
}

class ClosedLoop implements LaneOwner {
  readonly #plan: ClosedLoopPlan;
  readonly #tally: Tally;
  readonly #endsAt: number;
  readonly #requestsMax: number;
  #lanes: readonly Lane[] = [];
  #next: number;
  #sent = 0;
  #underWay = 0;
  #finish: () => void = () => undefined;

  constructor(plan: ClosedLoopPlan) {
    this.#plan = plan;
    this.#tally = new Tally(plan.pool, plan);
    this.#endsAt = performance.now() + plan.durationMs;
    this.#requestsMax = plan.requestsMax ?? Number.MAX_SAFE_INTEGER;
    this.#next = plan.firstRequest % plan.pool.requests.length;
  }

  async run(lanes: readonly Lane[]): Promise<PhaseOutcome> {
    this.#lanes = lanes;
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    const now = performance.now();
    for (const lane of lanes) this.#ask(lane, now);
    const late = new AbortController();
    const limit = delay(
      this.#plan.durationMs + (this.#plan.drainMs ?? BENCH.drainMs),
      undefined,
      late,
    ).catch(() => null);
    if (this.#underWay > 0) await Promise.race([finished, limit]);
    late.abort();
    const end = performance.now();
    for (const lane of this.#lanes) if (lane.request >= 0) this.#tally.missing(lane.since, end);
    return this.#tally.outcome();
  }

  answered(lane: Lane): void {
    const now = performance.now();
    const { status, verdict } = lane.reader;
    this.#tally.answer(lane.request, status, verdict, lane.since, now);
    lane.request = -1;
    this.#underWay -= 1;
    this.#ask(lane, now);
  }

  lost(lane: Lane, reason: string): void {
    const underWay = lane.request >= 0;
    this.#tally.loss(reason, underWay);
    lane.request = -1;
    if (!underWay) return;
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#finish();
  }

  #ask(lane: Lane, now: number): void {
    if (now < this.#endsAt && this.#sent < this.#requestsMax) {
      const { requests } = this.#plan.pool;
      const bytes = requests[this.#next];
      if (bytes === undefined) throw new RangeError('an empty pool');
      this.#sent += 1;
      this.#underWay += 1;
      lane.send(this.#next, bytes, now);
      this.#next = this.#next + 1 === requests.length ? 0 : this.#next + 1;
    } else if (this.#underWay === 0) this.#finish();
  }
}

/** Runs one phase; ends by itself within `durationMs` + `BENCH.connectMs` + `BENCH.drainMs`. */
export async function runClosedLoop(plan: ClosedLoopPlan): Promise<PhaseOutcome> {
  // The clock must start after the connections: the owner is made then, and asked through this.
  let loop: ClosedLoop | null = null;
  const owner: LaneOwner = {
    answered: (lane) => loop?.answered(lane),
    lost: (lane, reason) => loop?.lost(lane, reason),
  };
  const lanes = await openLanes(owner, plan.port, plan.connections);
  try {
    loop = new ClosedLoop(plan);
    return await loop.run(lanes);
  } finally {
    for (const lane of lanes) lane.close();
  }
}
