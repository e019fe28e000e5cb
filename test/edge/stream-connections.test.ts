import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type HttpServer } from '../../src/edge/http/server.js';
import type { Route } from '../../src/edge/route.js';
import type { StreamPeer, StreamSession } from '../../src/edge/stream/peer.js';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { until } from '../support/running-service.js';
import { StreamClient, pack, PROTOCOL } from '../support/stream-client.js';

/** Ends what is empty, answers the rest with as many bytes as it says. */
class Echo implements StreamSession {
  readonly peer: StreamPeer;
  code: number | null = null;

  constructor(peer: StreamPeer) {
    this.peer = peer;
  }

  frame(bytes: Buffer): void {
    if (bytes.length === 0) this.peer.close(4400, 'é'.repeat(500));
    else for (let n = 0; n < (bytes[0] ?? 0); n += 1) this.peer.send(pack({ n }));
  }
  writable(): void {
    this.peer.send(pack({ drained: true }));
  }
  look(): void {}
  drain(): void {}
  leave(): void {
    this.peer.close(1001, '');
  }
  gone(code: number): void {
    this.code = code;
  }
}

const CONNECTIONS = 4;
const sessions: Echo[] = [];
let valid = true;
let server: HttpServer;

beforeAll(async () => {
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/v1/stream',
      access: 'stream',
      body: 'stream',
      protocol: PROTOCOL,
      deadlineMs: 1_000,
      open: (peer) => {
        const session = new Echo(peer);
        sessions.push(session);
        return session;
      },
    },
  ];
  server = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: null,
    sharing: 'nobody',
    routes,
    services: {
      identify: () => {
        if (!valid) throw new Fault('unauthenticated', 'No.');
        return { credentialId: 'c', member: 'DEU', role: 'terminal', agency: null };
      },
      onError: () => undefined,
      onAnswer: () => undefined,
    },
    connectionsMax: CONNECTIONS,
  });
});
afterAll(() => server.drain(LIMITS.drainMs));

describe('a connection', () => {
  it('is counted out when its stream ends, however it ends', async () => {
    for (let n = 0; n < CONNECTIONS * 5; n += 1) {
      const stream = await StreamClient.open(server.url, 'x');
      if (n % 3 === 0) await stream.end();
      else if (n % 3 === 1) stream.sendBytes(Buffer.alloc(0));
      else stream.socket.terminate();
      const { code } = await stream.ended();
      await until(async () => sessions[n]?.code !== null);
      expect(code).toBe([1000, 4400, 1006][n % 3]);
    }
  });

  it('sends what one turn has to say in its order', async () => {
    const stream = await StreamClient.open(server.url, 'x');
    stream.sendBytes(Buffer.from([200]));
    stream.sendBytes(Buffer.from([55]));
    await until(async () => stream.frames.length === 255);
    const numbers = stream.frames.map(({ n }) => Number(n));
    expect(numbers).toEqual([...Array(200).keys(), ...Array(55).keys()]);
    await stream.end();
  });

  it('judges its credential whenever it is asked, and sends nothing once it has ended', async () => {
    const stream = await StreamClient.open(server.url, 'x');
    const peer = sessions.at(-1)?.peer;
    expect(peer?.caller()).toMatchObject({ member: 'DEU' });
    valid = false;
    expect(() => peer?.caller()).toThrow(Fault);
    valid = true;
    await stream.end();
    await until(async () => sessions.at(-1)?.code === 1000);
    peer?.send(pack('late'));
    peer?.close(4400, 'late');
    expect([peer?.waitingBytes, stream.frames]).toEqual([0, []]);
  });

  it('keeps what its reader does not take, and says so and when it is taken', async () => {
    const stream = await StreamClient.open(server.url, 'x');
    const peer = sessions.at(-1)?.peer;
    stream.socket.pause();
    const bytes = 24 * 1024 * 1024;
    peer?.send(pack(Buffer.alloc(bytes)));
    await until(async () => (peer?.waitingBytes ?? bytes) < bytes);
    expect(peer?.waitingBytes).toBeGreaterThan(LIMITS.streamOutgoingBytesMax);
    stream.socket.resume();
    await until(async () => stream.frames.some(({ drained }) => drained === true));
    await stream.end();
  });
});
