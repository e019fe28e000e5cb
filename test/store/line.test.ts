/** The line of the checks: every call is answered or told of its failure, once, and the line comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SocketLine } from '../../src/store/line.js';
import type { Link } from '../../src/store/redis-client.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';

let redis: PrivateRedis;
let line: SocketLine;
const troubles: unknown[] = [];

beforeAll(async () => {
  redis = await startPrivateRedis();
  line = await SocketLine.open(redis.server.socket, (error) => void troubles.push(error));
});
afterAll(async () => {
  await line.close();
  await redis.stop();
});

function call(args: readonly (string | Buffer)[]): Promise<(string | null)[]> {
  return new Promise((resolve, reject) => {
    line.call(args, {
      reply: (values) => {
        const texts: (string | null)[] = [];
        for (let n = 0; n < values.count; n += 1) {
          texts.push(values.at(n)?.toString('latin1') ?? null);
        }
        resolve(texts);
      },
      failed: reject,
    });
  });
}

describe('a line', () => {
  it('answers calls in their order, also values larger than one read', async () => {
    const large = 'x'.repeat(700_000);
    const answers = await Promise.all([
      call(['SET', 'small', '1']),
      call(['SET', 'large', large]),
      call(['MGET', 'small', 'nothing', 'large', 'small']),
      call(['INCR', 'small']),
      call(['GET', 'nothing']),
    ]);
    expect(answers).toEqual([['OK'], ['OK'], ['1', null, large, '1'], ['2'], [null]]);
  });

  it('tells the caller of an error of Redis, and the next caller of nothing', async () => {
    const [failed, answered] = await Promise.allSettled([call(['NOSUCH']), call(['ECHO', 'here'])]);
    expect(failed.status).toBe('rejected');
    expect(answered).toEqual({ status: 'fulfilled', value: ['here'] });
  });

  it('goes on where a taker throws', async () => {
    const before = troubles.length;
    line.call(['PING'], {
      reply: () => {
        throw new Error('a taker at fault');
      },
      failed: () => undefined,
    });
    expect(await call(['ECHO', 'on'])).toEqual(['on']);
    expect(troubles.length).toBe(before + 1);
  });

  it('fails all that waits when the connection goes, refuses meanwhile, and comes back', async () => {
    const id = String((await call(['CLIENT', 'ID']))[0]);
    const other = await redis.link();
    const waiting = [call(['BLPOP', 'nobody', '0']), call(['GET', 'small'])];
    const told = Promise.allSettled(waiting);
    await expect.poll(() => blocked(other, id)).toBe(true);
    await other.send(['CLIENT', 'KILL', 'ID', id]);
    for (const outcome of await told) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'index_unavailable' } });
    }
    await expect(call(['ECHO', 'too soon'])).rejects.toMatchObject({ code: 'index_unavailable' });
    await expect.poll(() => call(['ECHO', 'back']).catch(() => null)).toEqual(['back']);
  });
});

/** Whether Redis has the client waiting in a blocking call. */
async function blocked(link: Link, id: string): Promise<boolean> {
  const list = String(await link.send(['CLIENT', 'LIST', 'ID', id]));
  return list.includes('flags=b');
}
