/** The inbox against a simple model: who reads what, in which order, and how far it is acknowledged. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packMessage, type Audience, type Message } from '../../src/record/message.js';
import { EVERYBODY, tell } from '../../src/store/deeds.js';
import type { Inbox } from '../../src/store/inbox.js';
import type { Link } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

const NOW = 1_700_000_000_000;

let redis: PrivateRedis;
let store: Store;
let inbox: Inbox;
let link: Link;

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
  inbox = store.inbox;
  link = await redis.link();
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

const message = (text: string, audience: Audience | null = null): Message => ({
  type: 'connection',
  at: NOW,
  recordId: null,
  body: { text },
  audience,
});

const told = (to: string, text: string, audience: Audience | null = null) =>
  tell(to, packMessage(message(text, audience)), NOW);

const lastNumber = async (): Promise<number> =>
  Number(String((await link.send(['HGET', 'meta', 'messages'])) ?? 0));

/** A message whose bytes nobody can read. */
async function damage(to: string): Promise<void> {
  const script = `local id = redis.call('HINCRBY', 'meta', 'messages', 1)
    redis.call('XADD', KEYS[1], id .. '-0', 'm', ARGV[1])`;
  await link.send(['EVAL', script, '1', `inbox:${to}`, Buffer.from([0xc1, 0xff, 0x00])]);
}

/** Everything a reader gets behind a number, read in pages of `max`. */
async function readAll(reader: string, after: number, max: number, from = inbox) {
  const texts: unknown[] = [];
  const numbers: number[] = [];
  for (let behind = after; ;) {
    const page = await from.page(reader, behind, max, NOW);
    expect(page.messages.length).toBeLessThanOrEqual(max);
    texts.push(...page.messages.map(({ message: { body } }) => body['text']));
    numbers.push(...page.messages.map(({ number }) => number));
    if (page.upTo >= page.last) return { texts, numbers };
    expect(page.upTo).toBeGreaterThan(behind);
    behind = page.upTo;
  }
}

type Command =
  | { readonly do: 'own'; readonly reader: number }
  | { readonly do: 'many'; readonly readers: readonly number[]; readonly all: boolean }
  | { readonly do: 'damage'; readonly reader: number | null }
  | { readonly do: 'read'; readonly reader: number; readonly max: number }
  | { readonly do: 'ack'; readonly reader: number; readonly ahead: number };

const reader = fc.nat({ max: 2 });
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('own' as const), reader }),
    fc.record({
      do: fc.constant('many' as const),
      readers: fc.uniqueArray(reader, { maxLength: 3 }),
      all: fc.boolean(),
    }),
    fc.record({ do: fc.constant('damage' as const), reader: fc.option(reader) }),
    fc.record({ do: fc.constant('read' as const), reader, max: fc.integer({ min: 1, max: 4 }) }),
    fc.record({
      do: fc.constant('ack' as const),
      reader,
      ahead: fc.integer({ min: -3, max: 3 }),
    }),
  ),
  { maxLength: 40 },
);

/** `kept`: it has not been acknowledged unread, so it must not be missing. */
interface Sent {
  readonly text: string;
  readonly number: number;
  kept: boolean;
}

let runs = 0;

/** What each of three readers should get and what it got, written down without streams. */
class Model {
  readonly names: readonly string[];
  readonly #should: Sent[][] = [[], [], []];
  readonly #got: unknown[][] = [[], [], []];
  readonly #behind: number[];
  readonly #acked = [0, 0, 0];
  #sent = 0;

  constructor(start: number) {
    runs += 1;
    this.names = [0, 1, 2].map((n) => `R${runs}${n}`);
    this.#behind = [start, start, start];
  }

