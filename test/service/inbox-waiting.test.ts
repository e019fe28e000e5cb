/** Messages that wait for their readers, and readers that wait for their messages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge, firstOf, inboxOf, lines, messagesOf } from '../support/inbox-reading.js';
import { RunningService, at, personRecord, until, type Reply } from '../support/running-service.js';

const service = new RunningService();
const tokens: Record<string, string> = {};
const token = (whose: string): string => tokens[whose] ?? '';

beforeAll(async () => {
  await service.start();
  for (const member of ['FRA', 'DEU', 'ITA', 'NOR', 'SWE']) {
    tokens[member] = await service.token(member, 'ncb');
  }
  for (const role of ['reviewer', 'auditor', 'supervisor']) {
    tokens[role] = await service.token('XPO', role);
  }
});
afterAll(() => service.stop());

let published = 0;
/** A new record for some; its id. */
async function publish(recipients: readonly string[]): Promise<string> {
  published += 1;
  const recordId = `FRA-w${published}`;
  const record = personRecord('Attendu', `Numéro ${published}`, { recipients });
  const path = `/v1/records/${recordId}`;
  await until(async () => [200, 201].includes((await tryPut(path, record)).status));
  return recordId;
}
const tryPut = (path: string, record: object): Promise<Reply> =>
  service.call('PUT', path, token('FRA'), record);

const read = (whose: string, query = ''): Promise<Reply> =>
  service.call('GET', `/v1/inbox${query}`, token(whose));

/** The id of the newest message of a bureau; `0` where there is none. */
const newest = async (whose: string): Promise<string> =>
  (await inboxOf(service, token(whose))).at(-1)?.id ?? '0';

/** Readings under way; an answer to a call behind them shows that the service has taken them on. */
async function waiting(whose: readonly string[], seconds: number): Promise<Promise<Reply>[]> {
  const after = await Promise.all(whose.map((name) => newest(name)));
  const calls = whose.map((name, n) => read(name, `?after=${after[n] ?? ''}&wait=${seconds}`));
  await service.call('GET', '/healthz', null);
  return calls;
}

async function connect(whose: string, state: string): Promise<void> {
  const body = { state, reason: 'a test' };
  const path = `/v1/members/${whose}/connection`;
  expect((await service.call('POST', path, token(whose), body)).status).toBe(200);
}

describe('a reading that waits', () => {
  it('is woken by the first message for it, and by no other', async () => {
    const calls = await waiting(['DEU', 'DEU', 'ITA'], 20);
    const recordId = await publish(['DEU']);
    expect(await firstOf(calls)).toBeLessThan(2);
    for (const call of calls.slice(0, 2)) {
      expect(messagesOf(await call).map((told) => told.recordId)).toEqual([recordId]);
    }
    // The other one is still waiting.
    const other = calls.slice(2);
    expect(await firstOf([...other, service.call('GET', '/healthz', null)])).toBe(1);
    const second = await publish(['ITA']);
    expect(messagesOf((await other[0]) ?? missing()).map((t) => t.recordId)).toEqual([second]);
  });

  it('is answered with nothing when its time is over', async () => {
    const after = await newest('NOR');
    const reply = await read('NOR', `?after=${after}&wait=1`);
    expect([reply.status, reply.body]).toEqual([200, { messages: [], next: after }]);
  });

  it('is not woken by what it may not see', async () => {
    const [call = missing()] = await waiting(['NOR'], 2);
    const restrictions = { deny: ['NOR'] };
    const record = personRecord('Caché', 'Bien', { restrictions });
    await tryPut('/v1/records/FRA-hid', record);
    expect(messagesOf(await call)).toEqual([]);
  });

  it('outlives a restart of Redis, and is woken by what comes after it', async () => {
    const [call = missing(), other = missing()] = await waiting(['DEU', 'ITA'], 30);
    const pid = service.redisPid;
    process.kill(pid, 'SIGKILL');
    const recordId = await publish(['DEU']);
    expect(service.redisPid).not.toBe(pid);
    expect(await firstOf([call, other])).toBe(0);
    expect(messagesOf(await call).map((told) => told.recordId)).toEqual([recordId]);
    await publish(['ITA']);
    expect((await other).status).toBe(200);
  });
});

