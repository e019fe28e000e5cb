/** A connection to Redis that dies without a word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '../../src/errors.js';
import type { Link } from '../../src/store/redis-client.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { until } from '../support/running-service.js';

let redis: PrivateRedis;
let link: Link;

beforeAll(async () => {
  redis = await startPrivateRedis();
  link = await redis.link();
});
afterAll(() => redis.stop());

describe('a connection', () => {
  it('is given up when Redis is silent, also while commands are sent without pause, and comes back', async () => {
    const pid = redis.server.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGSTOP');
    let refused: unknown = null;
    try {
      void link.send(['PING']).catch((error: unknown) => (refused = error));
      let sentAt = performance.now();
      await until(async () => {
        // Each is written, and would count as life; so few that the socket takes them all.
        if (performance.now() - sentAt > 300) {
          sentAt = performance.now();
          link.send(['PING']).catch(() => undefined);
        }
        await nextTurn();
        return refused !== null;
      });
      expect(refused).toBeInstanceOf(Fault);
      expect((refused as Fault).code).toBe('index_unavailable');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await until(() =>
      link.send(['PING']).then(
        (said) => String(said) === 'PONG',
        () => false,
      ),
    );
  });
});
