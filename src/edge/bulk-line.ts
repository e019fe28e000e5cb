/**
 * One line of a bulk push: read, pushed, answered.
 * It must never let a bad line disturb another, and never reject.
 */
import type { Caller } from '../access/caller.js';
import { Fault, faultOf } from '../errors.js';
import type { RecordDesk } from '../flow/records.js';
import { requireOwn } from '../flow/validate.js';
import { LIMITS } from '../limits.js';
import { shapeOf } from '../record/shape.js';
import { BulkLineSchema, isRecordId } from '../record/wire.js';
import type { Line } from './route.js';
import { jsonFrom } from './json.js';

const lineFrom = shapeOf(BulkLineSchema);

/** The id a refused line is answered with, as far as it can be told. */
function recordIdIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('recordId' in value)) return null;
  const { recordId } = value;
  return typeof recordId === 'string' ? recordId.slice(0, 100) : null;
}

export interface BulkServices {
  readonly records: RecordDesk;
  readonly onError: (error: unknown, route: string) => void;
}

/**
 * The answer to a line as JSON text, without a line feed (CONTRACT section 10). `judged` is a fault where nobody
 * may push it now; it is refused with that, however good it is.
 */
export async function bulkLine(
  services: BulkServices,
  judged: Caller | Fault,
  { number, bytes }: Line,
): Promise<string> {
  let value: unknown;
  try {
    if (bytes === null) {
      throw new Fault('too_large', `A line is at most ${LIMITS.bulkLineBytesMax} bytes.`);
    }
    value = jsonFrom(bytes);
    if (judged instanceof Fault) throw judged;
    // Whose record it is comes before what is said of it, as for one that is pushed alone.
    const named = recordIdIn(value);
    if (named !== null && isRecordId(named)) requireOwn(judged, named);
    const { recordId, ...wire } = lineFrom(value);
    const { status, version, state, change } = await services.records.put(
      judged,
      recordId,
      wire,
      null,
    );
    return JSON.stringify({ line: number, recordId, status, version, state, change });
  } catch (error) {
    if (!(error instanceof Fault)) services.onError(error, 'POST /v1/records/bulk');
    const fault = judged instanceof Fault ? judged : faultOf(error);
    return JSON.stringify({
      line: number,
      recordId: recordIdIn(value),
      status: fault.status,
      code: fault.code,
      detail: fault.message,
      ...(fault.path === undefined ? {} : { path: fault.path }),
    });
  }
}
