/**
 * A line to Redis for what every check needs: calls that are answered through a taker, not a promise,
 * whose values are read where they arrived.
 * It must never call a taker twice, nor leave one waiting when the connection has gone.
 *
 * Over node-redis the same calls cost a check about 5 us more: two turns of the event loop until a call is
 * written, a buffer of 64 KiB for every read, a Buffer for every value (docs/decisions/0006). What leads to
 * the private Redis, over its Unix socket, is therefore written here; every other connection is node-redis'.
 */
import { connect, type Socket } from 'node:net';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { asFault, waitMs, type Link } from './redis-client.js';
import { commandPieces, ReplyReader, type Values } from './resp.js';

export interface Taker {
  /** The values are lent until this returns. */
  reply(values: Values): void;
  /** With `index_unavailable`, or with the error that one of our functions returned. */
  failed(thrown: unknown): void;
}

export interface Line {
  /** Never throws. Calls of one turn leave together, in their order. */
  call(args: readonly (string | Buffer)[], taker: Taker): void;
  close(): Promise<void>;
}

const READ_BYTES = 256 * 1024;

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

const unanswered = (): Fault => new Fault('index_unavailable', 'The index did not answer.');

/** A line over a socket of our own. */
export class SocketLine implements Line {
  readonly #path: string;
  readonly #onTrouble: (error: unknown) => void;
  readonly #reader = new ReplyReader();
  readonly #lent = Buffer.allocUnsafeSlow(READ_BYTES);
  /** The beginning of a reply whose rest has not come yet. */
  #partial: Buffer = Buffer.alloc(0);
  #partialBytes = 0;
  /** Those who wait, in the order of their calls; before `#first` they have been answered. */
  #takers: Taker[] = [];
  #first = 0;
  #out: (string | Buffer)[] = [];
  #socket: Socket | null = null;
  #ready = false;
  #closed = false;
  #attempts = 0;
  #heardAt = 0;
  #watch: NodeJS.Timeout | null = null;

  private constructor(path: string, onTrouble: (error: unknown) => void) {
    this.#path = path;
    this.#onTrouble = onTrouble;
  }

