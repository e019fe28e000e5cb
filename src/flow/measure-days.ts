/**
 * Tells of what time alone does to measures: the member of an end, the General Secretariat of one that lapsed or
 * is to be looked at again.
 * It must never be what the gate goes by (that judges a measure's state itself), nor tell of the same thing twice.
 */
import { utcDay, type Clock } from '../clock.js';
import { GENERAL_SECRETARIAT } from '../record/countries.js';
import { measureStateAt, type Measure } from '../record/measure.js';
import type { Deed } from '../store/deeds.js';
import type { Store } from '../store/store.js';
import { tellOfMeasure } from './measure-messages.js';

export interface MeasureDaysParts {
  readonly store: Pick<Store, 'setMeasure'> & {
    readonly tables: Pick<Store['tables'], 'measures'>;
  };
  readonly clock: Clock;
}

const LAPSED = 'It was not endorsed within its term.';

/** The row as it is once this was told, and the messages; `null` where there is nothing to tell. */
function dueFor(measure: Measure, now: number): { next: Measure; deeds: Deed[] } | null {
  const { member, lift, reviewOn, endedTold = false, reviewTold = false } = measure;
  const state = measureStateAt(measure, now);
  if (state === 'lapsed' && !endedTold) {
    const deeds = [
      tellOfMeasure(member, measure, LAPSED, now),
      tellOfMeasure(GENERAL_SECRETARIAT, measure, LAPSED, now, { event: 'lapsed' }),
    ];
    return { next: { ...measure, endedTold: true }, deeds };
  }
  // One that was lifted at once was told of then, and one that never came into force is nobody's concern.
  const wasInForce = measure.urgent || measure.endorsedAt !== null;
  if (state === 'lifted' && !endedTold && wasInForce && lift && lift.effectiveOn > lift.at) {
    const deeds = [tellOfMeasure(member, measure, lift.reason, now)];
    return { next: { ...measure, endedTold: true }, deeds };
  }
  if (state === 'in-force' && reviewOn !== null && reviewOn <= utcDay(now) && !reviewTold) {
    const event = { event: 'review-due' };
    const deeds = [tellOfMeasure(GENERAL_SECRETARIAT, measure, measure.reason, now, event)];
    return { next: { ...measure, reviewTold: true }, deeds };
  }
  return null;
}

export class MeasureDays {
  readonly #parts: MeasureDaysParts;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: MeasureDaysParts) {
    this.#parts = parts;
  }

  /** Tells of all that has come by now. Rejects where the store fails; the next run goes on from there. */
  run(): Promise<void> {
    this.#running ??= this.#pass().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Ends the pass under way behind the measure it is at. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #pass(): Promise<void> {
    const { store, clock } = this.#parts;
    for (const measure of store.tables.measures.values()) {
      if (this.#stopped) return;
      const due = dueFor(measure, clock.now());
      // Where somebody has just changed it, the next run looks at what it has become.
      if (due !== null) await store.setMeasure(due.next, measure, due.deeds);
    }
  }
}
