/**
 * Loads the same records as plain keys, one each, into the plain server's Redis.
 * It must never be compared with the bulk route as a rate: nothing is checked or announced here.
 */
import { BENCH } from '../bounds.js';
import { RedisSocket } from '../redis-socket.js';
import type { LoadItem } from '../workload.js';

/** Resolves with the number of items written. */
export async function loadPlainKeys(path: string, items: Iterable<LoadItem>): Promise<number> {
  const redis = await RedisSocket.connect(path);
  let loaded = 0;
  try {
    let commands: string[][] = [];
    for (const { key, value } of items) {
      commands.push(['SET', key, value]);
      loaded += 1;
      if (commands.length < BENCH.redisWindow) continue;
      await redis.pipeline(commands);
      commands = [];
    }
    if (commands.length > 0) await redis.pipeline(commands);
  } finally {
    redis.close();
  }
  return loaded;
}
