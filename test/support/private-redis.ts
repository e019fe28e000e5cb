/**
 * A redis-server of a test's own, under a directory that goes with it.
 * It must never touch another server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisServer } from '../../src/store/redis-server.js';
import { openLink, type Link, type RedisAddress } from '../../src/store/redis-client.js';

export interface PrivateRedis {
  readonly dir: string;
  readonly server: RedisServer;
  readonly address: RedisAddress;
  link(): Promise<Link>;
  stop(): Promise<void>;
}

export async function startPrivateRedis(): Promise<PrivateRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'pc-'));
  const server = await RedisServer.start({
    dataDir: dir,
    appendfsync: 'always',
    onEvent: () => undefined,
  });
  const address: RedisAddress = {
    url: `unix:${server.socket}`,
    mode: 'single',
    onTrouble: () => undefined,
  };
  const links: Link[] = [];
  return {
    dir,
    server,
    address,
    link: async () => {
      const link = await openLink(address);
      links.push(link);
      return link;
    },
    stop: async () => {
      await Promise.all(links.map((link) => link.close()));
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
