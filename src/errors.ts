/**
 * The one table of failures: code, HTTP status, stream close, title, whether trying again helps.
 * It must never be added to elsewhere: no other file may invent a status or a code.
 */

export interface FailureRow {
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
  /** Seconds for `Retry-After`, where the contract asks for one. */
  readonly retryAfterS?: number;
  /** The code a stream is closed with where this ends it; CONTRACT section 10. */
  readonly streamClose?: number;
}

export const FAILURES = {
  invalid_request: {
    status: 400,
    title: 'The request is not of the described form',
    retryable: false,
    streamClose: 4400,
  },
  unauthenticated: {
    status: 401,
    title: 'No valid credential',
    retryable: false,
    streamClose: 4401,
  },
  forbidden: {
    status: 403,
    title: 'This credential may not do that',
    retryable: false,
    streamClose: 4401,
  },
  not_found: { status: 404, title: 'Not found', retryable: false },
  method_not_allowed: { status: 405, title: 'Method not allowed', retryable: false },
  conflict: { status: 409, title: 'The state does not allow it', retryable: false },
  precondition_failed: { status: 412, title: 'The version has changed', retryable: false },
  too_large: {
    status: 413,
    title: 'The body is over the limit',
    retryable: false,
    streamClose: 4413,
  },
  unsupported_media_type: { status: 415, title: 'Unsupported media type', retryable: false },
  unprocessable: { status: 422, title: 'The request breaks a rule', retryable: false },
  rate_limited: {
    status: 429,
    title: 'Too many checks',
    retryable: true,
    retryAfterS: 1,
    streamClose: 4429,
  },
  internal: { status: 500, title: 'Internal error', retryable: true },
  index_unavailable: { status: 503, title: 'An index did not answer', retryable: true },
  overloaded: { status: 503, title: 'Too much at once', retryable: true, retryAfterS: 1 },
  deadline_exceeded: { status: 504, title: 'Not answered in time', retryable: true },
} as const satisfies Record<string, FailureRow>;

export type FailureCode = keyof typeof FAILURES;

/** Close codes of RFC 6455, section 7.4.1, for ends that no failure of the caller's explains. */
export const GOING_AWAY = 1001;
const UNEXPECTED = 1011;

/** A failure that the caller is told of. `detail` must name no person, record of others, path or stack. */
export class Fault extends Error {
  readonly code: FailureCode;
  /** JSON Pointer (RFC 6901) to the field at fault. */
  readonly path: string | undefined;

  constructor(code: FailureCode, detail: string, path?: string) {
    super(detail);
    this.name = 'Fault';
    this.code = code;
    this.path = path;
  }

  get status(): number {
    return FAILURES[this.code].status;
  }
}

/** The code that a stream ended by this failure is closed with. */
export function streamCloseOf(code: FailureCode): number {
  const row: FailureRow = FAILURES[code];
  return row.streamClose ?? UNEXPECTED;
}

/** RFC 9457, as CONTRACT section 8 has it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: FailureCode;
  readonly detail: string;
  readonly path?: string;
  readonly retryable: boolean;
  readonly checkId?: string;
}

export function problemOf(fault: Fault, checkId?: string): Problem {
  const row: FailureRow = FAILURES[fault.code];
  return {
    type: `urn:portcullis:problem:${fault.code}`,
    title: row.title,
    status: row.status,
    code: fault.code,
    detail: fault.message,
    ...(fault.path === undefined ? {} : { path: fault.path }),
    retryable: row.retryable,
    ...(checkId === undefined ? {} : { checkId }),
  };
}

/** Any thrown thing as a Fault; what is not one is `internal` and says nothing of itself. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  return new Fault('internal', 'The service failed on this request; it has been logged.');
}