  async run(command: Command): Promise<void> {
    if (command.do === 'own') {
      const text = await this.#text([command.reader]);
      await store.act([told(this.#name(command.reader), text)]);
    } else if (command.do === 'many') await this.#many(command.readers, command.all);
    else if (command.do === 'damage') {
      await damage(command.reader === null ? EVERYBODY : this.#name(command.reader));
    } else if (command.do === 'read') await this.#read(command.reader, command.max);
    else await this.#ack(command.reader, command.ahead);
  }

  async #many(readers: readonly number[], all: boolean): Promise<void> {
    const named = readers.map((n) => this.#name(n));
    const others = [0, 1, 2].filter((n) => !readers.includes(n));
    const audience: Audience = all ? { to: 'all', except: named } : { to: named, except: [] };
    const text = await this.#text(all ? others : readers);
    await store.act([told(EVERYBODY, text, audience)]);
  }

  async #read(n: number, max: number): Promise<void> {
    const page = await inbox.page(this.#name(n), this.#behind[n] ?? 0, max, NOW);
    this.#got[n]?.push(...page.messages.map(({ message: { body } }) => body['text']));
    this.#behind[n] = page.upTo;
  }

  async #ack(n: number, ahead: number): Promise<void> {
    const last = await lastNumber();
    const upTo = Math.max(0, last + ahead);
    const answer = await inbox.acknowledge(this.#name(n), upTo, NOW);
    if (upTo <= last) {
      this.#acked[n] = Math.max(this.#acked[n] ?? 0, upTo);
      for (const sent of this.#should[n] ?? []) if (sent.number <= upTo) sent.kept = false;
    }
    expect(answer).toBe(upTo > last ? null : this.#acked[n]);
    expect(await inbox.acknowledged(this.#name(n))).toBe(this.#acked[n]);
  }

  /** Each has got exactly what was for it, in order. */
  async end(): Promise<void> {
    for (const n of [0, 1, 2]) {
      const rest = await readAll(this.#name(n), this.#behind[n] ?? 0, 3);
      const got = [...(this.#got[n] ?? []), ...rest.texts];
      const due = this.#should[n]?.filter(({ text, kept }) => kept || got.includes(text));
      expect(got).toEqual(due?.map(({ text }) => text));
    }
  }

  #name(n: number): string {
    return this.names[n] ?? '';
  }

  async #text(readers: readonly number[]): Promise<string> {
    this.#sent += 1;
    const text = `message ${this.#sent}`;
    const number = (await lastNumber()) + 1;
    for (const n of readers) this.#should[n]?.push({ text, number, kept: true });
    return text;
  }
}

describe('the inbox', () => {
  it('gives every reader exactly what is for it, in order, whatever is sent, read and acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const model = new Model(await lastNumber());
        for (const command of list) await model.run(command);
        await model.end();
      }),
      { numRuns: 150 },
    );
  });

  it('lets no message be overtaken by a later one while several processes write', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => Store.open(redis.address)));
    const start = await lastNumber();
    const each = 500;
    let writing = writers.length;
    const writes = writers.map(async (writer, w) => {
      for (let n = 0; n < each; n += 1) {
        const many = (n + w) % 2 === 0;
        const audience = many ? { to: ['FRA'], except: [] } : null;
        await writer.act([told(many ? EVERYBODY : 'FRA', `${w} ${n}`, audience)]);
      }
      writing -= 1;
    });
    const numbers: number[] = [];
    const texts: unknown[] = [];
    for (let behind = start, over = false; !over;) {
      const written = writing === 0;
      const page = await inbox.page('FRA', behind, 50, NOW);
      numbers.push(...page.messages.map(({ number }) => number));
      texts.push(...page.messages.map(({ message: { body } }) => body['text']));
      behind = page.upTo;
      over = written && page.upTo >= page.last;
    }
    await Promise.all(writes);
    expect(new Set(texts).size).toBe(3 * each);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    await Promise.all(writers.map((writer) => writer.close()));
  });

  it('finds a message behind thousands that are for others', async () => {
    const start = await lastNumber();
    const others = Array.from({ length: 2_000 }, (_, n) =>
      told(EVERYBODY, String(n), { to: ['DEU'], except: [] }),
    );
    await store.act([...others, told(EVERYBODY, 'here', { to: ['NOR'], except: [] })]);
    for (let round = 0; round < 2; round += 1) {
      expect((await readAll('NOR', start, 10)).texts).toEqual(['here']);
    }
    await store.act([told('NOR', 'and here')]);
    expect((await readAll('NOR', start, 10)).texts).toEqual(['here', 'and here']);
  });

  it('gives the General Secretariat nothing that is for all members', async () => {
    const start = await lastNumber();
    await store.act([told(EVERYBODY, 'members', { to: 'all', except: [] }), told('XPO', 'own')]);
    expect((await readAll('XPO', start, 10)).texts).toEqual(['own']);
  });

  it('counts a message to many once', async () => {
    const at = NOW + 3_600_000;
    const packed = packMessage(message('many', { to: 'all', except: [] }));
    await store.act([tell(EVERYBODY, packed, at), tell('FRA', packMessage(message('own')), at)]);
    const counted = await link.send(['HGET', `stats:h:${Math.floor(at / 3_600_000)}`, 'g']);
    expect(String(counted)).toBe('2');
  });
});

describe('what cannot be delivered', () => {
  it('becomes one dead letter, however many read past it, and holds up nobody', async () => {
    const start = await lastNumber();
    const before = await inbox.dead(null, 10_000);
    await damage(EVERYBODY);
    await damage('FRA');
    await store.act([told(EVERYBODY, 'to nobody', null), told('FRA', 'behind them')]);
    const other = await Store.open(redis.address);
    const readings = ['FRA', 'DEU', 'FRA'].map((name) => readAll(name, start, 5));
    const all = await Promise.all([...readings, readAll('FRA', start, 5, other.inbox)]);
    expect(all.map(({ texts }) => texts)).toEqual([
      ['behind them'],
      [],
      ['behind them'],
      ['behind them'],
    ]);
    const dead = (await inbox.dead(null, 10_000)).slice(before.length);
    expect(dead.map(({ to, why, messages, at }) => [to, why, messages, at]).sort()).toEqual([
      ['*', 'damaged', [start + 1, start + 1], NOW],
      ['*', 'damaged', [start + 3, start + 3], NOW],
      ['FRA', 'damaged', [start + 2, start + 2], NOW],
    ]);
    await other.close();
  });

  it('is listed page by page', async () => {
    const all = await inbox.dead(null, 10_000);
    const [first] = all;
    const rest = await inbox.dead(first?.id ?? '', 10_000);
    expect(rest).toEqual(all.slice(1));
    await expect(inbox.dead('nonsense', 1)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is told once to have been too old, where it was dropped before it was acknowledged', async () => {
    const fill = `for n = 1, 100000 do
      local id = redis.call('HINCRBY', 'meta', 'messages', 1)
      redis.call('XADD', 'inbox:*', id .. '-0', 'm', 'x')
    end`;
    for (let n = 0; n < 10; n += 1) await link.send(['EVAL', fill, '0']);
    await inbox.acknowledge('SWE', await lastNumber(), NOW);
    const letters = async () => (await inbox.dead(null, 10_000)).filter((d) => d.why === 'too-old');
    expect(await letters()).toEqual([]);
    await store.act([told(EVERYBODY, 'one more', { to: 'all', except: [] })]);
    const length = Number(String(await link.send(['XLEN', 'inbox:*'])));
    expect(length).toBeLessThanOrEqual(1_000_200);
    const last = await lastNumber();
    for (const upTo of [last - 5, last, last]) {
      for (const name of ['NOR', 'SWE', 'XPO']) await inbox.acknowledge(name, upTo, NOW);
    }
    // SWE had acknowledged what was dropped, and XPO reads none of it.
    expect((await letters()).map(({ to, messages: [first] }) => [to, first])).toEqual([['NOR', 1]]);
  });
});
