/**
 * The built service inside the test's own process, over its own data directory, with a clock that the test moves.
 * It must never outlive the test, nor look at the time of the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configFrom } from '../../src/config.js';
import type { Log } from '../../src/log.js';
import { unpackMessage, type Message } from '../../src/record/message.js';
import type { Service, startService } from '../../src/service.js';
import type { Reply as RedisReply } from '../../src/store/redis-client.js';
import type { Reply } from './running-service.js';

const DAY_MS = 86_400_000;

/** Compiled, because the threads of the gate are. */
async function builtStart(): Promise<typeof startService> {
  const url = pathToFileURL(resolve('dist/src/service.js')).href;
  const built = (await import(/* @vite-ignore */ url)) as { startService: typeof startService };
  return built.startService;
}

const listOf = (reply: RedisReply | undefined): readonly RedisReply[] =>
  Array.isArray(reply) ? (reply as readonly RedisReply[]) : [];
const bytesOf = (reply: RedisReply | undefined): Buffer =>
  Buffer.isBuffer(reply) ? reply : Buffer.from(String(reply ?? ''));

export class ClockedService {
  #dir: string | null = null;
  readonly #env: Record<string, string>;
  /** What went wrong inside, as the log has it. */
  readonly troubles: unknown[] = [];
  /** Milliseconds since 1970. */
  ms: number;
  #service: Service | null = null;

  constructor(day: string, env: Record<string, string> = {}) {
    this.ms = Date.parse(`${day}T09:00:00Z`);
    this.#env = env;
  }

  /** Made when it is first asked for: one that is never started leaves nothing behind. */
  get dir(): string {
    this.#dir ??= mkdtempSync(join(tmpdir(), 'pc-'));
    return this.#dir;
  }

  get service(): Service {
    if (this.#service === null) throw new Error('the service is not running');
    return this.#service;
  }

  get today(): string {
    return new Date(this.ms).toISOString().slice(0, 10);
  }

  async start(): Promise<this> {
    const start = await builtStart();
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (_event, error) => void this.troubles.push(error),
    };
    const env = { PORT: '0', RATE_LIMIT_PER_CREDENTIAL: '0', ...this.#env };
    const config = configFrom({ ...env, PORTCULLIS_DATA_DIR: this.dir });
    this.#service = await start(config, log, { clock: { now: () => this.ms } });
    return this;
  }

  async end(): Promise<void> {
    await this.#service?.stop();
    this.#service = null;
  }

  async stop(): Promise<void> {
    await this.end();
    if (this.#dir !== null) rmSync(this.#dir, { recursive: true, force: true });
    this.#dir = null;
  }

  /** Nine in the morning of that day. */
  goTo(day: string): void {
    this.ms = Date.parse(`${day}T09:00:00Z`);
  }

  pass(days: number): void {
    this.ms += days * DAY_MS;
  }

  /** What is due by now is done; the first of the two may have begun before the clock was moved. */
  async sweep(): Promise<void> {
    await this.service.retention.run();
    await this.service.retention.run();
  }

  async token(member: string, role: string): Promise<string> {
    return (await this.service.credentials.issue({ member, role }, null)).token;
  }

  async call(method: string, path: string, token: string, body?: object): Promise<Reply> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.service.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }

  redis(...args: string[]): Promise<RedisReply> {
    return this.service.store.backgroundLink.send(args);
  }

  /** What a member has been told so far, oldest first. */
  async told(member: string): Promise<Message[]> {
    const entries = listOf(await this.redis('XRANGE', `inbox:${member}`, '-', '+'));
    return entries.map((entry) => unpackMessage(bytesOf(listOf(listOf(entry)[1])[1])));
  }

  /** Names of all keys in which these bytes lie, in their names or anywhere in their values. */
  async keysWith(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const key of listOf(await this.redis('KEYS', '*'))) {
      const name = bytesOf(key).toString('latin1');
      const whole = JSON.stringify(await this.#whole(name), (_, value: unknown) => asText(value));
      if (name.includes(text) || whole.includes(text)) found.push(name);
    }
    return found.sort();
  }

  async #whole(key: string): Promise<RedisReply> {
    const type = bytesOf(await this.redis('TYPE', key)).toString();
    if (type === 'hash') return this.redis('HGETALL', key);
    if (type === 'list') return this.redis('LRANGE', key, '0', '-1');
    if (type === 'zset') return this.redis('ZRANGE', key, '0', '-1');
    if (type === 'stream') return this.redis('XRANGE', key, '-', '+');
    return this.redis('GET', key);
  }
}

interface JsonBuffer {
  readonly type: 'Buffer';
  readonly data: number[];
}
const isJsonBuffer = (value: unknown): value is JsonBuffer =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';

/** Bytes as text: a Buffer has been made a list of numbers before it is asked for. */
function asText(value: unknown): unknown {
  return isJsonBuffer(value) ? Buffer.from(value.data).toString('utf8') : value;
}
