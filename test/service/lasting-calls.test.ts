/** Calls that last longer than their credential: nothing is taken from it, or told to it, once it is revoked. */
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { ClockedService } from '../support/clocked-service.js';
import { inboxOf } from '../support/inbox-reading.js';
import { at, personRecord, RunningService, until, type Reply } from '../support/running-service.js';

const service = new RunningService();
let operator = '';
beforeAll(async () => {
  await service.start();
  operator = await service.operatorToken();
});
afterAll(() => service.stop());

interface Issued {
  readonly token: string;
  readonly credentialId: string;
}

async function issued(member: string, role = 'ncb'): Promise<Issued> {
  const reply = await service.call('POST', '/v1/credentials', operator, { member, role });
  return reply.body as Issued;
}

/** From outside, so that the process has to find out by itself; resolves when it has. */
async function revoke({ token, credentialId }: Issued): Promise<void> {
  await service.cli(['credential', 'revoke', credentialId]);
  await until(async () => (await service.call('GET', '/v1/members', token)).status === 401);
}

/** A call whose body is written bit by bit. */
class OpenCall {
  readonly #request: ClientRequest;
  readonly #response: Promise<IncomingMessage>;
  status = 0;
  text = '';
  ended = false;
  /** Writing to a connection that has ended is no failure of the test. */
  broken = false;

  constructor(method: string, path: string, { token }: Issued, type: string) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    this.#request = request(`${service.url}${path}`, { method, headers, agent: false });
    this.#request.on('error', () => (this.broken = true));
    this.#response = new Promise((resolve) => this.#request.once('response', resolve));
    void this.#response.then((response) => {
      this.status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
      response.on('end', () => (this.ended = true));
      response.on('error', () => (this.broken = true));
    });
  }

  write(text: string): void {
    this.#request.write(text);
  }

  end(text: string): void {
    this.#request.end(text);
  }

  destroy(): void {
    this.#request.destroy();
  }

  get answers(): unknown[] {
    const whole = this.text.split('\n').slice(0, -1);
    return whole.map((line): unknown => JSON.parse(line));
  }

  answered(count: number): Promise<void> {
    return until(async () => this.answers.length >= count);
  }
}

const bulk = (by: Issued): OpenCall =>
  new OpenCall('POST', '/v1/records/bulk', by, 'application/x-ndjson');
const line = (recordId: string): string =>
  `${JSON.stringify({ recordId, ...personRecord('Longue', recordId.slice(4)) })}\n`;
const said = (answer: unknown): unknown[] =>
  ['line', 'recordId', 'status', 'code'].map((name) => at(answer, name));
const statusOf = async (recordId: string, { token }: Issued): Promise<number> =>
  (await service.call('GET', `/v1/records/${recordId}`, token)).status;

describe('a bulk push whose credential is revoked', () => {
  it('is told so at its next line, and ends although its body goes on', async () => {
    const [by, other] = [await issued('FRA'), await issued('FRA')];
    const [call, control] = [bulk(by), bulk(other)];
    call.write(line('FRA-open1'));
    control.write(line('FRA-control1'));
    await Promise.all([call.answered(1), control.answered(1)]);
    await revoke(by);
    call.write(line('FRA-open2'));
    await call.answered(2);
    expect(call.answers.map(said)).toEqual([
      [1, 'FRA-open1', 201, undefined],
      [2, 'FRA-open2', 401, 'unauthenticated'],
    ]);
    await until(async () => call.ended);
    expect([call.status, call.answers.length]).toEqual([200, 2]);
    expect(await statusOf('FRA-open2', other)).toBe(404);
    control.end(line('FRA-control2'));
    await until(async () => control.ended);
    expect(control.answers.map((answer) => at(answer, 'status'))).toEqual([201, 201]);
  });

  it('has none of the lines taken that it sends at once', async () => {
    const [by, other] = [await issued('FRA'), await issued('FRA')];
    const call = bulk(by);
    call.write(line('FRA-many0'));
    await call.answered(1);
    await revoke(by);
    const ids = Array.from({ length: 2_000 }, (_, n) => `FRA-many${n + 1}`);
    call.end(ids.map(line).join(''));
    await until(async () => call.ended);
    expect(call.answers.slice(1).map(said)).toEqual([[2, 'FRA-many1', 401, 'unauthenticated']]);
    for (const recordId of [ids[0], ids[999], ids[1_999]]) {
      expect(await statusOf(recordId ?? '', other)).toBe(404);
    }
  });

  it('is told so of a line that is bad, too, and is not read without end', async () => {
    const by = await issued('FRA');
    const call = bulk(by);
    call.write(line('FRA-end'));
    await call.answered(1);
    await revoke(by);
    call.write('{"recordId"\n');
    await call.answered(2);
    expect(call.answers.slice(1).map(said)).toEqual([[2, null, 401, 'unauthenticated']]);
    for (let sent = 0; sent <= LIMITS.dropBytesMax; sent += 60_000) call.write('x'.repeat(60_000));
    await until(async () => call.ended || call.broken);
    expect(call.answers).toHaveLength(2);
    call.destroy();
  });
});

