/**
 * The worker of screening: reads batches of held records away from the thread that answers checks.
 * It must never talk to anything outside: questions in, findings out.
 */
import { screenBatch, type ScreeningTask } from '../src/gate/screening/policy.js';
import type { ScreeningAnswer } from '../src/gate/screening/question.js';

export default function screenTasks(tasks: readonly ScreeningTask[]): (ScreeningAnswer | null)[] {
  return screenBatch(tasks);
}
