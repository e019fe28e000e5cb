/**
 * The operations of the inbox, as they are published.
 * It must never describe what is not served.
 */
import { AckSchema } from '../../record/compliance-wire.js';
import { ok, type Operation } from './operation.js';
import { acknowledged, deadLetters, inbox } from './replies/messages.js';
import { retractions } from './replies/records.js';

export const INBOX_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/inbox',
    summary: "Messages of the caller's member; of a reviewer, those of the General Secretariat",
    description:
      'Those behind `after`, or behind the last acknowledgement, in the order of their ids; where there ' +
      'are none, `wait` seconds (0 to 30) are waited for the first. `next` is always the `after` of the ' +
      'following reading. At least once: keep the ids that have been worked on. An id is the time in ' +
      'microseconds since 1970 and tells nothing else; `after` may be any number that is not in the ' +
      'future. While a member is disconnected its messages wait. A publication is shown while ' +
      '`GET /v1/records/{recordId}` shows the same caller its record, and was when it was told; a ' +
      'retraction to callers that the record was shown to.',
    access: 'inbox',
    query: ['after', 'wait', 'limit'],
    replies: [ok(inbox, 'What there is, if anything.')],
  },
  {
    method: 'post',
    path: '/v1/inbox/ack',
    summary: 'Acknowledge every message up to an id',
    description:
      'Any number that is not in the future; what comes later is never covered. It never goes back; the ' +
      'answer says how far is acknowledged, by whichever caller of the member. What is acknowledged need ' +
      'not be kept. For a retraction it is the word that the record has been purged.',
    access: 'inbox',
    body: AckSchema,
    replies: [ok(acknowledged)],
    failures: ['conflict'],
  },
  {
    method: 'get',
    path: '/v1/inbox/dead',
    summary: 'Messages that could not be delivered, and why',
    description: 'why is damaged, record-gone, record-unreadable or too-old.',
    access: 'reviews',
    query: ['after'],
    replies: [ok(deadLetters, 'Oldest first.')],
  },
  {
    method: 'get',
    path: '/v1/records/{recordId}/retractions',
    summary: 'Retractions of a record, with who has acknowledged them; for its owner and reviewers',
    access: 'readRecords',
    replies: [ok(retractions, 'Those there have been.')],
    failures: ['not_found'],
  },
];
