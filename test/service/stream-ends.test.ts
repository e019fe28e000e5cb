/** Every way a stream ends, and that nothing a client sends ends more than its stream. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { RunningService, at, until } from '../support/running-service.js';
import { StreamClient, pack, PROTOCOL, type Frame } from '../support/stream-client.js';

const service = new RunningService();
let operator = '';
let deu = '';

beforeAll(async () => {
  await service.start();
  operator = await service.operatorToken();
  deu = await service.token('DEU', 'terminal');
});
afterAll(() => service.stop());

const CLEAR = { purpose: 'border', documents: [{ number: 'NOBODY1', issuer: 'FRA' }] };
const open = (): Promise<StreamClient> => StreamClient.open(service.url, deu);

/** A frame of exactly so many bytes, whose check has a text of the length that makes it so. */
function frameOf(bytes: number): Buffer {
  const bare = pack({ id: 1, check: 'x'.repeat(100_000) }).length - 100_000;
  const frame = pack({ id: 1, check: 'x'.repeat(bytes - bare) });
  expect(frame.length).toBe(bytes);
  return frame;
}

describe('a frame', () => {
  it('of exactly the limit is taken', async () => {
    const stream = await open();
    stream.sendBytes(frameOf(LIMITS.streamFrameBytesMax));
    expect(at((await stream.answer(1)).error, 'code')).toBe('invalid_request');
    await stream.end();
  });

  it.each([1, LIMITS.dropBytesMax])('%s bytes over the limit closes with 4413', async (over) => {
    const stream = await open();
    stream.sendBytes(frameOf(LIMITS.streamFrameBytesMax + over));
    expect((await stream.ended()).code).toBe(4413);
  });

  it('over the limit in fragments closes with 4413 too', async () => {
    const stream = await open();
    const bytes = frameOf(LIMITS.streamFrameBytesMax + 1);
    stream.socket.send(bytes.subarray(0, 200_000), { binary: true, fin: false });
    stream.socket.send(bytes.subarray(200_000), { binary: true, fin: true });
    expect((await stream.ended()).code).toBe(4413);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no map', pack([{ id: 1, check: CLEAR }])],
    ['no field', pack({})],
    ['an id alone', pack({ id: 1 })],
    ['no id', pack({ check: CLEAR })],
    ['an unknown field', pack({ id: 1, check: CLEAR, surplus: null })],
    ['both check and checks', pack({ id: 1, check: CLEAR, checks: [CLEAR] })],
    ['a check and a subscription', pack({ id: 1, check: CLEAR, subscribe: 'inbox' })],
    ['a place for a check', pack({ id: 1, check: CLEAR, after: null })],
    [
      'a field twice',
      Buffer.concat([Buffer.from([0x83]), ...['id', 1, 'id', 1, 'check', 1].map(pack)]),
    ],
    ['a key that is a number', Buffer.from([0x81, 0x01, 0x01])],
    ['two values', Buffer.concat([pack({ id: 1, check: CLEAR }), pack(1)])],
    ['half a value', pack({ id: 1, check: CLEAR }).subarray(0, -3)],
    ['a forged length', Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff])],
    ['a forged length within', Buffer.from([0x81, 0xa2, 0x69, 0x64, 0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['the type that does not exist', Buffer.from([0x81, 0xa2, 0x69, 0x64, 0xc1])],
    ['an id over its bound', pack({ id: 'x'.repeat(LIMITS.streamIdBytesMax), check: CLEAR })],
  ])('with %s closes with 4400', async (_, bytes) => {
    const stream = await open();
    stream.sendBytes(bytes);
    const { code, reason } = await stream.ended();
    expect(code).toBe(4400);
    expect(reason).not.toBe('');
    expect(stream.frames).toEqual([]);
  });

  it('of text closes with 4400, whatever it says', async () => {
    const stream = await open();
    stream.sendBytes(Buffer.from(JSON.stringify({ id: 1, check: CLEAR })), false);
    expect((await stream.ended()).code).toBe(4400);
  });

  it('that is bad is the last one, after the answers to those before it', async () => {
    const stream = await open();
    for (let id = 0; id < 50; id += 1) stream.send({ id, check: CLEAR });
    stream.send('bad', { id: 'late', check: CLEAR });
    expect((await stream.ended()).code).toBe(4400);
    expect(stream.frames.map(({ id }) => id).sort()).toEqual(
      Array.from({ length: 50 }, (_, id) => id).sort(),
    );
  });

  it('of random bytes ends at most its stream', async () => {
    const pid = service.pid;
    const isLast = ({ id }: Frame): boolean => id === 'last';
    const frames = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        // Frames nearly right: one byte of a good one changed.
        fc.tuple(fc.nat(), fc.nat(255)).map(([place, byte]) => {
          const good = Buffer.from(pack({ id: [1], check: CLEAR }));
          good[place % good.length] = byte;
          return good;
        }),
      ),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(frames, async (bytes) => {
        const stream = await open();
        for (const each of bytes) stream.sendBytes(each);
        // Once the last was read, the stream has either ended or answers on.
        stream.send({ id: 'last', check: CLEAR });
        await Promise.race([stream.ended(), stream.answer('last').catch(() => null)]);
        expect((await stream.end()).code).toBe(stream.frames.some(isLast) ? 1000 : 4400);
      }),
      { numRuns: 200 },
    );
    expect(service.pid).toBe(pid);
    expect((await service.check(deu, CLEAR)).status).toBe(200);
    expect(service.log).not.toContain('uncaught');
  });

  it('that breaks the protocol itself ends at most its connection', async () => {
    const { hostname, port } = new URL(service.url);
    for (const bytes of [
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.from([0x82, 0x05, 1, 2, 3]),
      Buffer.from([0x89, 0xfe, 0xff, 0xff]),
      Buffer.from([0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ]) {
      await new Promise((gone) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(
            `GET /v1/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
              `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n` +
              `Sec-WebSocket-Protocol: ${PROTOCOL}\r\nAuthorization: Bearer ${deu}\r\n\r\n`,
          ),
        );
        socket.once('data', (answer) => {
          expect(answer.toString()).toMatch(/^HTTP\/1\.1 101/);
          socket.end(bytes);
        });
        socket.on('error', () => undefined);
        socket.once('close', gone);
        socket.resume();
      });
    }
    expect((await service.check(deu, CLEAR)).status).toBe(200);
  });
});

describe('a stream', () => {
  async function issued(): Promise<{ token: string; credentialId: string }> {
    const reply = await service.call('POST', '/v1/credentials', operator, {
      member: 'DEU',
      role: 'terminal',
    });
    return reply.body as { token: string; credentialId: string };
  }

  it('that is silent closes with 4401 when its credential is revoked', async () => {
    const { token, credentialId } = await issued();
    const [silent, other] = [await StreamClient.open(service.url, token), await open()];
    expect((await silent.ask(1, { check: CLEAR })).reply).toBeDefined();
    // From outside, so that the process has to find out by itself.
    await service.cli(['credential', 'revoke', credentialId]);
    expect((await silent.ended()).code).toBe(4401);
    expect((await other.ask(1, { check: CLEAR })).reply).toBeDefined();
    await other.end();
  });

  it('that asks on is not answered once its credential is revoked', async () => {
    const { token, credentialId } = await issued();
    const stream = await StreamClient.open(service.url, token);
    await service.call('DELETE', `/v1/credentials/${credentialId}`, operator);
    stream.send({ id: 1, check: CLEAR });
    expect((await stream.ended()).code).toBe(4401);
    expect(stream.frames).toEqual([]);
  });

  it('is counted while it is open', async () => {
    await until(async () => (await service.metric('portcullis_streams')) === 0);
    const [one, two] = [await open(), await open()];
    expect(await service.metric('portcullis_streams')).toBe(2);
    const frames = 'portcullis_requests_total{route="WS /v1/stream",status="200"}';
    const before = await service.metric(frames);
    await one.ask(1, { check: CLEAR });
    expect(await service.metric(frames)).toBe(before + 1);
    await one.end();
    two.socket.terminate();
    await until(async () => (await service.metric('portcullis_streams')) === 0);
  });
});

describe('the end of the service', () => {
  it('is told to every stream, which is answered to the end and closed with 1001', async () => {
    const streams = await Promise.all(Array.from({ length: 5 }, open));
    const idle = await open();
    const checks = Array.from({ length: 20 }, () => CLEAR);
    // One answered, so that all are in the middle of it.
    await streams[0]?.ask('first', { check: CLEAR });
    for (const stream of streams) {
      for (let id = 0; id < 100; id += 1) stream.send({ id, check: CLEAR });
      stream.send({ id: 'batch', checks });
    }
    const ended = service.end();
    for (const stream of [...streams, idle]) expect((await stream.ended()).code).toBe(1001);
    expect(await ended).toBe(0);
    const isDrain = (frame: Frame): boolean => frame['drain'] === true;
    expect(idle.frames).toEqual([{ drain: true }]);
    for (const stream of streams) {
      expect(stream.frames.filter(isDrain)).toHaveLength(1);
      const answers = stream.frames.filter((frame) => !isDrain(frame) && frame['id'] !== 'first');
      expect(new Set(answers.map(({ id }) => id)).size).toBe(101);
      for (const { error } of answers) {
        // A busy machine may not answer all in time.
        expect([undefined, 'deadline_exceeded']).toContain(at(error, 'code'));
      }
      expect(answers.some(({ reply }) => reply !== undefined)).toBe(true);
    }
    expect(service.log).not.toContain('Bearer');
    expect(service.log).not.toContain('pc_');
  });
});
