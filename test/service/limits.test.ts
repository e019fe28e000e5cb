import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { RunningService, at } from '../support/running-service.js';

const service = new RunningService();
let terminal = '';
let ncb = '';

beforeAll(async () => {
  await service.start();
  terminal = await service.token('DEU', 'terminal');
  ncb = await service.token('FRA', 'ncb');
});
afterAll(() => service.stop());

/** Sends bytes as they are; resolves with what came back when the other side closes or goes quiet. */
function raw(text: string | Buffer, quietMs = 500): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve) => {
    const socket = createConnection(Number(port), hostname);
    let got = '';
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (bytes) => (got += bytes.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', () => undefined);
    socket.write(text);
  });
}

const CHECK = '{"purpose":"border","documents":[{"number":"AB1","issuer":"FRA"}]}';
const head = (more: string): string =>
  `POST /v1/checks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${terminal}\r\nContent-Type: application/json\r\n${more}\r\n`;

const padded = (bytes: number): string => {
  const bare = JSON.stringify({ purpose: 'border', documents: [{ number: 'AB1', issuer: 'FRA' }] });
  return bare + ' '.repeat(bytes - bare.length);
};

const chunked = (chunks: number): string =>
  head('Transfer-Encoding: chunked\r\n') + `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(chunks);

describe('a body', () => {
  const post = (body: string | Buffer, headers = {}) =>
    fetch(`${service.url}/v1/checks`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${terminal}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });

  it('of exactly the limit is taken', async () => {
    expect((await post(padded(LIMITS.bodyBytesMax))).status).toBe(200);
  });

  it('one byte over the limit is refused', async () => {
    const reply = await post(padded(LIMITS.bodyBytesMax + 1));
    expect(reply.status).toBe(413);
    expect(at(await reply.json(), 'code')).toBe('too_large');
  });

  it('over the limit without a length is cut off at the limit', async () => {
    // Within what is read and dropped: of more the sender may see the end of the connection alone.
    const got = await raw(`${chunked(20)}0\r\n\r\n`, 2_000);
    expect(got).toContain('413');
  });

  it('without an end is not read for ever', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = createConnection(Number(port), hostname);
    const end = new Promise((ended) => {
      socket.setTimeout(10_000, () => ended('nothing for ten seconds'));
      socket.on('error', () => undefined).on('close', () => ended('the connection'));
    });
    socket.resume().write(chunked(200));
    expect(await end).toBe('the connection');
    socket.destroy();
  });

  it.each([
    ['broken JSON', '{"purpose":', 400],
    ['nothing', '', 400],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ['a list', '[]', 400],
    ['a text', '"check"', 400],
    ['nesting without end', '['.repeat(30_000), 400],
    ['a prototype', '{"__proto__":{"purpose":"border"},"purpose":"border"}', 400],
  ])('of %s is refused', async (_, body, status) => {
    const reply = await post(body);
    expect(reply.status).toBe(status);
    expect(at(await reply.json(), 'code')).toBe('invalid_request');
  });

  it.each(['text/plain', 'application/json; charset=latin1', ''])(
    'of the type "%s" is refused',
    async (type) => {
      const reply = await raw(
        `POST /v1/checks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${terminal}\r\nContent-Type: ${type}\r\nContent-Length: ${CHECK.length}\r\n\r\n${CHECK}`,
      );
      expect(reply).toContain('415');
    },
  );

  it.each([
    ['an extension', Buffer.from([0xc7, 0x02, 0x72, 0x01, 0x02])],
    ['a forged length', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['trailing bytes', Buffer.from([0x80, 0x80])],
    ['a key that is a number', Buffer.from([0x81, 0x01, 0x01])],
    ['nesting', Buffer.alloc(200, 0x91)],
  ])('of MessagePack with %s is refused', async (_, body) => {
    const reply = await post(body, { 'content-type': 'application/msgpack' });
    expect(reply.status).toBe(400);
  });
});

describe('a request', () => {
  it.each([
    ['two lengths', `Content-Length: ${CHECK.length}\r\nContent-Length: ${CHECK.length}\r\n`],
    ['two hosts', `Host: y\r\nContent-Length: ${CHECK.length}\r\n`],
    ['length and encoding', `Content-Length: ${CHECK.length}\r\nTransfer-Encoding: chunked\r\n`],
    ['an unknown encoding', 'Transfer-Encoding: xchunked\r\n'],
    ['two encodings', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'],
    ['an odd length', 'Content-Length: \r\n'],
  ])('with %s is refused and its connection closed', async (_, headers) => {
    const started = Date.now();
    const got = await raw(`${head(headers)}${CHECK}`, 3_000);
    expect(got).toMatch(/^HTTP\/1\.1 400/);
    expect(Date.now() - started).toBeLessThan(2_900);
  });

  it('for an unknown path is told 404, for a wrong method 405 with what is allowed', async () => {
    expect((await service.call('GET', '/v1/nothing', terminal)).status).toBe(404);
    const wrong = await service.call('DELETE', '/v1/checks', terminal);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await service.call('GET', '/v1/records/%ff', ncb)).status).toBe(404);
    const batch = await service.call('GET', '/v1/checks/batch', terminal);
    expect([batch.status, batch.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('that ends in the middle disturbs nothing', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () => raw(`${head('Content-Length: 500\r\n')}{"purpose`, 50)),
    );
    expect(
      (await service.check(terminal, { documents: [{ number: 'AB1', issuer: 'FRA' }] })).status,
    ).toBe(200);
  });

  it('beyond what may be in flight is refused at once, and the others are answered', async () => {
    const checks = Array.from({ length: LIMITS.batchChecksMax }, (_, n) => ({
      purpose: 'border',
      documents: [{ number: `OV${n}`, issuer: 'FRA' }],
    }));
    const replies = await Promise.all(
      Array.from({ length: 12 }, () =>
        service.call('POST', '/v1/checks/batch', terminal, { checks }),
      ),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses).toContain(200);
    for (const reply of replies) {
      if (reply.status === 200) continue;
      expect([reply.status, at(reply.body, 'code')]).toEqual([503, 'overloaded']);
      expect(reply.headers.get('retry-after')).toBe('1');
    }
  });

  it('for health, readiness, metrics and the interface needs no token here', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/']) {
      expect((await service.call('GET', path, null)).status).toBe(200);
    }
    const metrics = await service.call('GET', '/metrics', null);
    expect(metrics.text).toContain('portcullis_stage_seconds_bucket{stage="find"');
    expect(metrics.text).not.toContain('AB1');
  });

  it('in flight at the end is answered before the process goes', async () => {
    const calls = Array.from({ length: 20 }, (_, n) =>
      service.check(terminal, { documents: [{ number: `END${n}`, issuer: 'FRA' }] }),
    );
    const answers = Promise.allSettled(calls);
    await Promise.race(calls);
    const ended = service.end();
    const settled = await answers;
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await ended).toBe(0);
  });
});
