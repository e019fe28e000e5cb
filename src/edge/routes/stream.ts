/**
 * The route of streams: checks, messages and outcomes of referrals over one connection.
 * It must never be a way round what the routes of the same things ask for.
 */
import { LIMITS } from '../../limits.js';
import { Deadlines } from '../http/deadlines.js';
import type { Route } from '../route.js';
import { Conversation, type StreamServices } from '../stream/session.js';

export function streamRoutes(services: StreamServices): Route[] {
  const deadlines = {
    check: new Deadlines(LIMITS.checkDeadlineMs),
    batch: new Deadlines(LIMITS.batchDeadlineMs),
  };
  return [
    {
      method: 'GET',
      path: '/v1/stream',
      access: 'stream',
      body: 'stream',
      protocol: 'portcullis.v1.msgpack',
      deadlineMs: LIMITS.checkDeadlineMs,
      open: (peer) => new Conversation(peer, services, deadlines),
    },
  ];
}
