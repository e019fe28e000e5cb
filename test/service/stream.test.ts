import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  until,
} from '../support/running-service.js';
import { StreamClient, pack } from '../support/stream-client.js';

const service = new RunningService();
let fra = '';
let deu = '';
let stream: StreamClient;

beforeAll(async () => {
  await service.start();
  fra = await service.token('FRA', 'ncb');
  deu = await service.token('DEU', 'terminal', 'border');
  await service.call('PUT', '/v1/records/FRA-a', fra, personRecord('Eriksson', 'Anna Maria'));
  await service.call('PUT', '/v1/records/FRA-d', fra, documentRecord('FRA', '12AB34567'));
  stream = await StreamClient.open(service.url, deu);
});
afterAll(() => service.stop());

const CLEAR = { purpose: 'border', documents: [{ number: 'NOBODY1', issuer: 'FRA' }] };
const MATCH = { purpose: 'border', documents: [{ number: '12AB34567', issuer: 'FRA' }] };
const PERSON = {
  purpose: 'border',
  person: { fullName: 'Anna Maria Eriksson', dateOfBirth: '1974-08-12' },
  mrz: [
    'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L898902C36SWE7408122F1204159ZE184226B<<<<<10',
  ],
  minScore: 0.1,
};

/** A reply without what differs from one check to the next. */
function lasting(reply: unknown): object {
  const { checkId, tookMs, ...rest } = reply as Record<string, unknown>;
  expect([typeof checkId, typeof tookMs]).toEqual(['string', 'number']);
  return rest;
}

describe('a check on a stream', () => {
  it.each([
    ['clear', CLEAR],
    ['match', MATCH],
    ['match', PERSON],
  ])('replies %s as the HTTP route does', async (result, check) => {
    const { reply } = await stream.ask(`equal ${JSON.stringify(check).length}`, { check });
    const http = await service.call('POST', '/v1/checks', deu, check);
    expect(at(reply, 'result')).toBe(result);
    expect(lasting(reply)).toEqual(lasting(http.body));
  });

  it.each([
    ['an unknown field', { ...CLEAR, surplus: 1 }],
    ['nothing to look up', { purpose: 'border' }],
    [
      'an impossible date',
      { purpose: 'border', person: { fullName: 'A', dateOfBirth: '1974-13' } },
    ],
    ['a broken zone', { purpose: 'border', mrz: ['P<'] }],
    ['no check', null],
    ['a list', []],
    ['a text', 'check'],
  ])('of %s fails as the HTTP route does, and alone', async (what, check) => {
    const { error } = await stream.ask(what, { check });
    const http = await service.call('POST', '/v1/checks', deu, check);
    expect(error).toEqual(http.body);
    expect(at((await stream.ask(`after ${what}`, { check: CLEAR })).reply, 'result')).toBe('clear');
  });

  it('that our JSON could not say fails alone', async () => {
    for (const [id, value] of [
      ['extension', Buffer.from([0xd4, 0x72, 0x01])],
      ['binary', Buffer.from([0xc4, 0x01, 0x00])],
      ['deep', Buffer.alloc(200, 0x91).fill(0xc0, 199)],
    ] as const) {
      const bytes = [Buffer.from([0x82]), pack('id'), pack(id), pack('check'), value];
      stream.sendBytes(Buffer.concat(bytes));
      expect(at((await stream.answer(id)).error, 'code')).toBe('invalid_request');
    }
  });

  it('by a role that may not check is refused, and the stream goes on', async () => {
    const reviewer = await service.token('XPO', 'reviewer');
    const other = await StreamClient.open(service.url, reviewer);
    expect(at((await other.ask(1, { check: CLEAR })).error, 'code')).toBe('forbidden');
    expect(at((await other.ask(2, { checks: [CLEAR] })).error, 'code')).toBe('forbidden');
    await other.end();
  });

  it('is answered under its id, whatever that is', async () => {
    const ids = [0, -1, 1.5, true, '', 'ä', [1, [2]], { a: { b: null } }, 2n ** 63n, null];
    for (const id of ids) {
      const before = stream.frames.length;
      stream.send({ id, check: CLEAR });
      await until(async () => stream.frames.length === before + 1);
      expect(stream.frames.at(-1)?.['id']).toEqual(id);
    }
    const longest = 'x'.repeat(LIMITS.streamIdBytesMax - 3);
    expect((await stream.ask(longest, { check: CLEAR })).reply).toBeDefined();
  });

  it('is on record like any other', async () => {
    const auditor = await service.token('XPO', 'auditor');
    const { reply } = await stream.ask('audited', {
      check: { ...MATCH, onBehalfOf: { user: 'officer-7' } },
    });
    const checkId = at(reply, 'checkId');
    const page = await service.call('GET', '/v1/audit?limit=500', auditor);
    const entries = at(page.body, 'entries') as Record<string, unknown>[];
    expect(entries.find((entry) => entry['checkId'] === checkId)).toMatchObject({
      kind: 'check',
      member: 'DEU',
      agency: 'border',
      result: 'match',
      returned: ['FRA-d'],
      onBehalfOf: 'officer-7',
    });
  });
});

