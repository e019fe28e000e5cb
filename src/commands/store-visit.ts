/**
 * A short visit to the store from the command line, whether the service runs or not.
 * It must never start a second Redis on a data directory, nor leave one running.
 */
import { RedisAuditStore } from '../store/audit-store.js';
import { lockDirectory } from '../store/data-lock.js';
import { RedisServer, redisAnswers, socketPath } from '../store/redis-server.js';
import { Store } from '../store/store.js';
import type { Config } from '../config.js';

async function visit<T>(
  config: Config,
  url: string,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await Store.open({ url, mode: config.redisMode, onTrouble: () => undefined });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** Runs `use` on the configured store. Rejects where it cannot be reached or is just being started. */
export async function withStore<T>(config: Config, use: (store: Store) => Promise<T>): Promise<T> {
  if (config.redisUrl !== null) return visit(config, config.redisUrl, use);
  const { dataDir, appendfsync } = config;
  if (await redisAnswers(dataDir)) return visit(config, `unix:${socketPath(dataDir)}`, use);
  const release = lockDirectory(dataDir);
  try {
    const server = await RedisServer.start({ dataDir, appendfsync, onEvent: () => undefined });
    try {
      return await visit(config, `unix:${server.socket}`, use);
    } finally {
      await server.stop();
    }
  } finally {
    release();
  }
}

/** The audit of a store that is visited. */
export const auditStoreOf = (store: Store): RedisAuditStore =>
  new RedisAuditStore(store.backgroundLink, store.checkLine, () => undefined);
