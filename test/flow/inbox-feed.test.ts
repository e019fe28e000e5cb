/** A subscription to the inbox: in order, nothing lost, at the pace of whoever takes it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, Role } from '../../src/access/caller.js';
import { InboxFeed, type MessageSink, type Subscription } from '../../src/flow/inbox-feed.js';
import { InboxReader } from '../../src/flow/inbox-reader.js';
import { packMessage } from '../../src/record/message.js';
import { EVERYBODY, inboxBell, ring, tell } from '../../src/store/deeds.js';
import { Store } from '../../src/store/store.js';
import { NEW_MEMBER } from '../../src/store/tables.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { at, until } from '../support/running-service.js';

let redis: PrivateRedis;
let store: Store;
let feed: InboxFeed;
const open: Subscription[] = [];

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
  feed = new InboxFeed(store, new InboxReader(store, { now: () => 1 }));
});
afterEach(() => {
  for (const subscription of open.splice(0)) subscription.close();
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

const callerOf = (member: string, role: Role = 'ncb'): Caller => ({
  credentialId: 'who',
  member,
  role,
  agency: null,
});

async function send(to: string, ...texts: string[]): Promise<void> {
  const audience = to === EVERYBODY ? { to: 'all' as const, except: [] } : null;
  const type = 'connection' as const;
  const deeds = texts.map((text) =>
    tell(to, packMessage({ type, at: 1, recordId: null, body: { text }, audience }), 1),
  );
  await store.act(deeds);
}

/** Takes messages as long as it has room. */
class Taker implements MessageSink {
  readonly texts: unknown[] = [];
  refused = 0;
  readonly failures: unknown[] = [];
  /** How many messages had been pushed when it was told that the subscription is made. */
  readonly openedAfter: number[] = [];
  last = '';
  room: number;

  constructor(room = Infinity) {
    this.room = room;
  }

  push(message: object): boolean {
    if (this.room <= 0) {
      this.refused += 1;
      return false;
    }
    this.room -= 1;
    this.texts.push(at(message, 'body', 'text'));
    this.last = String(at(message, 'id'));
    return true;
  }

  opened(): void {
    this.openedAfter.push(this.texts.length);
  }

  failed(thrown: unknown): void {
    this.failures.push(thrown);
  }

  has(count: number): Promise<void> {
    return until(async () => this.texts.length >= count);
  }
}

function subscribe(member: string, after: string | null, sink: MessageSink): Subscription {
  const subscription = feed.subscribe(callerOf(member), after, sink);
  open.push(subscription);
  return subscription;
}

const named = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `message ${from + n}`);

describe('a subscription', () => {
  it('gives what was there and what comes, in order, and never before it has returned', async () => {
    await send('FRA', ...named(0, 700));
    const taker = new Taker();
    subscribe('FRA', '0', taker);
    expect(taker.texts).toEqual([]);
    await taker.has(700);
    await send('FRA', 'message 700');
    await send(EVERYBODY, 'message 701');
    await taker.has(702);
    expect(taker.texts).toEqual(named(0, 702));
    expect(taker.openedAfter).toEqual([0]);
  });

  it('goes on behind a message, or behind the last acknowledgement', async () => {
    await send('DEU', ...named(0, 6));
    const first = new Taker(2);
    subscribe('DEU', '0', first);
    await first.has(2);
    const behind = new Taker();
    subscribe('DEU', first.last, behind);
    await behind.has(5);
    // One to all came before.
    expect(behind.texts.slice(-5)).toEqual(named(1, 6));
    await store.inbox.acknowledge(callerOf('DEU'), Number(behind.last), 1);
    const acknowledged = new Taker();
    subscribe('DEU', null, acknowledged);
    await send('DEU', 'new');
    await acknowledged.has(1);
    expect(acknowledged.texts).toEqual(['new']);
  });

  it('gives again what was not taken, once there is room, and nothing twice that was', async () => {
    await send('ITA', ...named(0, 50));
    const taker = new Taker(0);
    const subscription = subscribe('ITA', '1', taker);
    const total = 51;
    for (let refused = 0; taker.texts.length < total;) {
      await until(async () => taker.refused > refused || taker.texts.length === total);
      refused = taker.refused;
      taker.room = 7;
      subscription.resume();
    }
    // Behind the one to all.
    expect(taker.texts.slice(1)).toEqual(named(0, 50));
    expect(taker.refused).toBeGreaterThan(5);
  });

  it('gives nothing after it is closed', async () => {
    const taker = new Taker();
    const subscription = subscribe('NOR', '0', taker);
    await taker.has(1);
    subscription.close();
    const witness = new Taker();
    subscribe('NOR', '0', witness);
    await send('NOR', 'late');
    await witness.has(2);
    expect(taker.texts).toHaveLength(1);
  });

  it('waits while the member is disconnected, and goes on when it is back', async () => {
    const row = { ...NEW_MEMBER, connection: 'disconnected' as const, connectionReason: 'away' };
    await store.setMember('SWE', row, null);
    const taker = new Taker();
    subscribe('SWE', '0', taker);
    const witness = new Taker();
    subscribe('DNK', '0', witness);
    await send('SWE', 'waits');
    await send(EVERYBODY, 'to all');
    await witness.has(2);
    expect(taker.texts).toEqual([]);
    await store.setMember('SWE', NEW_MEMBER, row, [ring(inboxBell('SWE'))]);
    await taker.has(3);
    expect(taker.texts.slice(-2)).toEqual(['waits', 'to all']);
  });

  it('outlives the store’s outage', async () => {
    const taker = new Taker();
    subscribe('FIN', '0', taker);
    await until(async () => taker.texts.length > 0);
    const before = taker.texts.length;
    process.kill(redis.server.pid ?? 0, 'SIGKILL');
    await until(async () =>
      send('FIN', 'after').then(
        () => true,
        () => false,
      ),
    );
    await taker.has(before + 1);
    expect(taker.texts.slice(before)).toEqual(['after']);
    expect(taker.failures).toEqual([]);
  });

  it('ends with a word where that number is still to come', async () => {
    const taker = new Taker();
    subscribe('FRA', '9'.repeat(16), taker);
    await until(async () => taker.failures.length > 0);
    expect(taker.failures).toMatchObject([{ code: 'unprocessable', path: '/after' }]);
    expect(taker.openedAfter).toEqual([]);
  });

  it.each(['', 'x', '-1', '1.5', '1'.repeat(17)])('refuses to begin behind "%s"', (after) => {
    expect(() => subscribe('FRA', after, new Taker())).toThrow(/decimal/);
  });

  it('is not for terminals', () => {
    const subscribing = () => feed.subscribe(callerOf('FRA', 'terminal'), null, new Taker());
    expect(subscribing).toThrow(/may not/);
  });
});
