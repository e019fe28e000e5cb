/**
 * The operations of records, as they are published.
 * It must never describe what is not served.
 */
import {
  BulkLineSchema,
  DecisionSchema,
  ReasonSchema,
  RecordSchema,
  RenewSchema,
  RestrictionsSchema,
  SuspendSchema,
} from '../../record/wire.js';
import { ok, created, versioned, type Operation } from './operation.js';
import {
  bulkLine,
  changed,
  heldChange,
  heldMove,
  history,
  moved,
  record,
  records,
} from './replies/records.js';

const SAME_VERSION = 'The same body again answers 200 with the same version and changes nothing.';

/** Of calls that change a record there is. */
const LIFECYCLE = ['not_found', 'conflict', 'overloaded'] as const;

export const RECORD_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/records',
    summary: "The caller's own member's records",
    access: 'readRecords',
    query: ['cursor', 'limit'],
    replies: [ok(records, 'In order of entry.')],
  },
  {
    method: 'post',
    path: '/v1/records/bulk',
    summary: 'Push many records, one per line, answered line by line',
    description:
      'Every line is judged anew: where the token has been revoked or has expired since, the first line refused with ' +
      '401 is the last answer, and nothing after it is taken.',
    access: 'push',
    body: BulkLineSchema,
    bodyType: 'application/x-ndjson',
    replies: [
      {
        status: 200,
        description: 'Of each line, one line; a bad line is refused alone.',
        schema: bulkLine,
        type: 'application/x-ndjson',
      },
    ],
  },
  {
    method: 'get',
    path: '/v1/records/{recordId}',
    summary: 'Read a record',
    description:
      'The owner and reviewers read all of it; others the published version, if they may see it, numbered as they can ' +
      'count: what was held or refused leaves no gap; ' +
      'else 404. A plain reading has no purpose, so a record limited to purposes is not shown to others.',
    access: 'readRecords',
    replies: versioned(ok(record, 'All of it, or what is published.')),
    failures: ['not_found'],
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}',
    summary: 'Create or update a record of the own member',
    description:
      `${SAME_VERSION} ` +
      'Under the id of another member it is 403, whatever the body says. A document may have been reported ' +
      'today, in any zone, at the latest.',
    access: 'push',
    body: RecordSchema,
    ifMatch: true,
    replies: versioned(
      ok(changed, 'Updated, or the same as before.'),
      created(changed, 'Created.'),
      { status: 202, description: 'Held for review.', schema: heldChange },
    ),
    failures: ['conflict', 'precondition_failed', 'overloaded'],
  },
  {
    method: 'delete',
    path: '/v1/records/{recordId}',
    summary: 'Withdraw a record',
    access: 'push',
    body: ReasonSchema,
    replies: versioned(ok(moved, 'Withdrawn.')),
    failures: LIFECYCLE,
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/suspend',
    summary: 'Pause a record for at most six months',
    description:
      'until is the last day of the pause; the day after it the record is published again, and its owner told.',
    access: 'push',
    body: SuspendSchema,
    replies: versioned(ok(moved, 'Paused.')),
    failures: LIFECYCLE,
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/resume',
    summary: 'End a pause',
    access: 'push',
    body: ReasonSchema,
    description:
      'What was sent during the pause is reviewed first while a measure on circulation is in force on the owner.',
    replies: versioned(
      ok(moved, 'Published again; or still in review, where a version waited already.'),
      { status: 202, description: 'Held for review.', schema: heldMove },
    ),
    failures: LIFECYCLE,
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/renew',
    summary: 'Set a new last valid day',
    description:
      'Nothing is renewed by itself. The owner is told in its inbox once before the last valid day (six months, ' +
      'unless the operator says otherwise); after that day the record is expired and matched no more, and some ' +
      'days later its content is deleted. What is left of it tells its history.',
    access: 'push',
    body: RenewSchema,
    replies: versioned(ok(moved, 'Renewed.')),
    failures: LIFECYCLE,
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}/restrictions',
    summary: 'Decide who may see a record; replaces the whole object',
    description:
      'Binds from its acknowledgement on. While a measure on circulation is in force on the owner, whatever lets ' +
      'in somebody who was kept out before is new circulation: it is held for review (202) as a version of its ' +
      'own, and whatever is narrower binds the published version at once.',
    access: 'push',
    body: RestrictionsSchema,
    replies: versioned(ok(moved, 'Bound.'), {
      status: 202,
      description: 'Held for review.',
      schema: heldMove,
    }),
    failures: LIFECYCLE,
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}/decision',
    summary: "The calling member's own decision whether to act on a record",
    access: 'push',
    body: DecisionSchema,
    replies: versioned(ok(moved, 'Decided.')),
    failures: LIFECYCLE,
  },
  {
    method: 'get',
    path: '/v1/records/{recordId}/history',
    summary: 'Every change of a record, for its owner and reviewers',
    access: 'readRecords',
    replies: [ok(history, 'Oldest first.')],
    failures: ['not_found'],
  },
];
