/**
 * The compliance gate: judges supervised checks in worker threads, in batches, in time or not at all.
 * It must never reject, and never release what a worker has not judged: every failure reads `refer`.
 */
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../limits.js';
import type { LookupContext } from '../record/lookup.js';
import {
  checkedAnswer,
  GATE_BROKEN,
  GATE_CONTEXT,
  GATE_FULL,
  GATE_LATE,
  referAll,
} from './answer.js';
import { Batches, type Failure, type WorkersOptions } from './batches.js';
import type { GateAnswer, GateQuestion } from './question.js';

export interface GateOptions extends WorkersOptions {
  /** Built JavaScript; tests bring their own. */
  readonly workerFile?: string;
}

/** Compiled beside `dist/src`; under the test runner this file is source, and the tests name their own. */
const BUILT_WORKER = fileURLToPath(new URL('../../workers/gate.js', import.meta.url));

const RULES: Readonly<Record<Failure, string>> = {
  full: GATE_FULL,
  late: GATE_LATE,
  incomplete: GATE_CONTEXT,
  broken: GATE_BROKEN,
};

export class Gate {
  readonly #batches: Batches<GateQuestion, GateAnswer>;

  private constructor(batches: Batches<GateQuestion, GateAnswer>) {
    this.#batches = batches;
  }

  /** Starts the threads and waits until they have answered once. Rejects where they cannot. */
  static async open(options: GateOptions): Promise<Gate> {
    const batches = await Batches.open<GateQuestion, GateAnswer>({
      workerFile: BUILT_WORKER,
      ...options,
      name: 'gate',
      queueMax: LIMITS.gateQueueMax,
      batchMax: LIMITS.gateBatchMax,
      believed: checkedAnswer,
      instead: (question, failure) => referAll(question, RULES[failure]),
    });
    return new Gate(batches);
  }

  /** Questions asked and not yet answered. */
  get queueLength(): number {
    return this.#batches.queueLength;
  }

  /** Whether the last batch came back judged, and no question has been late since. */
  get alive(): boolean {
    return this.#batches.alive;
  }

  /** An empty batch through a thread, if one is free; settles `alive`, soon even where a thread hangs. */
  probe(): Promise<boolean> {
    return this.#batches.probe();
  }

  /**
   * The verdicts on a question; `refer` where the gate is full, late, broken or closed. `context`: that of a
   * supervised asker, which the question then goes to the rules with; the deadline counts from now on, the
   * wait for it included. Never rejects.
   */
  judge(
    question: GateQuestion,
    context: Promise<LookupContext> | null = null,
  ): Promise<GateAnswer> {
    const complete = context?.then((known) => ({ ...question, context: known })) ?? null;
    return this.#batches.ask(question, complete);
  }

  /** Refers what is waiting and ends the threads; whatever is asked afterwards is referred. */
  close(): Promise<void> {
    return this.#batches.close();
  }
}
