/** The tables as a process has them: what has been written is there once they have been refreshed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Link, Reply } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { NEW_MEMBER, Tables } from '../../src/store/tables.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

let redis: PrivateRedis;
let store: Store;

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

/** A link whose replies are kept back while it is told to. */
class HeldBack implements Link {
  readonly #link: Link;
  held: (() => void)[] | null = null;

  constructor(link: Link) {
    this.#link = link;
  }

  async send(args: (string | Buffer)[]): Promise<Reply> {
    const reply = await this.#link.send(args);
    const { held } = this;
    if (held !== null) await new Promise<void>((goOn) => held.push(goOn));
    return reply;
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  end(): void {
    this.#link.end();
  }
}

describe('refreshed tables', () => {
  it('have what was written before, also where an older load was under way', async () => {
    const link = new HeldBack(await redis.link());
    const tables = await Tables.open(link, 'never used', null);
    const held: (() => void)[] = (link.held = []);
    const older = tables.refresh();
    await expect.poll(() => held.length).toBe(1);
    const row = { ...NEW_MEMBER, connection: 'disconnected' as const, connectionReason: 'away' };
    await store.setMember('SWE', row, null);
    const asked = [tables.refresh(), tables.refresh()];
    link.held = null;
    for (const goOn of held) goOn();
    await older;
    await Promise.all(asked);
    expect(tables.member('SWE').connection).toBe('disconnected');
  });
});
