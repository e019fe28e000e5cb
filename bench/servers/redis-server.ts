/**
 * The plain server's own Redis: private, on a Unix socket, with the service's durability settings.
 * It must never be reachable over the network or share a file with another.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from '../bounds.js';
import { RedisSocket, redisSetting } from '../redis-socket.js';
import { isRunning, type RunScope } from '../run-scope.js';

/** What decides how much a Redis writes to disk. */
export interface Durability {
  readonly appendonly: string;
  readonly appendfsync: string;
  readonly save: string;
}

/** The service's settings, so that both sides pay the same; Redis' own words where it is silent. */
export async function durabilityOf(redis: RedisSocket): Promise<Durability> {
  return {
    appendonly: (await redisSetting(redis, 'appendonly')) ?? 'yes',
    appendfsync: (await redisSetting(redis, 'appendfsync')) ?? 'everysec',
    save: (await redisSetting(redis, 'save')) ?? '',
  };
}

/** Starts one and resolves with the path of its socket when it answers. */
export async function startRedis(scope: RunScope, durability: Durability): Promise<string> {
  const directory = scope.makeDirectory();
  const path = join(directory, 'redis.sock');
  const child = scope.adopt(
    spawn(
      'redis-server',
      [
        ...['--port', '0', '--unixsocket', path, '--unixsocketperm', '700', '--dir', directory],
        ...['--appendonly', durability.appendonly, '--appendfsync', durability.appendfsync],
        ...['--save', durability.save, '--logfile', join(directory, 'redis.log')],
      ],
      { stdio: 'ignore' },
    ),
  );
  const failures: Error[] = [];
  child.once('error', (error) => failures.push(error));
  const endsAt = performance.now() + BENCH.serverStartMs;
  while (performance.now() < endsAt) {
    await delay(50);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
    if (!isRunning(child)) throw new Error("the plain server's redis-server ended at once");
    if (await answers(path)) return path;
  }
  throw new Error("the plain server's redis-server does not answer");
}

async function answers(path: string): Promise<boolean> {
  try {
    const redis = await RedisSocket.connect(path);
    const pong = await redis.call('PING').catch(() => null);
    redis.close();
    return pong === 'PONG';
  } catch {
    return false;
  }
}