describe('a record whose body comes late', () => {
  it('is not taken once its credential is revoked', async () => {
    const [by, other] = [await issued('FRA'), await issued('FRA')];
    const call = new OpenCall('PUT', '/v1/records/FRA-late', by, 'application/json');
    const body = JSON.stringify(personRecord('Tard', 'Trop'));
    call.write(body.slice(0, 10));
    await revoke(by);
    call.end(body.slice(10));
    await until(async () => call.ended);
    expect([call.status, at(JSON.parse(call.text), 'code')]).toEqual([401, 'unauthenticated']);
    expect(await statusOf('FRA-late', other)).toBe(404);
  });
});

describe('a reading of the inbox that waits', () => {
  /** Readings behind everything that was told so far; both are of one member. */
  async function waiting(by: Issued, other: Issued): Promise<Promise<Reply>[]> {
    const after = (await inboxOf(service, other.token)).at(-1)?.id ?? '0';
    const path = `/v1/inbox?after=${after}&wait=30`;
    const calls = [by, other].map(({ token }) => service.call('GET', path, token));
    // An answer to a call behind them shows that the service has taken them on.
    await service.call('GET', '/healthz', null);
    return calls;
  }

  it('is told nothing that comes after its credential was revoked', async () => {
    const [owner, by, other] = [await issued('FRA'), await issued('ESP'), await issued('ESP')];
    const calls = await waiting(by, other);
    const revoked = `/v1/credentials/${by.credentialId}`;
    expect((await service.call('DELETE', revoked, operator)).status).toBe(200);
    const record = personRecord('Nouvelle', 'Toute', { recipients: ['ESP'] });
    await service.call('PUT', '/v1/records/FRA-told', owner.token, record);
    const [refused, told] = await Promise.all(calls);
    expect([refused?.status, at(refused?.body, 'code')]).toEqual([401, 'unauthenticated']);
    expect([told?.status, at(told?.body, 'messages', 0, 'recordId')]).toEqual([200, 'FRA-told']);
  });

  it('waits no longer when its credential is revoked, and the others do', async () => {
    const [by, other] = [await issued('PRT'), await issued('PRT')];
    const calls = await waiting(by, other);
    await revoke(by);
    const first = await Promise.race(
      calls.map((call, n) => call.then(({ status }) => [n, status])),
    );
    expect(first).toEqual([0, 401]);
    // Wakes the other one.
    const owner = await issued('FRA');
    const record = personRecord('Seconde', 'Toute', { recipients: ['PRT'] });
    await service.call('PUT', '/v1/records/FRA-woken', owner.token, record);
    expect((await calls[1])?.status).toBe(200);
  });
});

describe('a credential that expires', () => {
  let clocked: ClockedService;
  beforeAll(async () => {
    clocked = await new ClockedService('2030-03-01').start();
  });
  afterAll(() => clocked.stop());

  it('waits for no message any longer', async () => {
    const request = { member: 'FRA', role: 'ncb', expiresInDays: 1 };
    const { token } = await clocked.service.credentials.issue(request, null);
    const call = clocked.call('GET', '/v1/inbox?wait=30', token);
    // An answer to a call behind it shows that the service has taken it on.
    expect((await clocked.call('GET', '/v1/members', token)).status).toBe(200);
    clocked.pass(1);
    const { status, body } = await call;
    expect([status, at(body, 'code')]).toEqual([401, 'unauthenticated']);
  });
});
