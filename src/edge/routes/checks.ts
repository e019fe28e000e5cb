/**
 * The routes of checks: one, and batches.
 * It must never answer a check that the flow has not let through all its stages.
 */
import { Type } from '@sinclair/typebox';
import type { Caller } from '../../access/caller.js';
import type { Quota } from '../../access/quota.js';
import { Fault, faultOf, problemOf } from '../../errors.js';
import type { CheckAnswer, Checks, CheckSink } from '../../flow/check.js';
import { LIMITS } from '../../limits.js';
import { shapeOf } from '../../record/shape.js';
import { CheckSchema } from '../../record/wire.js';
import type { Admission } from '../admission.js';
import { callerOf, type Answer, type AnswerSink, type Call, type Route } from '../route.js';

export interface CheckServices {
  readonly checks: Checks;
  readonly admission: Admission;
  readonly quota: Quota;
  readonly onChecked: (result: string) => void;
  /** An unexpected error of one check in a batch. */
  readonly onError: (error: unknown, route: string) => void;
}

const checkFrom = shapeOf(CheckSchema);

export const BatchSchema = Type.Object(
  {
    checks: Type.Array(Type.Unknown(), { minItems: 1, maxItems: LIMITS.batchChecksMax }),
  },
  { additionalProperties: false },
);
const batchFrom = shapeOf(BatchSchema);

function answered(call: Call, answer: CheckAnswer): Answer {
  if (call.form === 'msgpack') return { status: 200, value: answer.value() };
  return { status: 200, encoded: answer.json(), contentType: 'application/json' };
}

/** One check of one call: counted in until it is answered. */
class OneCheck implements CheckSink {
  readonly #services: CheckServices;
  readonly #call: Call;
  readonly #sink: AnswerSink;

  constructor(services: CheckServices, call: Call, sink: AnswerSink) {
    this.#services = services;
    this.#call = call;
    this.#sink = sink;
  }

  answered(answer: CheckAnswer): void {
    this.#services.admission.leave(1);
    this.#services.onChecked(answer.result);
    this.#sink.answer(answered(this.#call, answer));
  }

  failed(thrown: unknown): void {
    this.#services.admission.leave(1);
    this.#sink.fail(thrown);
  }
}

function check(services: CheckServices, call: Call, sink: AnswerSink): void {
  const { admission, quota, checks } = services;
  const caller = callerOf(call);
  quota.take(caller.credentialId, 1);
  const wire = checkFrom(call.body);
  admission.enter(1);
  checks.submit(caller, wire, new OneCheck(services, call, sink));
}

/** One problem stands for its check alone; the others are answered. */
async function replyInBatch(
  services: CheckServices,
  caller: Caller,
  body: unknown,
): Promise<CheckAnswer | Fault> {
  try {
    const answer = await services.checks.answer(caller, checkFrom(body));
    services.onChecked(answer.result);
    return answer;
  } catch (error) {
    if (!(error instanceof Fault)) services.onError(error, 'POST /v1/checks/batch');
    return faultOf(error);
  }
}

async function batch(services: CheckServices, call: Call): Promise<Answer> {
  const caller = callerOf(call);
  const { checks } = batchFrom(call.body);
  services.quota.take(caller.credentialId, checks.length);
  const replies = await services.admission.run(checks.length, () =>
    Promise.all(checks.map((body) => replyInBatch(services, caller, body))),
  );
  if (call.form === 'msgpack') {
    const values = replies.map((reply) =>
      reply instanceof Fault
        ? { status: reply.status, problem: problemOf(reply) }
        : { status: 200, reply: reply.value() },
    );
    return { status: 200, value: { replies: values } };
  }
  const texts = replies.map((reply) =>
    reply instanceof Fault
      ? `{"status":${reply.status},"problem":${JSON.stringify(problemOf(reply))}}`
      : `{"status":200,"reply":${reply.json()}}`,
  );
  return {
    status: 200,
    encoded: `{"replies":[${texts.join(',')}]}`,
    contentType: 'application/json',
  };
}

export function checkRoutes(services: CheckServices): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/checks',
      access: 'check',
      body: 'value',
      bodyBytesMax: LIMITS.bodyBytesMax,
      deadlineMs: LIMITS.checkDeadlineMs,
      handleInto: (call, sink) => check(services, call, sink),
    },
    {
      method: 'POST',
      path: '/v1/checks/batch',
      access: 'check',
      body: 'value',
      bodyBytesMax: LIMITS.batchBytesMax,
      deadlineMs: LIMITS.batchDeadlineMs,
      handle: (call) => batch(services, call),
    },
  ];
}
