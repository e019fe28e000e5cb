/**
 * The measures in force at this moment, as the gates ask for them.
 * It must never be asked before the tables are as new as the data it decides about, and never names a member.
 */
import type { Clock } from '../clock.js';
import { measureStateAt, nextChangeOf, type Measure, type Scope } from '../record/measure.js';
import type { CirculationMeasures } from './circulate.js';
import type { Measures } from './gate.js';

/** Where measures are kept in memory; the map is replaced as a whole when any of them changes. */
export interface MeasureTable {
  readonly measures: ReadonlyMap<string, Measure>;
  /** Counts changes of measures. */
  readonly measuresEpoch: number;
}

interface Force {
  readonly scopes: ReadonlySet<Scope>;
  readonly referAll: ReadonlySet<Scope>;
}

interface View {
  readonly source: ReadonlyMap<string, Measure>;
  /** Until when it holds if no row changes. */
  readonly until: number;
  readonly byMember: ReadonlyMap<string, Force>;
}

function viewOf(source: ReadonlyMap<string, Measure>, now: number): View {
  const byMember = new Map<string, { scopes: Set<Scope>; referAll: Set<Scope> }>();
  let until = Infinity;
  for (const measure of source.values()) {
    until = Math.min(until, nextChangeOf(measure, now));
    if (measureStateAt(measure, now) !== 'in-force') continue;
    const force = byMember.get(measure.member) ?? { scopes: new Set(), referAll: new Set() };
    byMember.set(measure.member, force);
    for (const scope of measure.scopes) {
      force.scopes.add(scope);
      if (measure.policy === 'refer-all') force.referAll.add(scope);
    }
  }
  return { source, until, byMember };
}

export class MeasuresInForce implements Measures, CirculationMeasures {
  readonly #table: MeasureTable;
  readonly #clock: Clock;
  #view: View;

  constructor(table: MeasureTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
    this.#view = viewOf(table.measures, clock.now());
  }

  get epoch(): number {
    return this.#table.measuresEpoch;
  }

  supervises(member: string, scope: 'checks' | 'hits'): boolean {
    return this.#forceOn(member)?.scopes.has(scope) ?? false;
  }

  refersAll(member: string, scope: 'checks' | 'hits'): boolean {
    return this.#forceOn(member)?.referAll.has(scope) ?? false;
  }

  holdsCirculation(member: string): boolean {
    return this.#forceOn(member)?.scopes.has('circulation') ?? false;
  }

  /** Whether what others' data this member is sent waits for a reviewer. */
  holdsReceipt(member: string): boolean {
    return this.#forceOn(member)?.scopes.has('receive') ?? false;
  }

  /** Whether any measure is in force on a member. */
  supervised(member: string): boolean {
    return this.#forceOn(member) !== undefined;
  }

  #forceOn(member: string): Force | undefined {
    const { measures } = this.#table;
    if (measures.size === 0) return undefined;
    const now = this.#clock.now();
    if (this.#view.source !== measures || now >= this.#view.until) {
      this.#view = viewOf(measures, now);
    }
    return this.#view.byMember.get(member);
  }
}
