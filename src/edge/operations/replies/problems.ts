/**
 * What is published of failures: the problem, and which codes an operation may answer.
 * It must never know a code that is not in the table of failures.
 */
import { Type } from '@sinclair/typebox';
import { FAILURES, type FailureCode } from '../../../errors.js';
import { closed, oneOf } from '../../../record/wire.js';
import { named, said, string } from './terms.js';

export const failureCode = named('FailureCode', oneOf(Object.keys(FAILURES)));

export const problem = named(
  'Problem',
  closed({
    type: said(
      'urn:portcullis:problem: and the code.',
      Type.String({ pattern: '^urn:portcullis:problem:[a-z_]+$' }),
    ),
    title: string,
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: failureCode,
    detail: string,
    path: Type.Optional(said('JSON Pointer (RFC 6901) to the field at fault.', string)),
    retryable: said('Whether the same call may succeed later.', Type.Boolean()),
    checkId: Type.Optional(string),
  }),
);

/** Of every call: its form, a client certificate where one is asked for, and the service itself. */
export const OF_ALL: readonly FailureCode[] = [
  'invalid_request',
  'unauthenticated',
  'unsupported_media_type',
  'internal',
  'deadline_exceeded',
];
/** Of calls that ask who calls. */
export const OF_CALLERS: readonly FailureCode[] = ['forbidden', 'index_unavailable'];
export const OF_BODIES: readonly FailureCode[] = ['too_large'];
/** Of calls that are told something by their body or their query. */
export const OF_VALUES: readonly FailureCode[] = ['unprocessable'];
