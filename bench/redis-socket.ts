/**
 * A few raw commands to a Redis on a Unix socket: INFO, CONFIG GET, and a fast load of plain keys.
 * It must never be used on a measured path; the plain server has the real client.
 */
import { connect, type Socket } from 'node:net';
import { BENCH } from './bounds.js';

export type RedisReply = string | number | null | readonly RedisReply[];

interface Waiting {
  readonly replies: RedisReply[];
  readonly count: number;
  readonly resolve: (replies: readonly RedisReply[]) => void;
  readonly reject: (error: Error) => void;
}

export class RedisSocket {
  readonly #socket: Socket;
  #text = '';
  #waiting: Waiting | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    // One byte, one character: RESP counts bytes.
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('Redis closed the connection')));
  }

  static connect(path: string): Promise<RedisSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new RedisSocket(socket));
      });
    });
  }

  async call(...command: string[]): Promise<RedisReply> {
    const [reply] = await this.pipeline([command]);
    return reply ?? null;
  }

  /** Sends all, waits for all. Rejects with the first error reply. One pipeline at a time. */
  pipeline(commands: readonly (readonly string[])[]): Promise<readonly RedisReply[]> {
    if (this.#waiting !== null) throw new Error('a pipeline is already under way');
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#fail(new Error('Redis is silent')), BENCH.redisReplyMs);
      this.#waiting = {
        replies: [],
        count: commands.length,
        resolve: (replies) => {
          clearTimeout(late);
          resolve(replies);
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      };
      this.#socket.write(commands.map(encode).join(''), 'utf8');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    let at = 0;
    for (;;) {
      const parsed = parseReply(this.#text, at);
      if (parsed === null) break;
      at = parsed.next;
      this.#settle(parsed.value);
    }
    this.#text = this.#text.slice(at);
  }

  #settle(value: RedisReply | Error): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    if (value instanceof Error) {
      this.#fail(value);
      return;
    }
    waiting.replies.push(value);
    if (waiting.replies.length < waiting.count) return;
    this.#waiting = null;
    waiting.resolve(waiting.replies);
  }

  /** A connection that failed once is of no more use: replies would be out of step. */
  #fail(error: Error): void {
    this.#socket.destroy();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }
}

function encode(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}

/** The reply at `at` (RESP2), or `null` while it is incomplete. */
function parseReply(
  text: string,
  at: number,
): { readonly value: RedisReply | Error; readonly next: number } | null {
  const end = text.indexOf('\r\n', at);
  if (end < 0) return null;
  const line = text.slice(at + 1, end);
  const next = end + 2;
  switch (text.charAt(at)) {
    case '+':
      return { value: line, next };
    case '-':
      return { value: new Error(`Redis: ${line}`), next };
    case ':':
      return { value: Number(line), next };
    case '$':
      return parseBulk(text, Number(line), next);
    case '*':
      return parseList(text, Number(line), next);
    default:
      return { value: new Error('Redis: a reply of unknown type'), next };
  }
}

function parseBulk(
  text: string,
  length: number,
  at: number,
): { readonly value: RedisReply; readonly next: number } | null {
  if (length < 0) return { value: null, next: at };
  if (text.length < at + length + 2) return null;
  return { value: text.slice(at, at + length), next: at + length + 2 };
}

function parseList(
  text: string,
  count: number,
  at: number,
): { readonly value: RedisReply | Error; readonly next: number } | null {
  const list: RedisReply[] = [];
  let next = at;
  for (let n = 0; n < count; n += 1) {
    const item = parseReply(text, next);
    if (item === null || item.value instanceof Error) return item;
    list.push(item.value);
    next = item.next;
  }
  return { value: list, next };
}

/** The fields of INFO, all sections. */
export async function redisInfo(redis: RedisSocket): Promise<ReadonlyMap<string, string>> {
  const text = await redis.call('INFO');
  const fields = new Map<string, string>();
  if (typeof text !== 'string') return fields;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return fields;
}

/** One setting, or `null` where the server does not tell. */
export async function redisSetting(redis: RedisSocket, name: string): Promise<string | null> {
  try {
    const reply = await redis.call('CONFIG', 'GET', name);
    const value = Array.isArray(reply) ? (reply[1] as RedisReply | undefined) : null;
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