describe('many checks on a stream', () => {
  it('sent at once are each answered with their own reply', async () => {
    const other = await StreamClient.open(service.url, deu);
    const checkOf = (id: number): unknown => (id % 7 === 0 ? MATCH : id % 11 === 0 ? null : CLEAR);
    const answers = new Map<number, unknown>();
    let asked = Array.from({ length: LIMITS.streamChecksInFlightMax / 2 }, (_, id) => id);
    // A busy machine may not answer all in time; who is told so asks again.
    while (asked.length > 0) {
      const before = other.frames.length;
      for (const id of asked) other.send({ id, check: checkOf(id) });
      const expected = before + asked.length;
      await until(async () => other.frames.length === expected);
      const come = other.frames.slice(before);
      expect(come.map(({ id }) => Number(id)).sort((x, y) => x - y)).toEqual(asked);
      asked = [];
      for (const { id, reply, error } of come) {
        if (at(error, 'code') === 'deadline_exceeded') asked.push(Number(id));
        else answers.set(Number(id), at(reply, 'result') ?? at(error, 'code'));
      }
      asked.sort((x, y) => x - y);
    }
    for (const [id, answer] of answers) {
      const expected = id % 7 === 0 ? 'match' : id % 11 === 0 ? 'invalid_request' : 'clear';
      expect([id, answer]).toEqual([id, expected]);
    }
    await other.end();
  });

  it('beyond what may be in flight are told so, and none is left without an answer', async () => {
    const other = await StreamClient.open(service.url, deu);
    const count = LIMITS.streamChecksInFlightMax;
    const checks = Array.from({ length: LIMITS.batchChecksMax }, () => CLEAR);
    other.send({ id: 'batch', checks });
    for (let id = 0; id < count; id += 1) other.send({ id, check: CLEAR });
    await until(async () => other.frames.length === count + 1);
    const batch = await other.answer('batch');
    expect(at(batch.reply, 'replies')).toHaveLength(checks.length);
    const codes = new Set(other.frames.map(({ error }) => at(error, 'code')));
    expect(codes).toContain('overloaded');
    for (const code of ['overloaded', 'deadline_exceeded', undefined]) codes.delete(code);
    expect([...codes]).toEqual([]);
    await other.end();
  });

  it('in one frame are answered in order like a batch, each with its status', async () => {
    const { reply } = await stream.ask('batch', { checks: [CLEAR, null, MATCH] });
    const http = await service.call('POST', '/v1/checks/batch', deu, {
      checks: [CLEAR, null, MATCH],
    });
    const [clear, bad, match] = at(reply, 'replies') as Record<string, unknown>[];
    expect([clear?.['status'], bad?.['status'], match?.['status']]).toEqual([200, 400, 200]);
    expect(bad).toEqual(at(http.body, 'replies', 1));
    expect(lasting(match?.['reply'])).toEqual(lasting(at(http.body, 'replies', 2, 'reply')));
  });

  it.each([
    ['none', []],
    ['no list', {}],
    ['too many', Array.from({ length: LIMITS.batchChecksMax + 1 }, () => null)],
  ])('in one frame with %s of them fail together', async (what, checks) => {
    const { error } = await stream.ask(what, { checks });
    const http = await service.call('POST', '/v1/checks/batch', deu, { checks });
    expect(error).toEqual(http.body);
  });

  it('may be answered in another order than they came', async () => {
    const other = await StreamClient.open(service.url, deu);
    const checks = Array.from({ length: 900 }, () => PERSON);
    other.send({ id: 'slow', checks }, { id: 'quick', check: null });
    await other.answer('slow');
    expect(other.frames.map(({ id }) => id)).toEqual(['quick', 'slow']);
    await other.end();
  });
});

describe('a subscription on a stream', () => {
  it('behind a message that is still to come is answered once, with the error', async () => {
    const bureau = await StreamClient.open(service.url, fra);
    const refused = await bureau.ask(1, { subscribe: 'inbox', after: '9'.repeat(16) });
    expect([at(refused.error, 'status'), at(refused.error, 'path')]).toEqual([422, '/after']);
    // It may be made again, and was not before.
    const made = await bureau.ask(2, { subscribe: 'inbox', after: '1' });
    expect(made.reply).toEqual({ subscribed: 'inbox' });
    expect(bureau.frames.filter(({ id }) => id === 1)).toHaveLength(1);
    await bureau.end();
  });
});

describe('a reader that reads nothing', () => {
  it('is refused more work, then closed with 4429, and holds nobody up', async () => {
    const slow = await StreamClient.open(service.url, deu);
    slow.socket.pause();
    const frames = (): Promise<number> =>
      service.metric('portcullis_request_seconds_count{route="WS /v1/stream"}');
    const refused = (): Promise<number> =>
      service.metric('portcullis_requests_total{route="WS /v1/stream",status="503"}');
    const before = await refused();
    // More than the buffers of both systems and the bound together hold, one batch after the other.
    for (let id = 0; id < 100 && (await refused()) === before; id += 1) {
      const known = await frames();
      slow.send({ id, checks: Array.from({ length: 500 }, () => MATCH) });
      await until(async () => (await frames()) > known);
    }
    expect(await refused()).toBe(before + 1);
    expect(at((await stream.ask('beside', { check: CLEAR })).reply, 'result')).toBe('clear');
    const closes = 'portcullis_stream_closes_total{code="4429"}';
    await until(async () => (await service.metric(closes)) === 1);
    slow.socket.resume();
    expect((await slow.ended()).code).toBe(4429);
    expect(at(slow.frames.at(-1)?.['error'], 'code')).toBe('overloaded');
    expect(at(slow.frames[0]?.['reply'], 'replies')).toHaveLength(500);
  });
});
