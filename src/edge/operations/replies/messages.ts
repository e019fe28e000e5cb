/**
 * What messages of the inbox say, by their type, and what calls about them answer, as it is published.
 * It must never leave a field out that a message has; a test validates real ones.
 */
import { Type, type TObject, type TSchema } from '@sinclair/typebox';
import { MEASURE_POLICIES, MEASURE_STATES, SCOPES } from '../../../record/measure.js';
import type { MessageType } from '../../../record/message.js';
import { closed, oneOf } from '../../../record/wire.js';
import { action, colour, index, kind, purpose, restrictions } from './contents.js';
import {
  day,
  exact,
  flag,
  instant,
  member,
  named,
  orNull,
  recordId,
  said,
  score,
  string,
  version,
} from './terms.js';

const owned = oneOf(['wanted', 'missing', 'documents'] as const);

const ending = {
  event: oneOf(['expiry-ahead', 'expired'] as const),
  expiresOn: day,
  contentDeletedOn: day,
  detail: string,
  renewal: said('The call that keeps it in force.', string),
};

/** What each type of message says. */
const BODIES: Readonly<Record<MessageType, readonly TSchema[]>> = {
  match: [
    said(
      'A record of the member was matched, by whom and what for.',
      exact({
        checkId: string,
        member: said('Who asked.', member),
        agency: orNull(string),
        purpose,
        index: owned,
        score,
        at: instant,
      }),
    ),
  ],
  publication: [exact({ version, index, colour, kind, owner: member, action })],
  retraction: [
    said(
      'A record that was shown is to be purged.',
      exact({
        version,
        reason: oneOf(['withdrawn', 'not-compliant'] as const),
        purge: Type.Literal(true),
      }),
    ),
  ],
  clarification: [
    said(
      "To the owner: a reviewer's question.",
      exact({ reviewId: string, version, question: string }),
    ),
    said(
      "To the General Secretariat: the owner's answer.",
      exact({ reviewId: string, question: string, answer: string }),
    ),
  ],
  retention: [
    exact({ event: Type.Literal('suspension-ended'), suspendedUntil: orNull(day) }),
    exact(ending),
    said(
      'Of all documents of that last valid day together.',
      exact({ ...ending, index: Type.Literal('documents') }),
    ),
  ],
  measure: [
    closed({
      measureId: string,
      member,
      state: oneOf(MEASURE_STATES),
      scopes: Type.Array(oneOf(SCOPES)),
      policy: oneOf(MEASURE_POLICIES),
      reason: orNull(string),
      urgent: flag,
      reviewOn: orNull(day),
      effectiveOn: orNull(instant),
      event: Type.Optional(
        said(
          'To the General Secretariat, of what time alone has brought about.',
          oneOf(['lapsed', 'review-due'] as const),
        ),
      ),
    }),
  ],
  connection: [
    exact({ member, state: oneOf(['connected', 'disconnected'] as const), reason: string }),
    said(
      'To the member: a reviewer has set protective restrictions for it.',
      exact({ state: Type.Literal('protected'), restrictions }),
    ),
  ],
};

/** The types of which a message names no record, or not always. */
const OF_NO_RECORD: readonly MessageType[] = ['measure', 'connection'];

function recordOf(type: MessageType): TSchema {
  if (OF_NO_RECORD.includes(type)) return Type.Null();
  return type === 'retention' ? orNull(recordId) : recordId;
}

function messagesOf(more: Record<string, TSchema>): TSchema[] {
  return Object.entries(BODIES).flatMap(([name, bodies]) => {
    const type = name as MessageType;
    return bodies.map((body): TObject =>
      exact({ ...more, type: Type.Literal(type), at: instant, recordId: recordOf(type), body }),
    );
  });
}

/** As it waits for a reviewer, without a number. */
export const message = named('UnsentMessage', Type.Union(messagesOf({})));

const id = said(
  'Decimal; it grows along an inbox, and is the time in microseconds since 1970.',
  string,
);
export const inbox = named(
  'Inbox',
  exact({
    messages: Type.Array(named('Message', Type.Union(messagesOf({ id })))),
    next: said('The `after` of the following reading.', string),
  }),
);

export const acknowledged = named(
  'Acknowledged',
  exact({ upTo: said('How far the member has acknowledged.', string) }),
);

export const deadLetters = named(
  'DeadLetters',
  exact({
    deadLetters: Type.Array(
      exact({
        id: string,
        at: instant,
        to: said('A member; * where it was for many.', string),
        firstMessage: string,
        lastMessage: string,
        why: oneOf(['damaged', 'record-gone', 'record-unreadable', 'too-old'] as const),
      }),
    ),
    next: said('The `after` of the following reading; null at the end.', orNull(string)),
  }),
);
