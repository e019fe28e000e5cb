/**
 * The routes of the inbox: reading, waiting for messages, acknowledging, and what became of retractions.
 * It must never let a reading wait past its deadline, nor guess what an odd number was meant to be.
 */
import { Fault } from '../../errors.js';
import type { InboxDesk } from '../../flow/inbox.js';
import { LIMITS } from '../../limits.js';
import { AckSchema } from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import { oneQuery } from '../query.js';
import { callerOf, callRoute, type Call, type Route } from '../route.js';

const ackFrom = shapeOf(AckSchema);

/** A whole number of a query, `preset` where it is not given. */
function wholeQuery(call: Call, name: string, preset: number, min: number, max: number): number {
  const text = oneQuery(call.query, name);
  if (text === null) return preset;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new Fault('unprocessable', `${name} is ${min} to ${max}.`, `/${name}`);
}

export function inboxRoutes(desk: InboxDesk): Route[] {
  const { inboxWaitSecondsMax, inboxPageMax, inboxDeadlineMs } = LIMITS;
  return [
    {
      ...callRoute('GET', '/v1/inbox', 'inbox', async (call) => {
        const after = oneQuery(call.query, 'after');
        const wait = wholeQuery(call, 'wait', 0, 0, inboxWaitSecondsMax);
        const limit = wholeQuery(call, 'limit', inboxPageMax, 1, inboxPageMax);
        return { status: 200, value: await desk.read(call.callerNow, after, wait, limit) };
      }),
      deadlineMs: inboxDeadlineMs,
    },
    callRoute('POST', '/v1/inbox/ack', 'inbox', async (call) => ({
      status: 200,
      value: await desk.ack(callerOf(call), ackFrom(call.body)),
    })),
    callRoute('GET', '/v1/inbox/dead', 'reviews', async (call) => ({
      status: 200,
      value: await desk.dead(callerOf(call), oneQuery(call.query, 'after')),
    })),
    callRoute('GET', '/v1/records/:recordId/retractions', 'readRecords', async (call) => ({
      status: 200,
      value: await desk.retractions(callerOf(call), call.params[0] ?? ''),
    })),
  ];
}
