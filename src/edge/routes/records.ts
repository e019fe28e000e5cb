/**
 * The routes of records: pushing, reading, and what owners and members decide about them.
 * It must never do more than take a call apart and put its answer together.
 */
import { Fault } from '../../errors.js';
import type { Changed } from '../../flow/changes.js';
import type { RecordDesk } from '../../flow/records.js';
import type { RecordReadings } from '../../flow/readings.js';
import { requireOwn } from '../../flow/validate.js';
import { LIMITS } from '../../limits.js';
import { shapeOf } from '../../record/shape.js';
import {
  DecisionSchema,
  ReasonSchema,
  RecordSchema,
  RenewSchema,
  RestrictionsSchema,
  SuspendSchema,
  isRecordId,
} from '../../record/wire.js';
import type { Admission } from '../admission.js';
import { bulkLine } from '../bulk-line.js';
import { oneQuery, pageSize } from '../query.js';
import { callerOf, type Answer, type Call, type Route, type ValueRoute } from '../route.js';

export interface RecordServices {
  readonly records: RecordDesk;
  readonly readings: RecordReadings;
  readonly admission: Admission;
  readonly onError: (error: unknown, route: string) => void;
}

const recordFrom = shapeOf(RecordSchema);
const reasonFrom = shapeOf(ReasonSchema);
const suspendFrom = shapeOf(SuspendSchema);
const renewFrom = shapeOf(RenewSchema);
const restrictionsFrom = shapeOf(RestrictionsSchema);
const decisionFrom = shapeOf(DecisionSchema);

/** The record a path names. On reading, what cannot be a record is just not found. */
function recordIdOf(call: Call, forWriting: boolean): string {
  const recordId = call.params[0] ?? '';
  if (isRecordId(recordId)) return recordId;
  if (!forWriting) throw new Fault('not_found', 'There is no such record.');
  const detail = "A record id is its owner's code, a hyphen and 1 to 48 of A-Z a-z 0-9 . _ -";
  throw new Fault('unprocessable', detail, '/recordId');
}

const etag = (version: number): readonly (readonly [string, string])[] => [
  ['etag', `"${version}"`],
];

function changedAnswer({ status, ...value }: Changed): Answer {
  return { status, value, headers: etag(value.version) };
}

/** Nearly always `200`: of these calls only wider restrictions, and the end of a pause, can be held. */
function lifecycleAnswer({ status, recordId, version, state, reviewId }: Changed): Answer {
  const value = { recordId, version, state, ...(reviewId === undefined ? {} : { reviewId }) };
  return { status: status === 202 ? 202 : 200, value, headers: etag(version) };
}

export function recordRoutes(services: RecordServices): Route[] {
  const { records, readings, admission } = services;
  const write = (
    method: ValueRoute['method'],
    path: string,
    handle: (call: Call, recordId: string) => Promise<Answer>,
  ): ValueRoute => ({
    method,
    path: `/v1/records/:recordId${path}`,
    access: 'push',
    body: 'value',
    bodyBytesMax: LIMITS.bodyBytesMax,
    deadlineMs: LIMITS.pushDeadlineMs,
    handle: (call) => admission.run(1, () => handle(call, recordIdOf(call, true))),
  });
  /** Whose record it is comes before what is said of it: of another's not even the form is judged. */
  const own = (
    method: ValueRoute['method'],
    path: string,
    handle: (call: Call, recordId: string) => Promise<Answer>,
  ): ValueRoute =>
    write(method, path, (call, recordId) => {
      requireOwn(callerOf(call), recordId);
      return handle(call, recordId);
    });
  /** Of these the reason alone is required: whoever sends nothing is told so. */
  const lifecycle = (
    method: ValueRoute['method'],
    path: string,
    change: (call: Call, recordId: string) => Promise<Changed>,
  ): Route => {
    const told = async (call: Call, recordId: string): Promise<Answer> =>
      lifecycleAnswer(await change({ ...call, body: call.body ?? {} }, recordId));
    return { ...own(method, path, told), mayBeEmpty: true };
  };
  const read = (path: string, handle: (call: Call) => Promise<Answer>): Route => ({
    method: 'GET',
    path: `/v1/records${path}`,
    access: 'readRecords',
    body: 'none',
    bodyBytesMax: 0,
    deadlineMs: LIMITS.callDeadlineMs,
    handle,
  });
  return [
    own('PUT', '', async (call, id) =>
      changedAnswer(await records.put(callerOf(call), id, recordFrom(call.body), call.ifMatch)),
    ),
    lifecycle('DELETE', '', (call, id) =>
      records.withdraw(callerOf(call), id, reasonFrom(call.body).reason),
    ),
    lifecycle('POST', '/suspend', (call, id) =>
      records.suspend(callerOf(call), id, suspendFrom(call.body)),
    ),
    lifecycle('POST', '/resume', (call, id) =>
      records.resume(callerOf(call), id, reasonFrom(call.body).reason),
    ),
    lifecycle('POST', '/renew', (call, id) =>
      records.renew(callerOf(call), id, renewFrom(call.body)),
    ),
    own('PUT', '/restrictions', async (call, id) =>
      lifecycleAnswer(
        await records.setRestrictions(callerOf(call), id, restrictionsFrom(call.body)),
      ),
    ),
    write('PUT', '/decision', async (call, id) =>
      lifecycleAnswer(await records.decide(callerOf(call), id, decisionFrom(call.body))),
    ),
    read('/:recordId', async (call) => {
      const { value, version } = await readings.one(callerOf(call), recordIdOf(call, false));
      return { status: 200, value, headers: etag(version) };
    }),
    read('/:recordId/history', async (call) => ({
      status: 200,
      value: await readings.history(callerOf(call), recordIdOf(call, false)),
    })),
    read('', async (call) => ({
      status: 200,
      value: await readings.list(
        callerOf(call),
        oneQuery(call.query, 'cursor'),
        pageSize(call.query),
      ),
    })),
    {
      method: 'POST',
      path: '/v1/records/bulk',
      access: 'push',
      body: 'lines',
      lineBytesMax: LIMITS.bulkLineBytesMax,
      linesInFlightMax: LIMITS.bulkLinesInFlightMax,
      deadlineMs: LIMITS.pushDeadlineMs,
      handleLine: (judged, line) => bulkLine(services, judged, line),
    },
  ];
}
