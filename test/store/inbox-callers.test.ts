/** Messages to some callers of their members alone, and what an acknowledgement covers, against a simple model. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packMessage, type Audience, type Message } from '../../src/record/message.js';
import { EVERYBODY, SOME_CALLERS, tell } from '../../src/store/deeds.js';
import type { Reader } from '../../src/store/inbox.js';
import { Store } from '../../src/store/store.js';
import {
  NOW,
  damage,
  lastNumber,
  message,
  openInboxScene,
  readAll,
  told,
  type InboxScene,
} from './inbox-scene.js';

let scene: InboxScene;
beforeAll(async () => {
  scene = await openInboxScene();
});
afterAll(() => scene.stop());

const AGENCIES = [null, 'border', 'a/b'];
const MEMBERS = 2;

type Command =
  | { readonly do: 'own'; readonly member: number }
  | { readonly do: 'many' }
  | { readonly do: 'some'; readonly member: number | null; readonly callers: Audience }
  | { readonly do: 'read'; readonly member: number; readonly agency: string | null }
  | {
      readonly do: 'ack';
      readonly member: number;
      readonly agency: string | null;
      readonly back: number;
    };

const member = fc.nat({ max: MEMBERS - 1 });
const agency = fc.constantFrom(...AGENCIES);
const named = fc.subarray(AGENCIES.filter((name) => name !== null));
const callers: fc.Arbitrary<Audience> = fc.oneof(
  named.map((to) => ({ to, except: [] })),
  named.map((except) => ({ to: 'all' as const, except })),
);
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('own' as const), member }),
    fc.record({ do: fc.constant('many' as const) }),
    fc.record({ do: fc.constant('some' as const), member: fc.option(member), callers }),
    fc.record({ do: fc.constant('read' as const), member, agency }),
    fc.record({ do: fc.constant('ack' as const), member, agency, back: fc.nat({ max: 6 }) }),
  ),
  { maxLength: 40 },
);

interface Sent {
  readonly number: number;
  readonly members: readonly number[];
  readonly message: Message;
}

let runs = 0;

/** What each kind of caller is to be given, written down without streams. */
class Model {
  readonly #names: readonly string[];
  readonly #sent: Sent[] = [];
  readonly #acked: { member: number; agency: string | null; upTo: number }[] = [];

  constructor() {
    runs += 1;
    this.#names = Array.from({ length: MEMBERS }, (_, n) => `C${runs}${n}`);
  }

  async run(command: Command): Promise<void> {
    if (command.do === 'read') return this.#read(command.member, command.agency);
    if (command.do === 'ack') return this.#ack(command);
    const everybody = this.#names.map((_, n) => n);
    if (command.do === 'own') return this.#send(this.#name(command.member), [command.member]);
    if (command.do === 'many') return this.#send(EVERYBODY, everybody);
    const readers = command.member === null ? everybody : [command.member];
    return this.#send(SOME_CALLERS, readers, command.callers);
  }

  async end(): Promise<void> {
    for (let n = 0; n < MEMBERS; n += 1) for (const name of AGENCIES) await this.#read(n, name);
    const acks = await scene.inbox.acknowledgements();
    for (const { number, members, message } of this.#sent) {
      for (const n of members) {
        const by = this.#acked.filter(({ member, upTo }) => member === n && upTo >= number);
        const received = by.some(({ agency }) => this.#isShown(message, agency));
        expect(acks.covers(this.#name(n), number, message)).toBe(received);
      }
    }
  }

  #name(n: number): string {
    return this.#names[n] ?? '';
  }

  async #send(to: string, members: readonly number[], callers?: Audience): Promise<void> {
    const names = members.map((n) => this.#name(n));
    const audience = to === EVERYBODY || to === SOME_CALLERS ? { to: names, except: [] } : null;
    const plain = message(`message ${this.#sent.length}`, audience);
    const sent = callers === undefined ? plain : { ...plain, callers };
    await scene.store.act([tell(to, packMessage(sent), NOW)]);
    this.#sent.push({ number: await lastNumber(scene.link), members, message: sent });
  }

  async #ack({ member, agency, back }: Command & { do: 'ack' }): Promise<void> {
    const upTo = this.#sent.at(-1 - back)?.number ?? 0;
    const reader = { member: this.#name(member), agency };
    this.#acked.push({ member, agency, upTo });
    expect(await scene.inbox.acknowledge(reader, upTo, NOW)).toBe(this.#ackedBy(member));
  }

  #ackedBy(n: number, agency?: string | null): number {
    const by = this.#acked.filter(
      (ack) => ack.member === n && (agency === undefined || ack.agency === agency),
    );
    return Math.max(0, ...by.map(({ upTo }) => upTo));
  }

  /** Two readings, the second of which may know more of what there is not. */
  async #read(n: number, agency: string | null): Promise<void> {
    const reader: Reader = { member: this.#name(n), agency };
    const own = this.#sent.filter(
      ({ members, message }) => members.includes(n) && this.#isShown(message, agency),
    );
    const due = own.filter(({ number, message: { callers } }) =>
      callers === undefined ? number > this.#ackedBy(n) : number > this.#ackedBy(n, agency),
    );
    const first = this.#sent[0]?.number ?? 1;
    for (let round = 0; round < 2; round += 1) {
      const place = await scene.inbox.start(reader);
      const unread = await readAll(scene.inbox, reader, place, 2);
      expect(unread.texts).toEqual(due.map(({ message: { body } }) => body['text']));
      // What is acknowledged is kept where it is for many; a reading that says where to begin is given that too.
      const all = await readAll(scene.inbox, reader, first - 1, 3);
      const kept = own.filter(
        ({ number, message: { audience } }) => audience !== null || number > this.#ackedBy(n),
      );
      const texts = kept.map(({ message: { body } }) => body['text']);
      expect(all.texts.filter((text) => texts.includes(text))).toEqual(texts);
    }
  }

