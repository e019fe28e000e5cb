/** The inbox against a simple model: who reads what, in which order, and how far it is acknowledged. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packMessage, type Audience } from '../../src/record/message.js';
import { EVERYBODY, tell, type Deed } from '../../src/store/deeds.js';
import { Store } from '../../src/store/store.js';
import {
  NOW,
  bureau,
  damage,
  lastNumber,
  message,
  readAll,
  storeTime,
  told,
  openInboxScene,
  type InboxScene,
} from './inbox-scene.js';

let scene: InboxScene;
beforeAll(async () => {
  scene = await openInboxScene();
});
afterAll(() => scene.stop());

type Command =
  | { readonly do: 'own'; readonly reader: number }
  | { readonly do: 'many'; readonly readers: readonly number[]; readonly all: boolean }
  | { readonly do: 'damage'; readonly reader: number | null }
  | { readonly do: 'read'; readonly reader: number; readonly max: number }
  | {
      readonly do: 'ack';
      readonly reader: number;
      readonly back: number;
      readonly beside: number;
      readonly future: boolean;
    };

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
      back: fc.nat({ max: 5 }),
      beside: fc.integer({ min: -1, max: 3 }),
      future: fc.boolean(),
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
  /** Of all messages, in order. */
  readonly #numbers: number[] = [];
  #sent = 0;

  constructor(start: number) {
    runs += 1;
    this.names = [0, 1, 2].map((n) => `R${runs}${n}`);
    this.#behind = [start, start, start];
  }

  async run(command: Command): Promise<void> {
    if (command.do === 'own') {
      await this.#send([command.reader], (text) => told(this.#name(command.reader), text));
    } else if (command.do === 'many') await this.#many(command.readers, command.all);
    else if (command.do === 'damage') {
      await damage(scene.link, command.reader === null ? EVERYBODY : this.#name(command.reader));
    } else if (command.do === 'read') await this.#read(command.reader, command.max);
    else await this.#ack(command);
  }

  async #many(readers: readonly number[], all: boolean): Promise<void> {
    const named = readers.map((n) => this.#name(n));
    const others = [0, 1, 2].filter((n) => !readers.includes(n));
    const audience: Audience = all ? { to: 'all', except: named } : { to: named, except: [] };
    await this.#send(all ? others : readers, (text) => told(EVERYBODY, text, audience));
  }

  async #read(n: number, max: number): Promise<void> {
    const page = await scene.inbox.page(
      bureau(this.#name(n)),
      { after: this.#behind[n] ?? 0, settled: 0 },
      max,
      NOW,
    );
    this.#got[n]?.push(...page.messages.map(({ message: { body } }) => body['text']));
    this.#behind[n] = page.upTo;
  }

  /** Up to a number that a message has, or one beside it; or up to one that is still to come. */
  async #ack({ reader: n, back, beside, future }: Command & { do: 'ack' }): Promise<void> {
    const told = this.#numbers.at(-1 - back) ?? 0;
    const upTo = future
      ? (await storeTime(scene.link)) + 3_600_000_000
      : Math.max(0, told + beside);
    const answer = await scene.inbox.acknowledge(bureau(this.#name(n)), upTo, NOW);
    if (!future) {
      this.#acked[n] = Math.max(this.#acked[n] ?? 0, upTo);
      for (const sent of this.#should[n] ?? []) if (sent.number <= upTo) sent.kept = false;
    }
    expect(answer).toBe(future ? null : this.#acked[n]);
    const { after, settled } = await scene.inbox.start(bureau(this.#name(n)));
    expect([after, settled]).toEqual([this.#acked[n], this.#acked[n]]);
  }

  /** Each has got exactly what was for it, in order. */
  async end(): Promise<void> {
    for (const n of [0, 1, 2]) {
      const rest = await readAll(scene.inbox, this.#name(n), this.#behind[n] ?? 0, 3);
      const got = [...(this.#got[n] ?? []), ...rest.texts];
      const due = this.#should[n]?.filter(({ text, kept }) => kept || got.includes(text));
      expect(got).toEqual(due?.map(({ text }) => text));
    }
  }

  #name(n: number): string {
    return this.names[n] ?? '';
  }

  async #send(readers: readonly number[], deedOf: (text: string) => Deed): Promise<void> {
    this.#sent += 1;
    const text = `message ${this.#sent}`;
    await scene.store.act([deedOf(text)]);
    const number = await lastNumber(scene.link);
    this.#numbers.push(number);
    for (const n of readers) this.#should[n]?.push({ text, number, kept: true });
  }
}

describe('the inbox', () => {
  it('gives every reader exactly what is for it, in order, whatever is sent, read and acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const model = new Model(await lastNumber(scene.link));
        for (const command of list) await model.run(command);
        await model.end();
      }),
      { numRuns: 150 },
    );
  });

  it('lets no message be overtaken by a later one while several processes write', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => Store.open(scene.redis.address)));
    const start = await lastNumber(scene.link);
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
      const page = await scene.inbox.page(bureau('FRA'), { after: behind, settled: 0 }, 50, NOW);
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
    const start = await lastNumber(scene.link);
    const others = Array.from({ length: 2_000 }, (_, n) =>
      told(EVERYBODY, String(n), { to: ['DEU'], except: [] }),
    );
    await scene.store.act([...others, told(EVERYBODY, 'here', { to: ['NOR'], except: [] })]);
    for (let round = 0; round < 2; round += 1) {
      expect((await readAll(scene.inbox, 'NOR', start, 10)).texts).toEqual(['here']);
    }
    await scene.store.act([told('NOR', 'and here')]);
    expect((await readAll(scene.inbox, 'NOR', start, 10)).texts).toEqual(['here', 'and here']);
  });

  it('gives the General Secretariat nothing that is for all members', async () => {
    const start = await lastNumber(scene.link);
    await scene.store.act([
      told(EVERYBODY, 'members', { to: 'all', except: [] }),
      told('XPO', 'own'),
    ]);
    expect((await readAll(scene.inbox, 'XPO', start, 10)).texts).toEqual(['own']);
  });

  it('counts a message to many once', async () => {
    const at = NOW + 3_600_000;
    const packed = packMessage(message('many', { to: 'all', except: [] }));
    await scene.store.act([
      tell(EVERYBODY, packed, at),
      tell('FRA', packMessage(message('own')), at),
    ]);
    const counted = await scene.link.send(['HGET', `stats:h:${Math.floor(at / 3_600_000)}`, 'g']);
    expect(String(counted)).toBe('2');
  });
});
