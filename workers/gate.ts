/**
 * The gate's worker: judges batches of questions away from the thread that answers checks.
 * It must never talk to anything outside: questions in, answers out.
 */
import { judge, POLICY } from '../src/gate/policy.js';
import type { GateAnswer, GateQuestion } from '../src/gate/question.js';

export default function judgeBatch(questions: readonly GateQuestion[]): GateAnswer[] {
  return questions.map((question) => judge(question, POLICY));
}
