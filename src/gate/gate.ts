/**
 * The compliance gate: judges supervised checks in worker threads, in batches, in time or not at all.
 * It must never reject, and never release what a worker has not judged: every failure reads `refer`.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { LIMITS } from '../limits.js';
import { VERDICTS, type GateAnswer, type GateQuestion } from './question.js';

export interface GateOptions {
  readonly workers: number;
  readonly deadlineMs: number;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Built JavaScript; tests bring their own. */
  readonly workerFile?: string;
}

interface Waiting {
  readonly question: GateQuestion;
  /** Milliseconds of the process clock. */
  readonly until: number;
  resolve: ((answer: GateAnswer) => void) | null;
}

export const GATE_FULL = 'gate.full';
export const GATE_LATE = 'gate.late';
export const GATE_BROKEN = 'gate.broken';
const NO_POLICY = '-';

/** Compiled beside `dist/src`; under the test runner this file is source, and the tests name their own. */
const BUILT_WORKER = fileURLToPath(new URL('../../workers/gate.js', import.meta.url));

function referAll({ matches }: GateQuestion, rule: string): GateAnswer {
  const rules = [rule];
  return {
    policyVersion: NO_POLICY,
    whole: 'refer',
    verdicts: matches.map(({ recordId }) => ({ recordId, verdict: 'refer', rules })),
  };
}

/** A worker's answer as it is, or `null` where it leaves anything out or says anything unknown. */
function checkedAnswer(question: GateQuestion, answer: unknown): GateAnswer | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { policyVersion, whole, verdicts } = answer as Partial<GateAnswer>;
  if (typeof policyVersion !== 'string' || !Array.isArray(verdicts)) return null;
  if (whole !== 'release' && whole !== 'refer') return null;
  const judged = new Set<string>();
  for (const verdict of verdicts as GateAnswer['verdicts']) {
    if (typeof verdict?.recordId !== 'string' || !Array.isArray(verdict.rules)) return null;
    if (!VERDICTS.includes(verdict.verdict)) return null;
    judged.add(verdict.recordId);
  }
  const complete = question.matches.every(
    ({ recordId, supervisedOwner }) =>
      (!supervisedOwner && !question.supervisedAsker) || judged.has(recordId),
  );
  return complete ? { policyVersion, whole, verdicts } : null;
}

export class Gate {
  readonly #pool: Piscina<readonly GateQuestion[], unknown>;
  readonly #options: GateOptions;
  #collected: Waiting[] = [];
  /** In the order of their deadlines, settled ones too until they are passed. */
  #deadlines: Waiting[] = [];
  #pending = 0;
  #flushing = false;
  #sweep: NodeJS.Timeout | null = null;
  #broken = false;

  private constructor(options: GateOptions, filename: string) {
    this.#options = options;
    this.#pool = new Piscina({
      filename,
      minThreads: options.workers,
      maxThreads: options.workers,
      idleTimeout: Infinity,
      concurrentTasksPerWorker: 1,
      maxQueue: LIMITS.gateQueueMax,
      stricterFIFO: true,
      atomics: 'disabled',
      recordTiming: false,
    });
    this.#pool.on('error', (error: unknown) => options.onTrouble('gate_worker', error));
  }

  /** Starts the threads and waits until they have answered once. Rejects where they cannot. */
  static async open(options: GateOptions): Promise<Gate> {
    const file = options.workerFile ?? BUILT_WORKER;
    if (!existsSync(file)) throw new Error('the worker of the gate is not built: npm run build');
    const gate = new Gate(options, new URL(`file://${file}`).href);
    await Promise.all(Array.from({ length: options.workers }, () => gate.#pool.run([])));
    return gate;
  }

  /** Questions asked and not yet answered. */
  get queueLength(): number {
    return this.#pending;
  }

  /** Whether the last batch came back judged. */
  get alive(): boolean {
    return !this.#broken;
  }

  /** An empty batch through the whole way; settles `alive`. */
  async probe(): Promise<boolean> {
    await this.#run([]);
    return this.alive;
  }

  /** The verdicts on a question; `refer` where the gate is full, late or broken. Never rejects. */
  judge(question: GateQuestion): Promise<GateAnswer> {
    if (this.#pending >= LIMITS.gateQueueMax) {
      return Promise.resolve(referAll(question, GATE_FULL));
    }
    this.#pending += 1;
    return new Promise((resolve) => {
      const until = performance.now() + this.#options.deadlineMs;
      const waiting: Waiting = { question, until, resolve };
      this.#collected.push(waiting);
      this.#deadlines.push(waiting);
      this.#arm();
      if (this.#flushing) return;
      this.#flushing = true;
      setImmediate(() => {
        this.#flushing = false;
        const all = this.#collected;
        this.#collected = [];
        for (let at = 0; at < all.length; at += LIMITS.gateBatchMax) {
          void this.#run(all.slice(at, at + LIMITS.gateBatchMax));
        }
      });
    });
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    let answers: unknown;
    try {
      answers = await this.#pool.run(batch.map(({ question }) => question));
      this.#broken = !Array.isArray(answers) || answers.length !== batch.length;
    } catch (error) {
      this.#broken = true;
      this.#options.onTrouble('gate_batch', error);
    }
    const list = this.#broken ? [] : (answers as readonly unknown[]);
    batch.forEach((waiting, at) => {
      const { question } = waiting;
      const answer = checkedAnswer(question, list[at]);
      this.#settle(waiting, answer ?? referAll(question, GATE_BROKEN));
    });
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
      const now = performance.now();
      let passed = 0;
      for (const waiting of this.#deadlines) {
        if (waiting.resolve !== null && waiting.until > now) break;
        this.#settle(waiting, referAll(waiting.question, GATE_LATE));
        passed += 1;
      }
      this.#deadlines.splice(0, passed);
      this.#arm();
    }, ms);
  }

  async close(): Promise<void> {
    if (this.#sweep !== null) clearTimeout(this.#sweep);
    for (const waiting of this.#deadlines) {
      this.#settle(waiting, referAll(waiting.question, GATE_BROKEN));
    }
    this.#deadlines = [];
    await this.#pool.destroy();
  }
}