  #isShown({ callers }: Message, agency: string | null): boolean {
    if (callers === undefined) return true;
    if (callers.to !== 'all') return callers.to.some((name) => name === agency);
    return !callers.except.some((name) => name === agency);
  }
}

describe('messages to some callers', () => {
  it('are each given and counted as received by those alone who are shown them', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const model = new Model();
        for (const command of list) await model.run(command);
        await model.end();
      }),
      { numRuns: 100 },
    );
  });

  it('are found far behind, by a caller whose agency has never read', async () => {
    const border: Audience = { to: ['border'], except: [] };
    const to = (name: string): Audience => ({ to: [name], except: [] });
    const some = (text: string, name: string) =>
      tell(SOME_CALLERS, packMessage({ ...message(text, to(name)), callers: border }), NOW);
    const many = Array.from({ length: 1_500 }, (_, n) => told(EVERYBODY, `${n}`, to('SWE')));
    const others = Array.from({ length: 700 }, (_, n) => some(`${n}`, 'NOR'));
    await scene.store.act([some('first', 'SWE'), ...others, ...many, some('last', 'SWE')]);
    await scene.inbox.acknowledge(
      { member: 'SWE', agency: null },
      await lastNumber(scene.link),
      NOW,
    );
    await scene.store.act([told('SWE', 'new'), some('newer', 'SWE')]);
    const reader = { member: 'SWE', agency: 'border' };
    const other = await Store.open(scene.redis.address);
    for (const inbox of [scene.inbox, scene.inbox, other.inbox]) {
      const place = await inbox.start(reader);
      expect((await readAll(inbox, reader, place, 3)).texts).toEqual([
        'first',
        'last',
        'new',
        'newer',
      ]);
    }
    await other.close();
  });

  it('that were dropped become a dead letter of every agency’s that had not acknowledged them', async () => {
    const last = await lastNumber(scene.link);
    await scene.link.send(['HSET', 'inbox:gone', SOME_CALLERS, String(last + 1)]);
    await scene.store.act([told('NOR', 'behind them')]);
    const upTo = await lastNumber(scene.link);
    for (const agency of ['border', null, 'border', null]) {
      await scene.inbox.acknowledge({ member: 'NOR', agency }, upTo, NOW);
    }
    await scene.inbox.acknowledge({ member: 'XPO', agency: null }, upTo, NOW);
    const letters = await scene.inbox.dead(null, 10);
    expect(letters.map(({ to, why, messages }) => [to, why, messages])).toEqual([
      ['NOR', 'too-old', [1, last]],
      ['NOR', 'too-old', [1, last]],
    ]);
    await scene.link.send(['HDEL', 'inbox:gone', SOME_CALLERS]);
  });

  it('are buried like those for everybody where they are damaged', async () => {
    await damage(scene.link, SOME_CALLERS);
    const number = await lastNumber(scene.link);
    expect((await readAll(scene.inbox, 'DNK', number - 1, 3)).texts).toEqual([]);
    expect((await scene.inbox.dead(null, 10)).at(-1)).toMatchObject({
      to: EVERYBODY,
      messages: [number, number],
      why: 'damaged',
    });
  });
});
