import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { RunningService, at } from '../support/running-service.js';
import { StreamClient, refusalOf, PROTOCOL } from '../support/stream-client.js';

const service = new RunningService();
let deu = '';

beforeAll(async () => {
  await service.start();
  deu = await service.token('DEU', 'terminal');
});
afterAll(() => service.stop());

describe('the upgrade', () => {
  const headers = (token: string): object => ({ headers: { authorization: `Bearer ${token}` } });

  it.each([
    ['no token', {}],
    ['an unknown token', headers(`pc_${'x'.repeat(12)}_${'y'.repeat(43)}`)],
  ])('with %s is refused with 401', async (_, options) => {
    const refusal = await refusalOf(service.url, [PROTOCOL], options);
    expect([refusal.status, refusal.type]).toEqual([401, 'application/problem+json']);
    expect(at(refusal.body, 'code')).toBe('unauthenticated');
  });

  it('by a role that neither checks nor has an inbox is refused with 403', async () => {
    const auditor = await service.token('XPO', 'auditor');
    expect((await refusalOf(service.url, [PROTOCOL], headers(auditor))).status).toBe(403);
  });

  it.each([[[]], [['portcullis.v2.msgpack']], [['json', 'PORTCULLIS.V1.MSGPACK']]])(
    'with the subprotocols %j is refused with 400',
    async (protocols) => {
      const refusal = await refusalOf(service.url, protocols, headers(deu));
      expect([refusal.status, at(refusal.body, 'code')]).toEqual([400, 'invalid_request']);
    },
  );

  it('with another version of the protocol is refused with 400', async () => {
    const options = { ...headers(deu), protocolVersion: 8 };
    expect((await refusalOf(service.url, [PROTOCOL], options)).status).toBe(400);
  });

  it('chooses its subprotocol among others', async () => {
    const options = { headers: { authorization: `Bearer ${deu}` } };
    const other = await StreamClient.open(service.url, deu, options);
    expect(other.socket.protocol).toBe(PROTOCOL);
    expect((await other.end()).code).toBe(1000);
  });

  it('is what the route is for: a plain GET is told so, other methods are not allowed', async () => {
    const plain = await service.call('GET', '/v1/stream', deu);
    expect([plain.status, plain.headers.get('upgrade')]).toEqual([400, 'websocket']);
    expect((await service.call('GET', '/v1/stream', null)).status).toBe(401);
    const posted = await service.call('POST', '/v1/stream', deu, {});
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('beside as many streams of one credential as there may be is refused with 503', async () => {
    const bureau = await service.token('ITA', 'ncb');
    const most = LIMITS.streamsPerCredentialMax;
    const streams = await Promise.all(
      Array.from({ length: most }, () => StreamClient.open(service.url, bureau)),
    );
    const refusal = await refusalOf(service.url, [PROTOCOL], headers(bureau));
    expect([refusal.status, at(refusal.body, 'code')]).toEqual([503, 'overloaded']);
    await (await StreamClient.open(service.url, deu)).end();
    await streams[0]?.end();
    await (await StreamClient.open(service.url, bureau)).end();
    await Promise.all(streams.map((stream) => stream.end()));
  });

  const LINES = [
    'Host: x',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: json, ${PROTOCOL}`,
  ];

  /** Sends a handshake of these lines; resolves with the first line of the answer. */
  function answerTo(lines: readonly string[]): Promise<string> {
    const { hostname, port } = new URL(service.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject);
      socket.once('data', (bytes) => {
        socket.destroy();
        resolve(bytes.toString().split('\r\n')[0] ?? '');
      });
      const head = ['GET /v1/stream HTTP/1.1', `Authorization: Bearer ${deu}`, ...lines];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
    });
  }

  it('is taken as RFC 6455 has it written', async () => {
    expect(await answerTo(LINES)).toMatch(/^HTTP\/1\.1 101/);
    const odd = LINES.map((line) => line.replace(': Upgrade', ': keep-alive, UPGRADE'));
    expect(await answerTo(odd)).toMatch(/^HTTP\/1\.1 101/);
    const apart = LINES.map((line) => line.replace('json, ', 'json\r\nSec-WebSocket-Protocol: '));
    expect(await answerTo(apart)).toMatch(/^HTTP\/1\.1 101/);
  });

  it.each([
    ['without Upgrade', LINES.filter((line) => !line.startsWith('Upgrade'))],
    ['without Connection', LINES.filter((line) => !line.startsWith('Connection'))],
    ['without a key', LINES.filter((line) => !line.includes('Key'))],
    ['with a short key', LINES.map((line) => line.replace('dGhl', ''))],
    ['without a version', LINES.filter((line) => !line.includes('Version'))],
    ['with two keys', [...LINES, 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']],
    ['with two hosts', [...LINES, 'Host: y']],
    ['with two tokens', [...LINES, 'Authorization: Bearer x']],
    ['with a body', [...LINES, 'Content-Length: 5']],
    ['with a body in chunks', [...LINES, 'Transfer-Encoding: chunked']],
  ])('%s is refused with 400', async (_, lines) => {
    expect(await answerTo(lines)).toMatch(/^HTTP\/1\.1 400/);
  });
});
