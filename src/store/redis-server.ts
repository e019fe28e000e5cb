/**
 * The private redis-server of a data directory: started, restarted when it dies, stopped.
 * It must never listen on a network port, and never end a process it cannot show to be its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processLives } from './data-lock.js';

const START_MS_MAX = 120_000;
const STOP_MS_MAX = 30_000;
const POLL_MS = 20;
const RESTART_MS = 50;

export const socketPath = (dataDir: string): string => resolve(dataDir, 'redis', 'redis.sock');

/** Sends one inline command and gives the first line of the answer, or `null` where nobody answers. */
function probe(socket: string, command: string): Promise<string | null> {
  return new Promise((done) => {
    if (!existsSync(socket)) return done(null);
    const connection = createConnection(socket);
    connection.setTimeout(1_000, () => connection.destroy());
    connection.once('error', () => done(null));
    connection.once('close', () => done(null));
    connection.once('data', (bytes) => {
      done(bytes.toString().split('\r\n')[0] ?? '');
      connection.destroy();
    });
    connection.write(`${command}\r\n`);
  });
}

export const redisAnswers = async (dataDir: string): Promise<boolean> =>
  (await probe(socketPath(dataDir), 'PING')) === '+PONG';

/** A redis-server left behind by a killed service is told to stop: its file is complete, it lost no write. */
async function stopOrphan(dir: string, socket: string): Promise<void> {
  let pid = 0;
  try {
    pid = Number(readFileSync(join(dir, 'redis.pid'), 'utf8'));
  } catch {
    return;
  }
  if ((await probe(socket, 'PING')) === null || !(pid > 0)) return;
  await probe(socket, 'SHUTDOWN NOSAVE');
  const until = performance.now() + STOP_MS_MAX;
  while (processLives(pid) && performance.now() < until) await delay(POLL_MS);
}

export interface RedisServerOptions {
  readonly dataDir: string;
  readonly appendfsync: 'always' | 'everysec';
  readonly onEvent: (event: string, details: Record<string, unknown>) => void;
}

export class RedisServer {
  #child: ChildProcess | null = null;
  #stopping = false;
  readonly #options: RedisServerOptions;
  readonly #dir: string;
  readonly socket: string;

  private constructor(options: RedisServerOptions) {
    this.#options = options;
    this.socket = socketPath(options.dataDir);
    this.#dir = resolve(options.dataDir, 'redis');
  }

  /** Starts it and waits until it has read its file. Rejects if it does not come up. */
  static async start(options: RedisServerOptions): Promise<RedisServer> {
    const server = new RedisServer(options);
    mkdirSync(server.#dir, { recursive: true, mode: 0o700 });
    chmodSync(server.#dir, 0o700);
    await stopOrphan(server.#dir, server.socket);
    await server.#launch();
    return server;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }

  #launch(): Promise<void> {
    const child = spawn(
      'redis-server',
      settings(this.#dir, this.socket, this.#options.appendfsync),
      {
        stdio: ['ignore', 'ignore', 'ignore'],
        cwd: this.#dir,
        detached: true,
      },
    );
    this.#child = child;
    return new Promise((started, failed) => {
      let up = false;
      child.once('error', (error) => failed(error));
      child.once('exit', (code, signal) => {
        if (!up)
          failed(new Error(`redis-server ended (${code ?? signal}); see ${this.#dir}/redis.log`));
        else if (!this.#stopping) this.#restart(code ?? signal);
      });
      this.#waitUntilUp(child).then(() => {
        up = true;
        started();
      }, failed);
    });
  }

  async #waitUntilUp(child: ChildProcess): Promise<void> {
    const until = performance.now() + START_MS_MAX;
    while (performance.now() < until && child.exitCode === null) {
      if ((await probe(this.socket, 'PING')) === '+PONG') return;
      await delay(POLL_MS);
    }
    throw new Error(`redis-server did not come up; see ${this.#dir}/redis.log`);
  }

  #restart(why: unknown): void {
    this.#options.onEvent('redis_restart', { why });
    setTimeout(() => {
      if (this.#stopping) return;
      this.#launch().catch((error: unknown) => {
        this.#options.onEvent('redis_restart_failed', { why: String(error) });
        this.#restart('did not come up');
      });
    }, RESTART_MS);
  }
}

function settings(dir: string, socket: string, appendfsync: string): string[] {
  const values: Record<string, string> = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '600',
    dir,
    pidfile: join(dir, 'redis.pid'),
    logfile: join(dir, 'redis.log'),
    daemonize: 'no',
    appendonly: 'yes',
    appendfsync,
    // A fork freezes the server; the append-only file is the only copy on disk.
    save: '',
    'maxmemory-policy': 'noeviction',
    'aof-use-rdb-preamble': 'yes',
    'auto-aof-rewrite-min-size': '256mb',
    'hash-max-listpack-entries': '128',
    'hash-max-listpack-value': '512',
    'latency-monitor-threshold': '50',
  };
  return Object.entries(values).flatMap(([key, value]) => [`--${key}`, value]);
}
