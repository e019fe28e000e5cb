/**
 * The service under test, driven from outside as CONTRACT describes it: a process, a port, commands.
 * It must never import anything of the service.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BENCH } from '../bounds.js';
import { redisInfo, RedisSocket } from '../redis-socket.js';
import { isRunning, type RunScope } from '../run-scope.js';

/** `dist/src/main.js`, seen from `dist/bench/servers`. */
const ENTRY = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const TAIL_CHARACTERS = 2_000;
const GENERAL_SECRETARIAT = 'XPO';

export interface RunningService {
  readonly port: number;
  /** Its private Redis (CONTRACT section 10). */
  readonly redisPath: string;
  /** Its last words, if it has ended. */
  lastWords(): string | null;
  /** A token of the member's own bureau, by `credential issue`. */
  issueBureau(member: string): Promise<string>;
  /** A token of a supervisor of the General Secretariat, by the same command. */
  readonly issueSupervisor: () => Promise<string>;
  /** A token of a terminal, issued over HTTP with that of its bureau. */
  issueTerminal(member: string, bureau: string): Promise<string>;
  /** Resolves when every token is accepted: a new credential may take a moment to be known. */
  readonly untilKnown: (tokens: readonly string[]) => Promise<void>;
}

/** Starts `portcullis serve` on a free port and an empty data directory; ready when `/readyz` is. */
export async function startPortcullis(scope: RunScope): Promise<RunningService> {
  if (!existsSync(ENTRY)) throw new Error(`${ENTRY} is missing: run \`npm run build\``);
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
  scope.alsoKill(await processOf(redisPath));
  return {
    port,
    redisPath,
    lastWords: () => (isRunning(child) ? null : `${endingOf(child)}: ${tail()}`),
    issueBureau: (member) => issue(member, 'ncb', env),
    issueSupervisor: () => issue(GENERAL_SECRETARIAT, 'supervisor', env),
    issueTerminal: (member, bureau) => issueTerminal(port, member, bureau),
    untilKnown: (tokens) => untilKnown(port, tokens),
  };
}

function serviceEnvironment(port: number, directory: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { LOG_LEVEL: 'warn', ...process.env };
  // An outside Redis would be neither empty nor ours to fill; the lanes speak no TLS.
  for (const name of ['REDIS_URL', 'REDIS_MODE', 'TLS_CERT', 'TLS_KEY', 'TLS_CLIENT_CA']) {
    delete env[name];
  }
  return {
    ...env,
    HOST: '127.0.0.1',
    PORT: String(port),
    PORTCULLIS_DATA_DIR: directory,
    RATE_LIMIT_PER_CREDENTIAL: '0',
  };
}

async function issue(member: string, role: string, env: NodeJS.ProcessEnv): Promise<string> {
  const words = ['credential', 'issue', '--country', member, '--role', role];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [ENTRY, ...words], {
    env,
    timeout: BENCH.commandMs,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  return tokenIn(line);
}

async function issueTerminal(port: number, member: string, bureau: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bureau}`, 'content-type': 'application/json' },
    body: JSON.stringify({ member, role: 'terminal' }),
    signal: AbortSignal.timeout(BENCH.commandMs),
  });
  const text = await response.text();
  if (response.status === 201) return tokenIn(text);
  throw new Error(`POST /v1/credentials answered ${response.status}: ${text.slice(0, 300)}`);
}

function tokenIn(json: string): string {
  const { token } = JSON.parse(json) as { readonly token?: unknown };
  if (typeof token !== 'string') throw new Error('a credential was issued without a token');
  return token;
}

async function untilKnown(port: number, tokens: readonly string[]): Promise<void> {
  const endsAt = performance.now() + BENCH.credentialMs;
  for (const token of tokens) {
    for (;;) {
      const status = await statusOf(port, '/v1/members', token);
      if (status === 200) break;
      if (performance.now() > endsAt) {
        throw new Error(`a new credential is answered ${status} after ${BENCH.credentialMs} ms`);
      }
      await delay(50);
    }
  }
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

function endingOf({ exitCode, signalCode }: ChildProcess): string {
  return exitCode === null ? `ended by ${signalCode ?? 'nobody'}` : `ended with code ${exitCode}`;
}

async function whenReady(child: ChildProcess, port: number, tail: () => string): Promise<void> {
  const endsAt = performance.now() + BENCH.serverStartMs;
  while (performance.now() < endsAt) {
    if (!isRunning(child)) throw new Error(`the service ${endingOf(child)} at start: ${tail()}`);
    if ((await statusOf(port, '/readyz')) === 200) return;
    await delay(100);
  }
  throw new Error(`the service is not ready after ${BENCH.serverStartMs} ms: ${tail()}`);
}

function statusOf(port: number, path: string, token?: string): Promise<number> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve) => {
    const where = { host: '127.0.0.1', port, path, headers, timeout: 1_000 };
    const request = get(where, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(0));
  });
}

/** The process id of the service's private Redis, by its own word. */
async function processOf(path: string): Promise<number> {
  const redis = await RedisSocket.connect(path);
  try {
    return Number((await redisInfo(redis)).get('process_id') ?? NaN);
  } finally {
    redis.close();
  }
}

/** Should the service have been ended the hard way, its private Redis is still there. */
async function shutDownRedis(path: string): Promise<void> {
  const redis = await RedisSocket.connect(path).catch(() => null);
  await redis?.call('SHUTDOWN', 'NOSAVE').catch(() => null);
  redis?.close();
}
