/** Two worlds that differ in nothing but what others are told: a member's inbox is the same in both. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acknowledge, inboxOf, lines, messagesOf } from '../support/inbox-reading.js';
import { RunningService, at, personRecord, until } from '../support/running-service.js';
import { StreamClient } from '../support/stream-client.js';

const HOUR_MICROS = 3_600_000_000;
const OTHERS_TOLD = 60;

/** One of the worlds; Sweden reads, and in the busy one Germany is told of much that Sweden may not see. */
class World {
  readonly service = new RunningService();
  readonly busy: boolean;
  swedish = '';
  #french = '';
  #told = 0;

  constructor(busy: boolean) {
    this.busy = busy;
  }

  async start(): Promise<void> {
    await this.service.start();
    this.swedish = await this.service.token('SWE', 'ncb');
    this.#french = await this.service.token('FRA', 'ncb');
  }

  async #put(id: string, more: object): Promise<void> {
    const record = personRecord('Monde', id, more);
    const path = `/v1/records/FRA-${id}`;
    expect((await this.service.call('PUT', path, this.#french, record)).status).toBe(201);
  }

  async others(): Promise<void> {
    for (let n = 0; this.busy && n < OTHERS_TOLD; n += 1) {
      this.#told += 1;
      const bounds = n % 2 === 0 ? { recipients: ['DEU'] } : { restrictions: { deny: ['SWE'] } };
      await this.#put(`other${this.#told}`, bounds);
    }
  }

  /** A message for Sweden, and between which moments it was told, in microseconds since 1970. */
  async tell(id: string): Promise<readonly [from: number, to: number]> {
    const from = Date.now() * 1_000;
    await this.#put(id, { recipients: ['SWE'] });
    return [from, (Date.now() + 1) * 1_000];
  }

  ids = async (): Promise<number[]> =>
    (await inboxOf(this.service, this.swedish)).map(({ id }) => Number(id));

  /** How a reading behind each number is answered, and then an acknowledgement up to it. */
  async statuses(numbers: readonly number[]): Promise<unknown[][]> {
    const { service, swedish } = this;
    const answers: unknown[][] = [];
    for (const number of numbers) {
      const read = await service.call('GET', `/v1/inbox?after=${number}`, swedish);
      const ack = await acknowledge(service, swedish, String(number));
      answers.push([read.status, at(read.body, 'messages', 'length'), ack.status]);
    }
    return answers;
  }

  /** Whether a subscription behind a number ends with a word, or tells what comes. */
  async subscribed(after: number, id: string): Promise<string> {
    const stream = await StreamClient.open(this.service.url, this.swedish);
    await stream.ask('s', { subscribe: 'inbox', after: String(after) });
    await this.tell(id);
    let outcome = '';
    await until(async () => {
      for (const frame of stream.frames) {
        if ('error' in frame) outcome = String(at(frame, 'error', 'code'));
        if (at(frame, 'inbox', 'recordId') === `FRA-${id}`) outcome = 'told';
      }
      return outcome !== '';
    });
    await stream.end();
    return outcome;
  }
}

const worlds = [new World(false), new World(true)] as const;
beforeAll(() => Promise.all(worlds.map((world) => world.start())));
afterAll(() => Promise.all(worlds.map(({ service }) => service.stop())));

/** What Sweden can learn by asking; its own numbers differ by the time alone, so they are left out. */
async function learned(world: World): Promise<unknown[]> {
  const seen: unknown[] = [];
  await world.others();
  const told = [await world.tell('first')];
  await world.others();
  told.push(await world.tell('second'));
  await world.others();
  const ids = await world.ids();
  // A number is the time of its message, to the millisecond that the test can tell.
  seen.push(ids.map((id, n) => id >= (told[n]?.[0] ?? 0) && id <= (told[n]?.[1] ?? 0)));
  const [first = 0, second = 0] = ids;
  const future = Date.now() * 1_000 + HOUR_MICROS;
  const probes = [0, 1, 46, first - 1, first, first + 1, second - 1, second, second + 1];
  const numbers = [...probes, second + 46, future, 9_007_199_254_740_991];
  for (let round = 0; round < 2; round += 1) {
    seen.push(await world.statuses(numbers));
    await world.others();
  }
  for (const [n, after] of [0, second, second + 46, future].entries()) {
    seen.push(await world.subscribed(after, `stream${n}`));
    await world.others();
  }
  // What came after those acknowledgements is behind them.
  const rest = await world.service.call('GET', '/v1/inbox', world.swedish);
  seen.push(lines(messagesOf(rest)));
  return seen;
}

it('a member that asks behind, and acknowledges up to, any number is answered as if it were alone', async () => {
  const [quiet, busy] = [await learned(worlds[0]), await learned(worlds[1])];
  expect(busy).toEqual(quiet);
  const streams = [0, 1, 2, 3].map((n) => `publication FRA-stream${n} 1`);
  expect(quiet).toEqual([
    [true, true],
    expect.arrayContaining([
      [200, 0, 200],
      [422, undefined, 422],
    ]) as unknown,
    expect.any(Array),
    'told',
    'told',
    'told',
    'unprocessable',
    streams,
  ]);
});
