/**
 * Messages written to a private store, and read again, without a service.
 * It must never number a message itself where the store does.
 */
import { expect } from 'vitest';
import { packMessage, type Audience, type Message } from '../../src/record/message.js';
import { tell } from '../../src/store/deeds.js';
import type { Inbox, Place, Reader } from '../../src/store/inbox.js';
import { listOf, type Link } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

export const NOW = 1_700_000_000_000;

/** A store of a test's own, and a connection beside it. */
export interface InboxScene {
  readonly redis: PrivateRedis;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly link: Link;
  stop(): Promise<void>;
}

export async function openInboxScene(): Promise<InboxScene> {
  const redis = await startPrivateRedis();
  const store = await Store.open(redis.address);
  const link = await redis.link();
  return {
    redis,
    store,
    inbox: store.inbox,
    link,
    stop: async () => {
      await store.close();
      await redis.stop();
    },
  };
}

/** A member's callers that have no agency. */
export const bureau = (member: string): Reader => ({ member, agency: null });

export const message = (text: string, audience: Audience | null = null): Message => ({
  type: 'connection',
  at: NOW,
  recordId: null,
  body: { text },
  audience,
});

export const told = (to: string, text: string, audience: Audience | null = null) =>
  tell(to, packMessage(message(text, audience)), NOW);

/** Redis' own time in microseconds since 1970. */
export async function storeTime(link: Link): Promise<number> {
  const [seconds, micros] = listOf(await link.send(['TIME']));
  return Number(String(seconds)) * 1_000_000 + Number(String(micros));
}

export const lastNumber = async (link: Link): Promise<number> =>
  Number(String((await link.send(['HGET', 'meta', 'messages'])) ?? 0));

/** A message whose bytes nobody can read. */
export async function damage(link: Link, to: string): Promise<void> {
  const script = `local id = redis.call('HINCRBY', 'meta', 'messages', 1)
    redis.call('XADD', KEYS[1], string.format('%d-0', id), 'm', ARGV[1])`;
  await link.send(['EVAL', script, '1', `inbox:${to}`, Buffer.from([0xc1, 0xff, 0x00])]);
}

/** Everything a reader gets behind a number, or a place, read in pages of `max`. */
export async function readAll(
  from: Inbox,
  reader: string | Reader,
  after: number | Place,
  max: number,
) {
  const who = typeof reader === 'string' ? bureau(reader) : reader;
  const start = typeof after === 'number' ? { after, settled: 0 } : after;
  const texts: unknown[] = [];
  const numbers: number[] = [];
  for (let behind = start.after; ;) {
    const page = await from.page(who, { ...start, after: behind }, max, NOW);
    expect(page.messages.length).toBeLessThanOrEqual(max);
    texts.push(...page.messages.map(({ message: { body } }) => body['text']));
    numbers.push(...page.messages.map(({ number }) => number));
    if (page.upTo >= page.last) return { texts, numbers };
    expect(page.upTo).toBeGreaterThan(behind);
    behind = page.upTo;
  }
}
