/** The bell: whoever waits for a name is woken by its ring, from whichever process it comes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Bell } from '../../src/store/bell.js';
import { ring } from '../../src/store/deeds.js';
import type { Link } from '../../src/store/redis-client.js';
import { Store } from '../../src/store/store.js';
import { startPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { until } from '../support/running-service.js';

let redis: PrivateRedis;
let store: Store;
let link: Link;
const bells: Bell[] = [];

beforeAll(async () => {
  redis = await startPrivateRedis();
  store = await Store.open(redis.address);
  link = await redis.link();
});
afterEach(() => {
  for (const bell of bells.splice(0)) bell.close();
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

async function opened(): Promise<Bell> {
  const bell = await Bell.open(redis.address);
  bells.push(bell);
  return bell;
}

/** Resolves at the first wake. */
const woken = (bell: Bell, name: string): Promise<void> =>
  new Promise((resolve) => bell.listen(name, resolve));

/** Counts wakes of a name. */
function counted(bell: Bell, name: string): { wakes: number; stop: () => void } {
  const count = { wakes: 0, stop: () => undefined as void };
  count.stop = bell.listen(name, () => (count.wakes += 1));
  return count;
}

describe('the bell', () => {
  it('wakes whoever waits for the name that is rung, in every process, and nobody else', async () => {
    const [here, there] = [await opened(), await opened()];
    const other = counted(here, 'inbox:DEU');
    const both = Promise.all([
      woken(here, 'inbox:FRA'),
      woken(here, 'inbox:FRA'),
      woken(there, 'inbox:FRA'),
    ]);
    await store.act([ring('inbox:FRA')]);
    await both;
    expect(other.wakes).toBe(0);
  });

  it('hears rings one behind the other, and none that came before it listened', async () => {
    await store.act([ring('old')]);
    const bell = await opened();
    const old = counted(bell, 'old');
    for (let n = 0; n < 50; n += 1) {
      const heard = woken(bell, `ring ${n}`);
      await store.act([ring(`ring ${n}`)]);
      await heard;
    }
    expect(old.wakes).toBe(0);
  });

  it('does not call whoever has stopped listening, and keeps the others', async () => {
    const bell = await opened();
    const gone = counted(bell, 'FRA');
    gone.stop();
    gone.stop();
    const heard = woken(bell, 'FRA');
    await store.act([ring('FRA')]);
    await heard;
    expect(gone.wakes).toBe(0);
  });

  it('goes on where one that it calls is at fault', async () => {
    const troubles: unknown[] = [];
    const bell = await Bell.open({ ...redis.address, onTrouble: (error) => troubles.push(error) });
    bells.push(bell);
    bell.listen('FRA', () => {
      throw new Error('a listener at fault');
    });
    const heard = woken(bell, 'FRA');
    await store.act([ring('FRA')]);
    await heard;
    expect(troubles).toHaveLength(1);
  });

  it('wakes everybody where rings have been trimmed before it could hear them', async () => {
    const bell = await opened();
    const quiet = counted(bell, 'a name that nobody rings');
    const name = 'FRA';
    // More than are kept, in one step: whoever reads behind it cannot have all of them.
    const script = `for n = 1, 9000 do
      redis.call('XADD', 'bell', 'MAXLEN', '~', 4096, '*', 'n', ARGV[1])
    end`;
    await link.send(['EVAL', script, '0', name]);
    await until(async () => quiet.wakes > 0);
  });

  it('wakes everybody after an outage, and hears what is rung then', async () => {
    const bell = await opened();
    const quiet = counted(bell, 'a name that nobody rings');
    process.kill(redis.server.pid ?? 0, 'SIGKILL');
    await until(async () => quiet.wakes > 0);
    const heard = woken(bell, 'after');
    await until(async () => store.act([ring('after')]).catch(() => false));
    await heard;
  });

  it('ends at once, though it waits for a ring', async () => {
    const names = async (): Promise<string> => String(await link.send(['CLIENT', 'LIST']));
    /** Whether one was gone before its read would have ended by itself. */
    const endsEarly = async (): Promise<boolean> => {
      const bell = await Bell.open(redis.address);
      await until(async () => (await names()).includes('cmd=xread'));
      const before = (await names()).split('\n').length;
      bell.close();
      const gone = until(async () => (await names()).split('\n').length < before, 900);
      return gone.then(
        () => true,
        () => false,
      );
    };
    // A busy machine may hold one up; one that waited for its read would be late every time.
    let early = false;
    for (let nth = 0; nth < 5 && !early; nth += 1) early = await endsEarly();
    expect(early).toBe(true);
  });
});
