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
      'Those behind `after`, or those not acknowledged, in the order of their ids; where there ' +
      'are none, `wait` seconds (0 to 30) are waited for the first, ' +
      'no longer than the token holds: then the answer is 401. `next` is always the `after` of the ' +
      'following reading. At least once: keep the ids that have been worked on. An id is the time in ' +
      'microseconds since 1970 and tells nothing else; `after` may be any number that is not in the ' +
      'future. While a member is disconnected its messages wait. A publication is shown while ' +
      '`GET /v1/records/{recordId}` shows the same caller its record, and was when it was told; a ' +
      'retraction to callers whom a check, for some purpose at least, could show the record: what only ' +
      'checks show is to be purged as well, though its publication is told to nobody. A retraction is never ' +
      'held for a review: a member whose receiving is under a measure gets it at once.',
    access: 'inbox',
    query: ['after', 'wait', 'limit'],
    replies: [ok(inbox, 'What there is, if anything.')],
  },
  {
    method: 'post',
    path: '/v1/inbox/ack',
    summary: 'Acknowledge every message up to an id',
    description:
      'Any number that is not in the future; what comes later is never covered. It counts for every caller ' +
      'of the member; of messages about records bounded to agencies only for callers of the same agency, or ' +
      'of none like the one that calls: the others are still shown theirs. It never goes back; the ' +
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
    description:
      'A member is in `acknowledged` once a caller of it that is shown the retraction has acknowledged it. One ' +
      'of a record bounded to agencies stays outstanding while no such caller reads the inbox.',
    access: 'readRecords',
    replies: [ok(retractions, 'Those there have been.')],
    failures: ['not_found'],
  },
];
