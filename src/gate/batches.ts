/**
 * The queue before worker threads: the questions of one turn leave together, in time or not at all.
 * It must never reject, and never make up an answer: what no worker said in time its user words itself.
 */
import { Threads } from './threads.js';

/** Why a question got no answer of a worker. */
export type Failure =
  /** More questions waiting than the queue holds. */
  | 'full'
  /** No answer within the deadline. */
  | 'late'
  /** What the question still waited for did not come in time, or failed. */
  | 'incomplete'
  /** The worker died or threw, its answer made no sense, or the queue is closed. */
  | 'broken';

/** What a service says of threads for it. */
export interface WorkersOptions {
  readonly workers: number;
  readonly deadlineMs: number;
  /** Told of failing threads and of nonsense; `what` begins with the queue's name. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface BatchesOptions<Question, Answer> extends WorkersOptions {
  /** `gate`, `screening`: begins the names of troubles. */
  readonly name: string;
  readonly queueMax: number;
  readonly batchMax: number;
  /** Built JavaScript. */
  readonly workerFile: string;
  /** A worker's answer if it may be believed, else `null`. */
  readonly believed: (question: Question, said: unknown) => Answer | null;
  /** The cautious answer where no worker gave one. */
  readonly instead: (question: Question, failure: Failure) => Answer;
}

interface Waiting<Question, Answer> {
  question: Question;
  /** Whether part of the question is still on its way. */
  incomplete: boolean;
  /** Milliseconds of the process clock. */
  readonly until: number;
  /** `null` once answered. */
  resolve: ((answer: Answer) => void) | null;
}

/** Deadlines after which a thread counts as hung: a busy machine is late, but not ten times over. */
const HUNG_AFTER_DEADLINES = 10;

export class Batches<Question extends { readonly id: string }, Answer> {
  readonly #threads: Threads<Question>;
  readonly #options: BatchesOptions<Question, Answer>;
  /** Threads without a batch. What finds none waits here and not in the pool, so that late work is dropped. */
  #free: number;
  /** In the order they came. */
  #waiting: Waiting<Question, Answer>[] = [];
  /** In the order of their deadlines, settled ones too until they are passed. */
  #deadlines: Waiting<Question, Answer>[] = [];
  #pending = 0;
  #collecting = false;
  #sweep: NodeJS.Timeout | null = null;
  #broken = false;
  #closed = false;

  private constructor(options: BatchesOptions<Question, Answer>, threads: Threads<Question>) {
    this.#options = options;
    this.#threads = threads;
    this.#free = options.workers;
  }

  /** Starts the threads and waits until they have answered once. Rejects where they cannot. */
  static async open<Question extends { readonly id: string }, Answer>(
    options: BatchesOptions<Question, Answer>,
  ): Promise<Batches<Question, Answer>> {
    const threads = await Threads.open<Question>({
      ...options,
      batchesMax: options.queueMax,
      hungAfterMs: options.deadlineMs * HUNG_AFTER_DEADLINES,
    });
    return new Batches(options, threads);
  }

  /** Questions asked and not yet answered. */
  get queueLength(): number {
    return this.#pending;
  }

  /** Whether the last batch came back answered, and no question has been late since. */
  get alive(): boolean {
    return !this.#broken && !this.#closed;
  }

  /** An empty batch through a thread, if one is free; settles `alive`, soon even where a thread hangs. */
  async probe(): Promise<boolean> {
    if (this.#free > 0 && !this.#closed) await this.#run([]);
    return this.alive;
  }

  /**
   * A worker's answer, or `instead` where the queue is full, late, broken or closed. `complete`: the same
   * question with what is not known of it yet; the deadline counts from now on, the wait for it included.
   * Never rejects.
   */
  ask(question: Question, complete: Promise<Question> | null = null): Promise<Answer> {
    const { queueMax, deadlineMs, instead } = this.#options;
    if (this.#closed || this.#pending >= queueMax) {
      // Whatever becomes of it, nobody waits for it any more.
      complete?.catch(() => undefined);
      return Promise.resolve(instead(question, this.#closed ? 'broken' : 'full'));
    }
    this.#pending += 1;
    return new Promise((resolve) => {
      const until = performance.now() + deadlineMs;
      const incomplete = complete !== null;
      const waiting: Waiting<Question, Answer> = { question, incomplete, until, resolve };
      this.#deadlines.push(waiting);
      this.#arm();
      if (complete === null) this.#collect(waiting);
      else void this.#complete(waiting, complete);
    });
  }

  async #complete(waiting: Waiting<Question, Answer>, complete: Promise<Question>): Promise<void> {
    try {
      waiting.question = await complete;
      waiting.incomplete = false;
      if (waiting.resolve !== null) this.#collect(waiting);
    } catch {
      this.#settle(waiting, this.#options.instead(waiting.question, 'incomplete'));
    }
  }

  /** The questions of one turn of the event loop leave together. */
  #collect(waiting: Waiting<Question, Answer>): void {
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
      void this.#run(this.#waiting.splice(0, this.#options.batchMax));
    }
  }

  async #run(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    const { name, onTrouble } = this.#options;
    this.#free -= 1;
    let answers: readonly unknown[] = [];
    try {
      const said = await this.#threads.run(batch.map(({ question }) => question));
      if (!Array.isArray(said) || said.length !== batch.length) {
        throw new Error(`the worker of the ${name} did not answer each question of a batch`);
      }
      answers = said;
      this.#broken = false;
    } catch (error) {
      this.#broken = true;
      if (!this.#closed) onTrouble(`${name}_batch`, error);
    }
    this.#free += 1;
    batch.forEach((waiting, nth) => this.#conclude(waiting, answers[nth]));
    this.#handOver();
  }

  #conclude(waiting: Waiting<Question, Answer>, said: unknown): void {
    const { name, onTrouble, believed, instead } = this.#options;
    const { question } = waiting;
    const answer = believed(question, said);
    if (answer === null && said !== undefined) {
      const error = new Error(`the worker of the ${name} answered ${question.id} with nonsense`);
      onTrouble(`${name}_answer`, error);
    }
    this.#settle(waiting, answer ?? instead(question, 'broken'));
  }

  #settle(waiting: Waiting<Question, Answer>, answer: Answer): void {
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
        // That a part of the question is late says nothing about the threads.
        this.#broken ||= !waiting.incomplete;
        const failure = waiting.incomplete ? 'incomplete' : 'late';
        this.#settle(waiting, this.#options.instead(waiting.question, failure));
      }
      passed += 1;
    }
    this.#deadlines.splice(0, passed);
    // Nobody waits for these any more; a thread that comes free begins with what can still be in time.
    this.#waiting = this.#waiting.filter(({ resolve }) => resolve !== null);
  }

  /** Answers what is waiting with `instead` and ends the threads; so is whatever is asked afterwards. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#sweep !== null) clearTimeout(this.#sweep);
    for (const waiting of this.#deadlines) {
      this.#settle(waiting, this.#options.instead(waiting.question, 'broken'));
    }
    this.#deadlines = [];
    this.#waiting = [];
    await this.#threads.close();
  }
}
