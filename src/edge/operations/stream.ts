/**
 * What is published of streams.
 * It must never promise another order of the answers than that in which they are ready.
 */
import type { Operation } from './operation.js';

export const STREAM_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/stream',
    summary: 'Checks, inbox and outcomes of referrals over one WebSocket',
    description:
      'Upgraded with the subprotocol portcullis.v1.msgpack; anything else is 400. Frames are binary MessagePack, ' +
      'up to 256 KiB. {id, check} is answered {id, reply} with the reply of POST /v1/checks, {id, checks} ' +
      '{id, reply} with that of POST /v1/checks/batch; what fails, {id, error} with the problem. id is any ' +
      'MessagePack value of up to 256 bytes and comes back as it was; answers come when they are ready. ' +
      '{subscribe: "inbox", after} is followed by {inbox: message} for each message; with an id it is answered ' +
      'first, {id, reply: {subscribed: "inbox"}}. {referral: outcome} tells what GET /v1/checks/{checkId} then ' +
      'answers of a check referred on this connection. {drain: true} says that the service is about to end: ask ' +
      'elsewhere, what was asked is still answered. At most 1,000 checks are in flight on a stream; beyond it, ' +
      'and while more than 1 MiB of answers is unread, a frame is answered overloaded. ' +
      'Closes: 4400 bad frame (not binary, not MessagePack, an undescribed field), 4401 credential no longer ' +
      'valid, 4413 frame too large, 4429 too slow or over the rate limit, 1001 drain. Frames taken before are ' +
      'answered first, except where the credential or the reading is what has failed.',
    access: 'stream',
    replies: [{ status: 101, description: 'Upgraded.' }],
    failures: ['overloaded'],
  },
];
