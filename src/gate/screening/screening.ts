/**
 * Automatic screening: reads held records in worker threads, in batches, in time or not at all.
 * It must never reject, never decide, and never let a record that it did not read look clean.
 */
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../../limits.js';
import { Batches, type WorkersOptions } from '../batches.js';
import { checkedScreening, unscreened } from './answer.js';
import type { ScreeningTask } from './policy.js';
import type { ScreeningAnswer, ScreeningQuestion } from './question.js';
import { SCREENING_SETTINGS, type ScreeningSettings } from './settings.js';

export interface ScreeningOptions extends Pick<WorkersOptions, 'workers' | 'onTrouble'> {
  /** `LIMITS.screeningDeadlineMs` unless said. */
  readonly deadlineMs?: number;
  /** The defaults unless said. */
  readonly settings?: ScreeningSettings;
  /** Built JavaScript; tests bring their own. */
  readonly workerFile?: string;
}

/** Compiled beside `dist/src`; under the test runner this file is source, and the tests name their own. */
const BUILT_WORKER = fileURLToPath(new URL('../../../workers/screening.js', import.meta.url));

export class Screening {
  readonly #batches: Batches<ScreeningTask, ScreeningAnswer>;
  readonly #settings: ScreeningSettings;

  private constructor(
    batches: Batches<ScreeningTask, ScreeningAnswer>,
    settings: ScreeningSettings,
  ) {
    this.#batches = batches;
    this.#settings = settings;
  }

  /** Starts the threads and waits until they have answered once. Rejects where they cannot. */
  static async open(options: ScreeningOptions): Promise<Screening> {
    const { settings = SCREENING_SETTINGS, ...threads } = options;
    const batches = await Batches.open<ScreeningTask, ScreeningAnswer>({
      deadlineMs: LIMITS.screeningDeadlineMs,
      workerFile: BUILT_WORKER,
      ...threads,
      name: 'screening',
      queueMax: LIMITS.screeningQueueMax,
      batchMax: LIMITS.screeningBatchMax,
      believed: checkedScreening,
      instead: unscreened,
    });
    return new Screening(batches, settings);
  }

  /** Records given and not yet answered. */
  get queueLength(): number {
    return this.#batches.queueLength;
  }

  /** Whether the last batch came back screened, and no record has been late since. */
  get alive(): boolean {
    return this.#batches.alive;
  }

  /** An empty batch through a thread, if one is free; settles `alive`. */
  probe(): Promise<boolean> {
    return this.#batches.probe();
  }

  /**
   * What the rules find on a held record. Where it could not be screened (queue full, late, worker dead,
   * nonsense, closed) the one finding says so. Never rejects.
   */
  screen(question: ScreeningQuestion): Promise<ScreeningAnswer> {
    return this.#batches.ask({ id: question.id, question, settings: this.#settings });
  }

  /** Answers what is waiting as not screened and ends the threads; so is whatever is asked afterwards. */
  close(): Promise<void> {
    return this.#batches.close();
  }
}