  /** Connects once and keeps reconnecting. Rejects if the first connection fails. */
  static open(path: string, onTrouble: (error: unknown) => void): Promise<SocketLine> {
    const line = new SocketLine(path, onTrouble);
    return new Promise((resolve, reject) => {
      line.#connect(
        () => resolve(line),
        (error) => {
          line.#closed = true;
          reject(asError(error));
        },
      );
      line.#watch = setInterval(() => line.#endSilence(), LIMITS.redisSilenceMs / 3);
      line.#watch.unref();
    });
  }

  call(args: readonly (string | Buffer)[], taker: Taker): void {
    if (!this.#ready || this.#waiting >= LIMITS.redisCommandsMax) {
      taker.failed(unanswered());
      return;
    }
    if (this.#waiting === 0) this.#heardAt = performance.now();
    this.#takers.push(taker);
    if (this.#out.length === 0) queueMicrotask(() => this.#write());
    for (const piece of commandPieces(args)) this.#out.push(piece);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#lose(null);
    await Promise.resolve();
  }

  get #waiting(): number {
    return this.#takers.length - this.#first;
  }

  #connect(onReady: () => void, onFailure: (error: unknown) => void): void {
    const onread = { buffer: this.#lent, callback: (size: number) => this.#take(size) };
    const socket = connect({ path: this.#path, onread });
    this.#socket = socket;
    let failure: unknown = unanswered();
    socket.once('connect', () => {
      this.#ready = true;
      this.#attempts = 0;
      onReady();
    });
    socket.on('error', (error) => (failure = error));
    socket.once('close', () => {
      if (this.#socket !== socket) return;
      const wasReady = this.#ready;
      this.#lose(failure);
      if (!wasReady) onFailure(failure);
      this.#reconnect();
    });
  }

  #reconnect(): void {
    if (this.#closed) return;
    const wait = setTimeout(() => {
      if (!this.#closed) {
        this.#connect(
          () => undefined,
          () => undefined,
        );
      }
    }, waitMs(this.#attempts++));
    wait.unref();
  }

  /** Everybody who waits is told; their calls may have been carried out. `null`: on purpose. */
  #lose(why: unknown): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#ready = false;
    this.#partialBytes = 0;
    this.#out = [];
    const waiting = this.#takers.slice(this.#first);
    this.#takers = [];
    this.#first = 0;
    socket?.destroy();
    if (why !== null) this.#onTrouble(why);
    for (const taker of waiting) this.#tell(() => taker.failed(unanswered()));
  }

  #endSilence(): void {
    if (this.#waiting === 0 || performance.now() - this.#heardAt < LIMITS.redisSilenceMs) return;
    this.#socket?.destroy(new Error('Redis is silent'));
  }

  #write(): void {
    const pieces = this.#out;
    if (pieces.length === 0) return;
    this.#out = [];
    const socket = this.#socket;
    if (socket === null) return;
    const texts = pieces.every((piece) => typeof piece === 'string');
    if (texts) socket.write(pieces.join(''));
    else
      socket.write(Buffer.concat(pieces.map((p) => (typeof p === 'string' ? Buffer.from(p) : p))));
  }

  #take(size: number): boolean {
    this.#heardAt = performance.now();
    try {
      if (this.#partialBytes === 0) this.#answer(this.#lent, size);
      else {
        this.#keep(this.#lent, 0, size);
        const length = this.#partialBytes;
        this.#partialBytes = 0;
        this.#answer(this.#partial, length);
      }
    } catch (error) {
      this.#socket?.destroy(asError(error));
    }
    return true;
  }

  #answer(bytes: Buffer, length: number): void {
    let at = 0;
    while (at < length) {
      const end = this.#reader.read(bytes, at, length);
      if (end < 0) {
        this.#keep(bytes, at, length);
        return;
      }
      at = end;
      this.#tellNext();
    }
  }

  #tellNext(): void {
    const taker = this.#takers[this.#first];
    if (taker === undefined) throw new Error('a reply that nobody asked for');
    this.#first += 1;
    if (this.#first === this.#takers.length) {
      this.#takers = [];
      this.#first = 0;
    }
    const { error } = this.#reader;
    if (error === null) this.#tell(() => taker.reply(this.#reader));
    else this.#tell(() => taker.failed(asFault(new Error(error))));
  }

  /** A taker's own failure is reported; it must not be taken for one of the connection. */
  #tell(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#onTrouble(error);
    }
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    const size = to - from;
    const needed = this.#partialBytes + size;
    if (needed > this.#partial.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#partial.length * 2, READ_BYTES));
      this.#partial.copy(larger, 0, 0, this.#partialBytes);
      this.#partial = larger;
    }
    bytes.copy(this.#partial, this.#partialBytes, from, to);
    this.#partialBytes = needed;
  }
}

class ListedValues implements Values {
  readonly #list: readonly unknown[];

  constructor(list: readonly unknown[]) {
    this.#list = list;
  }

  get count(): number {
    return this.#list.length;
  }

  at(n: number): Buffer | null {
    const value = this.#list[n];
    if (Buffer.isBuffer(value)) return value;
    return typeof value === 'string' || typeof value === 'number'
      ? Buffer.from(String(value))
      : null;
  }
}

/** The same over node-redis, which closes itself. */
export function lineOver(link: Pick<Link, 'send'>): Line {
  return {
    call: (args, taker) => {
      link.send([...args]).then(
        (reply) => taker.reply(new ListedValues(Array.isArray(reply) ? reply : [reply])),
        (error: unknown) => taker.failed(error),
      );
    },
    close: () => Promise.resolve(),
  };
}
