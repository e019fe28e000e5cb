/**
 * The built service as a process of its own, with its own data directory and Redis.
 * It must never outlive the test that started it.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';

const MAIN = resolve('dist/src/main.js');
const run = promisify(execFile);

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Replies are looked into by tests alone.
  readonly body: ReplyBody;
}

/** A reply's JSON, read by path: `at(reply.body, 'matches', 0, 'recordId')`. */
export type ReplyBody = unknown;

export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

export async function until(holds: () => Promise<boolean>, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('the condition did not come true in time');
    await after(20);
  }
}

export class RunningService {
  readonly #given: Record<string, string>;
  #dir: string | null = null;
  #child: ChildProcess | null = null;
  #log = '';
  #operator = '';
  url = '';

  constructor(env: Record<string, string> = {}) {
    this.#given = env;
  }

  /** Made when it is first asked for: one that is never started leaves nothing behind. */
  get dir(): string {
    this.#dir ??= mkdtempSync(join(tmpdir(), 'pc-'));
    return this.#dir;
  }

  get #env(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      PORTCULLIS_DATA_DIR: this.dir,
      RATE_LIMIT_PER_CREDENTIAL: '0',
      ...this.#given,
    };
  }

  get log(): string {
    return this.#log;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get redisPid(): number {
    return Number(readFileSync(join(this.dir, 'redis', 'redis.pid'), 'utf8'));
  }

  get redisSocket(): string {
    return join(this.dir, 'redis', 'redis.sock');
  }

  async start(): Promise<this> {
    const child = spawn(process.execPath, [MAIN, 'serve'], {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    this.#log = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      // A sibling of a killed service may speak on for a moment, of an address where nobody is any more.
      if (this.#child === child) this.#log += text;
    });
    await until(async () => {
      const line = this.#log.split('\n').find((text) => text.includes('"listening"'));
      if (line === undefined) {
        if (child.exitCode !== null) throw new Error(`the service ended: ${this.#log}`);
        return false;
      }
      this.url = (JSON.parse(line) as { url: string }).url;
      return true;
    });
    return this;
  }

  /** Runs a command of the CLI against this service's data directory. */
  async cli(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const { stdout } = await run(process.execPath, [MAIN, ...args], {
      env: { ...this.#env, ...env },
      maxBuffer: 256 * 1024 * 1024,
    });
    return stdout;
  }

  /** A token; the first comes from the command line, the others over HTTP. */
  async token(member: string, role: string, agency: string | null = null): Promise<string> {
    if (this.#operator === '') {
      const line = await this.cli([
        'credential',
        'issue',
        '--country',
        'XPO',
        '--role',
        'operator',
      ]);
      this.#operator = String(at(JSON.parse(line), 'token'));
    }
    const reply = await this.call('POST', '/v1/credentials', this.#operator, {
      member,
      role,
      agency,
    });
    if (reply.status !== 201) throw new Error(`no credential: ${reply.text}`);
    return String(at(reply.body, 'token'));
  }

  async operatorToken(): Promise<string> {
    await this.token('FRA', 'terminal');
    return this.#operator;
  }

  async call(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await this.#fetched(path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    let parsed: unknown = null;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = null;
    }
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  check(token: string, body: object): Promise<Reply> {
    return this.call('POST', '/v1/checks', token, { purpose: 'border', ...body });
  }

  /** The first answer to a check: a service that says it cannot answer in time is asked again. */
  async answered(token: string, body: object): Promise<Reply> {
    let reply = await this.check(token, body);
    await until(async () => {
      if (![503, 504].includes(reply.status)) return true;
      reply = await this.check(token, body);
      return false;
    });
    return reply;
  }

  /** Pushes records as NDJSON; the answers, line by line. */
  async bulk(token: string, lines: readonly object[]): Promise<unknown[]> {
    const response = await fetch(`${this.url}/v1/records/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    });
    const text = await response.text();
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  }

  /** The value of one series of the metrics, named with its labels; 0 where there is none. */
  async metric(series: string): Promise<number> {
    const { text } = await this.call('GET', '/metrics', null);
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1) ?? 0);
  }

  /** Where the service has ended by itself, what it said last is the reason to be told. */
  async #fetched(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, request);
    } catch (error) {
      const child = this.#child;
      if (child === null || child.exitCode === null || child.exitCode === 0) throw error;
      throw new Error(`the service ended with ${child.exitCode}: ${this.#log.slice(-2_000)}`);
    }
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Tells it to end; resolves with the exit code. */
  async end(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) {
      return child?.exitCode ?? null;
    }
    const gone = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    child.kill(signal);
    return gone;
  }

  async stop(): Promise<void> {
    await this.end();
    const dir = this.#dir;
    if (dir === null) return;
    let pid = 0;
    try {
      pid = this.redisPid;
    } catch {
      pid = 0;
    }
    // After a kill its Redis is left behind; it is ours, so it goes too.
    if (pid > 0) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        pid = 0;
      }
    }
    rmSync(dir, { recursive: true, force: true });
    this.#dir = null;
  }
}

/** A person record of an invented person. */
export function personRecord(family: string, given: string, more: object = {}): object {
  return {
    index: 'wanted',
    colour: 'red',
    kind: 'diffusion',
    action: 'arrest',
    person: { names: [{ family, given }], datesOfBirth: ['1974-08-12'] },
    ...more,
  };
}

export function documentRecord(issuer: string, number: string, more: object = {}): object {
  return {
    index: 'documents',
    document: { number, issuer, type: 'P', status: 'stolen' },
    ...more,
  };
}
