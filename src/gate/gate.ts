/**
 * The compliance gate: judges supervised checks in worker threads, in batches, in time or not at all.
 * It must never reject, and never release what a worker has not judged: every failure reads `refer`.
 */
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
import type { GateAnswer, GateQuestion } from './question.js';
import { Threads } from './threads.js';

export interface GateOptions {
  readonly workers: number;
  readonly deadlineMs: number;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Built JavaScript; tests bring their own. */
  readonly workerFile?: string;
}

interface Waiting {
  question: GateQuestion;
  /** Whether its context is still on its way. */
  incomplete: boolean;
  /** Milliseconds of the process clock. */
  readonly until: number;
  /** `null` once answered. */
  resolve: ((answer: GateAnswer) => void) | null;
}

/** Deadlines after which a thread counts as hung: a busy machine is late, but not ten times over. */
const HUNG_AFTER_DEADLINES = 10;

export class Gate {
  readonly #threads: Threads;
  readonly #options: GateOptions;
  /** Threads without a batch. What finds none waits here and not in the pool, so that late work is dropped. */
  #free: number;
  /** In the order they came. */
  #waiting: Waiting[] = [];
  /** In the order of their deadlines, settled ones too until they are passed. */
  #deadlines: Waiting[] = [];
  #pending = 0;
  #collecting = false;
  #sweep: NodeJS.Timeout | null = null;
  #broken = false;
  #closed = false;

  private constructor(options: GateOptions, threads: Threads) {
    this.#options = options;
    this.#threads = threads;
    this.#free = options.workers;
  }

  /** Starts the threads and waits until they have answered once. Rejects where they cannot. */
  static async open(options: GateOptions): Promise<Gate> {
    const hungAfterMs = options.deadlineMs * HUNG_AFTER_DEADLINES;
    return new Gate(options, await Threads.open({ ...options, hungAfterMs }));
  }

  /** Questions asked and not yet answered. */
  get queueLength(): number {
    return this.#pending;
  }

  /** Whether the last batch came back judged, and no question has been late since. */
  get alive(): boolean {
    return !this.#broken && !this.#closed;
  }

  /** An empty batch through a thread, if one is free; settles `alive`, soon even where a thread hangs. */
  async probe(): Promise<boolean> {
    if (this.#free > 0 && !this.#closed) await this.#run([]);
    return this.alive;
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
    const full = this.#pending >= LIMITS.gateQueueMax;
    if (this.#closed || full) {
      // Whatever becomes of it, nobody waits for it any more.
      context?.catch(() => undefined);
      return Promise.resolve(referAll(question, this.#closed ? GATE_BROKEN : GATE_FULL));
    }
    this.#pending += 1;
    return new Promise((resolve) => {
      const until = performance.now() + this.#options.deadlineMs;
      const waiting: Waiting = { question, incomplete: context !== null, until, resolve };
      this.#deadlines.push(waiting);
      this.#arm();
      if (context === null) this.#collect(waiting);
      else void this.#complete(waiting, context);
    });
  }

  async #complete(waiting: Waiting, context: Promise<LookupContext>): Promise<void> {
    try {
      waiting.question = { ...waiting.question, context: await context };
      waiting.incomplete = false;
      if (waiting.resolve !== null) this.#collect(waiting);
    } catch {
      this.#settle(waiting, referAll(waiting.question, GATE_CONTEXT));
    }
  }

  /** The questions of one turn of the event loop leave together. */
  #collect(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#collecting) return;
    this.#collecting = true;
    setImmediate(() => {
      this.#collecting = false;
      this.#handOver();
    });
  }

  #handOver(): void {
    while (this.#free > 0 && this.#waiting.length > 0) {
      void this.#run(this.#waiting.splice(0, LIMITS.gateBatchMax));
    }
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    this.#free -= 1;
    let answers: readonly unknown[] = [];
    try {
      const said = await this.#threads.run(batch.map(({ question }) => question));
      if (!Array.isArray(said) || said.length !== batch.length) {
        throw new Error('the worker of the gate did not answer each question of a batch');
      }
      answers = said;
      this.#broken = false;
    } catch (error) {
      this.#broken = true;
      if (!this.#closed) this.#options.onTrouble('gate_batch', error);
    }
    this.#free += 1;
    batch.forEach((waiting, nth) => this.#conclude(waiting, answers[nth]));
    this.#handOver();
  }

  #conclude(waiting: Waiting, said: unknown): void {
    const { question } = waiting;
    const answer = checkedAnswer(question, said);
    if (answer === null && said !== undefined) {
      const error = new Error(`the worker of the gate answered check ${question.id} with nonsense`);
      this.#options.onTrouble('gate_answer', error);
    }
    this.#settle(waiting, answer ?? referAll(question, GATE_BROKEN));
  }

  #settle(waiting: Waiting, answer: GateAnswer): void {
    if (waiting.resolve === null) return;
    waiting.resolve(answer);
    waiting.resolve = null;
    this.#pending -= 1;
  }

  /** One timer for all: the deadline is the same for each, so they pass in the order they came. */
  #arm(): void {
    const [first] = this.#deadlines;
    if (this.#sweep !== null || first === undefined) return;
    const ms = Math.max(1, first.until - performance.now());
    this.#sweep = setTimeout(() => {
      this.#sweep = null;
      this.#passDeadlines(performance.now());
      this.#arm();
    }, ms);
  }

  #passDeadlines(now: number): void {
    let passed = 0;
    for (const waiting of this.#deadlines) {
      if (waiting.resolve !== null) {
        if (waiting.until > now) break;
        // That a context is late says nothing about the threads.
        this.#broken ||= !waiting.incomplete;
        const rule = waiting.incomplete ? GATE_CONTEXT : GATE_LATE;
        this.#settle(waiting, referAll(waiting.question, rule));
      }
      passed += 1;
    }
    this.#deadlines.splice(0, passed);
    // Nobody waits for these any more; a thread that comes free begins with what can still be in time.
    this.#waiting = this.#waiting.filter(({ resolve }) => resolve !== null);
  }

  /** Refers what is waiting and ends the threads; whatever is asked afterwards is referred. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#sweep !== null) clearTimeout(this.#sweep);
    for (const waiting of this.#deadlines) {
      this.#settle(waiting, referAll(waiting.question, GATE_BROKEN));
    }
    this.#deadlines = [];
    this.#waiting = [];
    await this.#threads.close();
  }
}
