/**
 * What calls about records answer, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { closed, oneOf } from '../../../record/wire.js';
import {
  addenda,
  nationalDecision,
  openContent,
  recordState,
  reviewStatus,
  wholeContent,
} from './contents.js';
import { failureCode } from './problems.js';
import {
  credentialId,
  day,
  exact,
  instant,
  member,
  named,
  orNull,
  page,
  recordId,
  said,
  string,
  version,
} from './terms.js';

const change = oneOf(['created', 'updated', 'unchanged'] as const);
const heldReview = said('The review that a held version waits for.', string);

/** Held answers name their review, and all others have none. */
export const changed = named(
  'RecordChange',
  exact({ recordId, version, state: recordState, change }),
);
export const heldChange = named(
  'HeldRecordChange',
  exact({ recordId, version, state: Type.Literal('in_review'), change, reviewId: heldReview }),
);
export const moved = named('RecordMove', exact({ recordId, version, state: recordState }));
export const heldMove = named(
  'HeldRecordMove',
  exact({ recordId, version, state: Type.Literal('in_review'), reviewId: heldReview }),
);

const shared = {
  recordId,
  owner: member,
  createdAt: instant,
  addenda,
  nationalDecision,
};

const shownVersion = {
  version,
  state: recordState,
  reviewStatus,
  updatedAt: instant,
  suspendedUntil: said('The last day of the pause.', orNull(day)),
  reviewId: said(
    'The review it waits for or was decided by; null where it was circulated at once.',
    orNull(string),
  ),
  ...wholeContent,
};

const heldVersion = named('HeldVersion', exact(shownVersion));

export const ownRecord = named(
  'WholeRecord',
  said(
    'As its owner and reviewers read it.',
    exact({
      ...shared,
      ...shownVersion,
      held: said(
        'A version that waits for review or was refused beside the one in force; null where there is none.',
        orNull(heldVersion),
      ),
      refusal: said(
        'Why a reviewer last refused a version.',
        orNull(exact({ version, reason: string, at: instant })),
      ),
    }),
  ),
);

const publishedRecord = named(
  'PublishedRecord',
  said(
    'As other members read it.',
    exact({
      ...shared,
      version: said(
        'Counted as others can count: what was held or refused leaves no gap.',
        version,
      ),
      state: Type.Literal('published'),
      reviewStatus,
      updatedAt: instant,
      ...openContent,
    }),
  ),
);

export const record = Type.Union([ownRecord, publishedRecord]);
export const records = named('RecordList', page('records', ownRecord));

export const history = named(
  'History',
  exact({
    versions: said(
      'Oldest first.',
      Type.Array(
        exact({
          version,
          state: recordState,
          change: said('created, updated, or the call that brought it about.', string),
          reason: orNull(string),
          at: instant,
          by: credentialId,
        }),
      ),
    ),
  }),
);

export const retractions = named(
  'Retractions',
  exact({
    retractions: Type.Array(
      exact({
        id: said('The id of the message that asked to purge.', string),
        at: instant,
        version,
        acknowledged: Type.Array(member),
        outstanding: Type.Array(member),
      }),
    ),
  }),
);

const line = said('Counts from 1.', Type.Integer({ minimum: 1 }));

export const bulkLine = named(
  'BulkAnswer',
  said(
    'Of each line, one line, in their order.',
    Type.Union([
      exact({
        line,
        recordId,
        status: Type.Unsafe({ enum: [200, 201, 202] }),
        version,
        state: recordState,
        change,
      }),
      closed({
        line,
        recordId: said('null where the line has none that can be read.', orNull(string)),
        status: Type.Integer({ minimum: 400, maximum: 599 }),
        code: failureCode,
        detail: string,
        path: Type.Optional(said('JSON Pointer (RFC 6901) to the field at fault.', string)),
      }),
    ]),
  ),
);
