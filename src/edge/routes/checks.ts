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

/** One check of a caller, counted in until it is answered; how it is told is up to the kind of call. */
export abstract class CountedCheck implements CheckSink {
  readonly #services: CheckServices;

  constructor(services: CheckServices) {
    this.#services = services;
  }

  /** Tells the caller. Must not throw. */
  protected abstract tell(answer: CheckAnswer): void;
  protected abstract refuse(thrown: unknown): void;

  answered(answer: CheckAnswer): void {
    this.#services.admission.leave(1);
    this.#services.onChecked(answer.result);
    this.tell(answer);
  }

  failed(thrown: unknown): void {
    this.#services.admission.leave(1);
    this.refuse(thrown);
  }
}

/** Takes one check on that is paid for. Throws what refuses it at once: its form, too much in flight. */
export function takeOn(
  services: CheckServices,
  caller: Caller,
  body: unknown,
  check: CountedCheck,
): void {
  const wire = checkFrom(body);
  services.admission.enter(1);
  services.checks.submit(caller, wire, check);
}

class HttpCheck extends CountedCheck {
  readonly #call: Call;
  readonly #sink: AnswerSink;

  constructor(services: CheckServices, call: Call, sink: AnswerSink) {
    super(services);
    this.#call = call;
    this.#sink = sink;
  }

  protected tell(answer: CheckAnswer): void {
    if (this.#call.form === 'msgpack') this.#sink.answer({ status: 200, value: answer.value() });
    else {
      const encoded = answer.json();
      this.#sink.answer({ status: 200, encoded, contentType: 'application/json' });
    }
  }

  protected refuse(thrown: unknown): void {
    this.#sink.fail(thrown);
  }
}

function check(services: CheckServices, call: Call, sink: AnswerSink): void {
  const caller = callerOf(call);
  services.quota.take(caller.credentialId, 1);
  takeOn(services, caller, call.body, new HttpCheck(services, call, sink));
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

/** The checks of a batch, not yet looked at themselves. Throws `invalid_request`, `unprocessable`. */
export const checksOf = (body: unknown): readonly unknown[] => batchFrom(body).checks;

/** Answers each of a batch that is paid for in its place. Rejects where there is too much in flight. */
export function repliesTo(
  services: CheckServices,
  caller: Caller,
  checks: readonly unknown[],
): Promise<(CheckAnswer | Fault)[]> {
  return services.admission.run(checks.length, () =>
    Promise.all(checks.map((body) => replyInBatch(services, caller, body))),
  );
}

/** The answer to a batch, CONTRACT section 10. */
export function batchReply(replies: readonly (CheckAnswer | Fault)[]): { replies: object[] } {
  return {
    replies: replies.map((reply) =>
      reply instanceof Fault
        ? { status: reply.status, problem: problemOf(reply) }
        : { status: 200, reply: reply.value() },
    ),
  };
}

async function batch(services: CheckServices, call: Call): Promise<Answer> {
  const caller = callerOf(call);
  const checks = checksOf(call.body);
  services.quota.take(caller.credentialId, checks.length);
  const replies = await repliesTo(services, caller, checks);
  if (call.form === 'msgpack') return { status: 200, value: batchReply(replies) };
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
