/** Delivery under fire: consumers, the service and Redis are killed, and every message arrives, in order. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { acknowledge, messagesOf, type Told } from '../support/inbox-reading.js';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  until,
} from '../support/running-service.js';

let service = new RunningService();
afterEach(() => service.stop());

const CONSUMER = resolve('test/support/inbox-consumer.mjs');
const BATCHES = 100;
const CHECKS_PER_BATCH = 1_000;

const chance = (part: number): boolean => Math.random() < part;
const upTo = (max: number): number => Math.floor(Math.random() * max);

/** What one consumer got, in the order in which it came, whatever happened to it. */
type Handled = { readonly id: number; readonly checkId: string }[];

const handledFrom = (messages: readonly Told[]): Handled =>
  messages.map(({ id, body }) => ({ id: Number(id), checkId: String(body['checkId']) }));

/** What comes for the first time comes behind all that came before. */
function expectInOrder(handled: Handled): void {
  let last = 0;
  const seen = new Set<number>();
  const early: number[] = [];
  for (const { id } of handled) {
    if (seen.has(id)) continue;
    if (id <= last) early.push(id);
    seen.add(id);
    last = Math.max(last, id);
  }
  expect(early).toEqual([]);
}

/** Reads and acknowledges; its connections are cut at random, in the middle of either. */
async function cutConsumer(token: string, isOver: () => boolean): Promise<Handled> {
  const handled: Handled = [];
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  while (!isOver()) {
    const cut = new AbortController();
    const timer = chance(0.5) ? setTimeout(() => cut.abort(), upTo(30)) : null;
    const { signal } = cut;
    try {
      const limit = 1 + upTo(500);
      const path = `${service.url}/v1/inbox?wait=1&limit=${limit}`;
      const response = await fetch(path, { headers, signal });
      const { messages } = (await response.json()) as { messages: Told[] };
      handled.push(...handledFrom(messages));
      const acked = messages.slice(0, 1 + upTo(messages.length)).at(-1);
      if (acked === undefined || chance(0.2)) continue;
      const body = JSON.stringify({ upTo: acked.id });
      await fetch(`${service.url}/v1/inbox/ack`, { method: 'POST', headers, body, signal });
    } catch {
      // Cut: what it had is known to it alone, and not acknowledged.
    } finally {
      if (timer !== null) clearTimeout(timer);
    }
  }
  return handled;
}

/** Lives of a consumer as a process of its own, each ended by a kill once it has got something. */
async function killedConsumers(token: string, isOver: () => boolean): Promise<Handled[]> {
  const files: string[] = [];
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  while (!isOver()) {
    const file = join(service.dir, `consumer-${files.length}`);
    files.push(file);
    const child = spawn(process.execPath, [CONSUMER, service.url, token, file], {
      stdio: 'ignore',
    });
    const gone = new Promise((done) => child.once('exit', done));
    await until(async () => read(file) !== '' || isOver());
    await after(upTo(300));
    child.kill('SIGKILL');
    await gone;
  }
  // A line that the kill cut short was not acknowledged either.
  return files.map((file) =>
    read(file)
      .split('\n')
      .slice(0, -1)
      .map((line) => ({ id: Number(line.split(' ')[0]), checkId: line.split(' ')[1] ?? '' })),
  );
}

describe('100,000 messages', () => {
  it('all arrive, in order, while consumers are killed in the middle of their reads', async () => {
    service = await new RunningService().start();
    const bureau = await service.token('FRA', 'ncb');
    const terminal = await service.token('ITA', 'terminal');
    await service.call('PUT', '/v1/records/FRA-l', bureau, documentRecord('FRA', 'FIRE123'));
    const asked = { purpose: 'border', documents: [{ number: 'FIRE123', issuer: 'FRA' }] };
    const batch = { checks: Array.from({ length: CHECKS_PER_BATCH }, () => asked) };
    const told = new Set<string>();
    let left = BATCHES;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { body } = await service.call('POST', '/v1/checks/batch', terminal, batch);
        for (const one of at(body, 'replies') as unknown[]) {
          told.add(String(at(one, 'reply', 'checkId')));
        }
      }
    };
    let over = false;
    const isOver = (): boolean => over;
    const cut = [0, 1, 2].map(() => cutConsumer(bureau, isOver));
    const killed = killedConsumers(bureau, isOver);
    await Promise.all([lane(), lane()]);
    await until(async () => {
      const rest = await service.call('GET', '/v1/inbox', bureau);
      return messagesOf(rest).length === 0;
    }, 60_000);
    over = true;
    const consumers = [...(await Promise.all(cut)), ...(await killed)];
    expect(told.size).toBe(BATCHES * CHECKS_PER_BATCH);
    const handled = consumers.flat();
    const arrived = new Set(handled.map(({ checkId }) => checkId));
    expect([...told].filter((checkId) => !arrived.has(checkId))).toEqual([]);
    // The kills did what they should: something had to be given again.
    expect(handled.length).toBeGreaterThan(told.size);
    for (const consumer of consumers) expectInOrder(consumer);
    // A message has the same number whoever got it.
    expect(new Set(handled.map(({ id, checkId }) => `${id} ${checkId}`)).size).toBe(told.size);
  }, 120_000);
});

describe('a kill', () => {
  it('of the service or of Redis loses no message of what was acknowledged', async () => {
    service = await new RunningService().start();
    const [owner, reader] = [await service.token('FRA', 'ncb'), await service.token('DEU', 'ncb')];
    const acknowledged: string[] = [];
    let pushing = true;
    const push = async (from: number): Promise<void> => {
      for (let n = from; pushing; n += 4) {
        const id = `FRA-k${n}`;
        const recipients = n % 2 === 0 ? ['DEU'] : 'all';
        const record = personRecord('Tenace', `Numéro ${n}`, { recipients });
        try {
          const { status } = await service.call('PUT', `/v1/records/${id}`, owner, record);
          if (status === 201) acknowledged.push(id);
        } catch {
          await after(5);
        }
      }
    };
    const handled: Told[] = [];
    let reading = true;
    const consume = async (): Promise<void> => {
      while (reading) {
        try {
          const messages = messagesOf(await service.call('GET', '/v1/inbox?wait=1', reader));
          handled.push(...messages);
          if (messages.length > 0) await acknowledge(service, reader, messages.at(-1)?.id);
        } catch {
          await after(5);
        }
      }
    };
    const pushers = [0, 1, 2, 3].map(push);
    const consumer = consume();
    for (const end of [() => service.kill(), killRedis, () => service.kill(), killRedis]) {
      const reached = acknowledged.length + 60;
      await until(async () => acknowledged.length >= reached);
      await end();
      if (end !== killRedis) await service.start();
    }
    const reached = acknowledged.length + 60;
    await until(async () => acknowledged.length >= reached);
    pushing = false;
    await Promise.all(pushers);
    await until(async () => {
      const rest = await service.call('GET', '/v1/inbox', reader);
      return rest.status === 200 && messagesOf(rest).length === 0;
    });
    reading = false;
    await consumer;
    const arrived = new Set(handled.map(({ recordId }) => recordId));
    expect(acknowledged.filter((id) => !arrived.has(id))).toEqual([]);
    expectInOrder(handledFrom(handled));
    // Nothing came twice under two numbers: the record and its message are one step.
    const numbers = new Map(handled.map(({ id, recordId }) => [id, recordId]));
    expect(numbers.size).toBe(arrived.size);
  });
});

async function killRedis(): Promise<void> {
  process.kill(service.redisPid, 'SIGKILL');
}
