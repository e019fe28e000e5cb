/**
 * The service under test, driven from outside as CONTRACT describes it: a process, a port, commands.
 * It must never import anything of the service.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BENCH } from '../bounds.js';
import { RedisSocket } from '../redis-socket.js';
import { isRunning, type RunScope } from '../run-scope.js';

/** `dist/src/main.js`, seen from `dist/bench/servers`. */
const ENTRY = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const TAIL_CHARACTERS = 2_000;

export interface RunningService {
  readonly port: number;
  /** Its private Redis (CONTRACT section 10). */
  readonly redisPath: string;
  /** A token of the member's own bureau, by `credential issue`. */
  issueToken(country: string): Promise<string>;
}

/** Starts `portcullis serve` on a free port and an empty data directory; ready when `/readyz` is. */
export async function startPortcullis(scope: RunScope): Promise<RunningService> {
  const directory = join(scope.makeDirectory(), 'data');
  const port = await freePort();
  const env = serviceEnvironment(port, directory);
  const redisPath = join(directory, 'redis', 'redis.sock');
  const child = scope.adopt(
    spawn(process.execPath, [ENTRY, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  scope.beforeRemoval(() => shutDownRedis(redisPath));
  const tail = keepTail(child);
  await whenReady(child, port, tail);
  return { port, redisPath, issueToken: (country) => issueToken(country, env) };
}

function serviceEnvironment(port: number, directory: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { LOG_LEVEL: 'warn', ...process.env };
  // An outside Redis would be neither empty nor ours to fill.
  delete env['REDIS_URL'];
  delete env['REDIS_MODE'];
  return {
    ...env,
    HOST: '127.0.0.1',
    PORT: String(port),
    PORTCULLIS_DATA_DIR: directory,
    RATE_LIMIT_PER_CREDENTIAL: '0',
  };
}

async function issueToken(country: string, env: NodeJS.ProcessEnv): Promise<string> {
  const words = ['credential', 'issue', '--country', country, '--role', 'ncb'];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [ENTRY, ...words], {
    env,
    timeout: BENCH.commandMs,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const issued = JSON.parse(line) as { readonly token?: unknown };
  if (typeof issued.token !== 'string') throw new Error('credential issue printed no token');
  return issued.token;
}

/** The port is free now; nobody else is told of it before the service takes it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The end of what a child says, for the case that it does not come up. */
function keepTail(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer): void => {
    text = (text + chunk.toString('utf8')).slice(-TAIL_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}

async function whenReady(child: ChildProcess, port: number, tail: () => string): Promise<void> {
  const endsAt = performance.now() + BENCH.serverStartMs;
  while (performance.now() < endsAt) {
    if (!isRunning(child)) throw new Error(`the service ended at start: ${tail()}`);
    if ((await statusOf(port, '/readyz')) === 200) return;
    await delay(100);
  }
  throw new Error(`the service is not ready after ${BENCH.serverStartMs} ms: ${tail()}`);
}

function statusOf(port: number, path: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(0));
  });
}

/** Should the service have been ended the hard way, its private Redis is still there. */
async function shutDownRedis(path: string): Promise<void> {
  const redis = await RedisSocket.connect(path).catch(() => null);
  await redis?.call('SHUTDOWN', 'NOSAVE').catch(() => null);
  redis?.close();
}