describe('a disconnected member', () => {
  it('is shown nothing and acknowledges nothing; all of it is there when it is back', async () => {
    const before = await newest('SWE');
    await connect('SWE', 'disconnected');
    const ids = [await publish(['SWE']), await publish(['SWE', 'NOR'])];
    const reply = await read('SWE', `?after=${before}`);
    expect([reply.status, reply.body]).toEqual([200, { messages: [], next: before }]);
    const refused = await acknowledge(service, token('SWE'), '1');
    expect([refused.status, at(refused.body, 'code')]).toEqual([409, 'conflict']);
    await connect('SWE', 'connected');
    const told = (await inboxOf(service, token('SWE'), before)).map(({ recordId }) => recordId);
    expect(told).toEqual(ids);
  });

  it('that waits for its messages is woken when it connects', async () => {
    const before = await newest('SWE');
    await connect('SWE', 'disconnected');
    const calls = [read('SWE', `?after=${before}&wait=30`), read('NOR', `?after=0&wait=30`)];
    // The other one is answered at once: this one has been taken on before it.
    await calls[1];
    const recordId = await publish(['SWE']);
    const [control = missing()] = await waiting(['ITA'], 20);
    await connect('SWE', 'connected');
    const [woken = missing()] = calls;
    expect(await firstOf([woken, control])).toBe(0);
    expect(messagesOf(await woken).map((told) => told.recordId)).toEqual([recordId]);
    await publish(['ITA']);
    await control;
  });
});

describe('a retraction', () => {
  const retractions = (whose: string, id: string): Promise<Reply> =>
    service.call('GET', `/v1/records/${id}/retractions`, token(whose));

  it('asks whoever may have the record to purge it, and is acknowledged by each', async () => {
    const id = await publish(['DEU', 'ITA']);
    const path = `/v1/records/${id}`;
    expect((await retractions('FRA', id)).body).toEqual({ retractions: [] });
    const reason = { reason: 'the warrant has been lifted by the court of Nowhere' };
    await service.call('DELETE', path, token('FRA'), reason);
    const [told] = (await inboxOf(service, token('DEU'))).slice(-1);
    expect(told).toMatchObject({
      type: 'retraction',
      recordId: id,
      body: { version: 1, reason: 'withdrawn', purge: true },
    });
    // The publication is not shown any more: there is nothing to see.
    const about = (await inboxOf(service, token('ITA'))).filter((t) => t.recordId === id);
    expect(lines(about)).toEqual([`retraction ${id} 1`]);
    const row = { id: told?.id, at: told?.at, version: 1 };
    const tracked = async () => at((await retractions('FRA', id)).body, 'retractions');
    expect(await tracked()).toEqual([{ ...row, acknowledged: [], outstanding: ['DEU', 'ITA'] }]);
    await acknowledge(service, token('DEU'), String(Number(told?.id) - 1));
    expect(await tracked()).toEqual([{ ...row, acknowledged: [], outstanding: ['DEU', 'ITA'] }]);
    await acknowledge(service, token('DEU'), told?.id);
    const half = [{ ...row, acknowledged: ['DEU'], outstanding: ['ITA'] }];
    expect(await tracked()).toEqual(half);
    await service.kill();
    await service.start();
    expect(await tracked()).toEqual(half);
    await acknowledge(service, token('ITA'), told?.id);
    const both = [{ ...row, acknowledged: ['DEU', 'ITA'], outstanding: [] }];
    expect(at((await retractions('reviewer', id)).body, 'retractions')).toEqual(both);
  });

  it('is tracked for owner and reviewers alone', async () => {
    const id = await publish(['DEU']);
    expect((await retractions('DEU', id)).status).toBe(404);
    expect((await retractions('auditor', id)).status).toBe(403);
    for (const none of ['FRA-none', 'nonsense', 'FRA-%F0%9F%9A%93']) {
      expect((await retractions('reviewer', none)).status).toBe(404);
    }
  });

  it('follows again where the record came back and is withdrawn again', async () => {
    const id = await publish(['DEU']);
    const path = `/v1/records/${id}`;
    const record = personRecord('Revenu', 'Encore', { recipients: ['DEU'] });
    await service.call('DELETE', path, token('FRA'), { reason: 'once' });
    await service.call('DELETE', path, token('FRA'), { reason: 'again' });
    await service.call('PUT', path, token('FRA'), record);
    await service.call('DELETE', path, token('FRA'), { reason: 'twice' });
    const { body } = await retractions('FRA', id);
    const versions = (at(body, 'retractions') as unknown[]).map((r) => at(r, 'version'));
    expect(versions).toEqual([1, 2]);
  });
});

describe('messages', () => {
  it('are counted, a message to many once', async () => {
    const messages = async () => {
      const { body } = await service.call('GET', '/v1/stats', token('auditor'));
      return Number(at(body, 'totals', 'messages'));
    };
    const before = await messages();
    await tryPut('/v1/records/FRA-all', personRecord('Tous', 'Monde'));
    await publish(['DEU', 'ITA', 'NOR']);
    expect(await messages()).toBe(before + 4);
    const { body } = await service.call('GET', '/v1/stats', token('auditor'));
    expect(Number(at(body, 'perMinute', 'messages'))).toBeGreaterThan(0);
  });

  it('do not hold up an orderly end: whoever waits for one is answered', async () => {
    const [call = missing()] = await waiting(['NOR'], 30);
    expect(await service.end()).toBe(0);
    const reply = await call;
    expect([reply.status, messagesOf(reply)]).toEqual([200, []]);
    await service.start();
  });
});

function missing(): never {
  throw new Error('there is no such call');
}
