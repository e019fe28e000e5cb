/**
 * A connection to Redis, set up to fail fast: no offline queue, bounded commands, pings, endless reconnects.
 * It must never arm a timer per command (callers bring their own deadlines), and never end the process.
 */
import { createClient, createSentinel, RESP_TYPES } from 'redis';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { loadLibrary } from './library.js';

export type Reply = null | number | string | Buffer | readonly Reply[];

/** What a list holds; nothing where the reply is none. */
export const listOf = (reply: Reply | undefined): readonly Reply[] =>
  Array.isArray(reply) ? (reply as readonly Reply[]) : [];

/** The same where a list is all that can be answered. Throws `index_unavailable`. */
export function answeredList(reply: Reply): readonly Reply[] {
  if (Array.isArray(reply)) return reply as readonly Reply[];
  throw new Fault('index_unavailable', 'The store did not answer.');
}

/** What the rest of the store needs of a connection. */
export interface Link {
  /** Bulk strings come back as Buffers. Rejects with `index_unavailable` when Redis is not there. */
  send(args: (string | Buffer)[]): Promise<Reply>;
  /** What is under way is answered first. */
  close(): Promise<void>;
  /** At once: what is under way rejects. */
  end(): void;
}

export interface RedisAddress {
  /** `redis://host:port/db`, or `unix:` and a socket path. */
  readonly url: string;
  readonly mode: 'single' | 'sentinel';
  readonly onTrouble: (error: unknown) => void;
}

const BACKOFF_MIN_MS = 20;
const BACKOFF_MAX_MS = 500;
const JITTER_MS = 30;
const MASTER_NAME = 'mymaster';

export const waitMs = (attempt: number): number =>
  Math.min(BACKOFF_MIN_MS * 2 ** Math.min(attempt, 10), BACKOFF_MAX_MS) + Math.random() * JITTER_MS;

/** The default arms an AbortSignal for every command and halves the throughput; see docs/performance.md. */
const NO_TIMER: object = { timeout: undefined };

const BUFFERS = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };

function socketOf(url: string) {
  const shared = {
    connectTimeout: LIMITS.redisSilenceMs,
    socketTimeout: LIMITS.redisSilenceMs,
    reconnectStrategy: waitMs,
  };
  if (url.startsWith('unix:')) return { socket: { ...shared, path: url.slice('unix:'.length) } };
  return { url, socket: shared };
}

export function asFault(error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error);
  // Errors that our own functions return are answers, not outages.
  if (/^(DAMAGED|ERR|WRONGTYPE|NOSCRIPT)/.test(text)) return error;
  return new Fault('index_unavailable', 'The index did not answer.');
}

interface Sender {
  sendCommand(args: (string | Buffer)[], options: typeof BUFFERS): Promise<unknown>;
  close(): Promise<void>;
  destroy(): void;
}

function linkOver(client: Sender): Link {
  return {
    send: (args) =>
      client.sendCommand(args, BUFFERS).then(
        (reply) => reply as Reply,
        (error: unknown) => {
          throw asFault(error);
        },
      ),
    close: async () => {
      try {
        await client.close();
      } catch {
        client.destroy();
      }
    },
    end: () => {
      try {
        client.destroy();
      } catch {
        // It was closed already.
      }
    },
  };
}

async function openSentinel(address: RedisAddress): Promise<Link> {
  const url = new URL(address.url);
  const sentinel = createSentinel({
    name: url.pathname.slice(1) || MASTER_NAME,
    sentinelRootNodes: [{ host: url.hostname, port: Number(url.port || 26379) }],
    commandOptions: NO_TIMER,
    scanInterval: 5_000,
    RESP: 2,
    nodeClientOptions: {
      disableOfflineQueue: true,
      disableClientInfo: true,
      commandsQueueMaxLength: LIMITS.redisCommandsMax,
      socket: { reconnectStrategy: waitMs },
    },
  });
  sentinel.on('error', address.onTrouble);
  await sentinel.connect();
  return linkOver({
    sendCommand: (args, options) =>
      sentinel.withTypeMapping(options.typeMapping).sendCommand(false, args),
    close: () => sentinel.close(),
    destroy: () => void sentinel.destroy(),
  });
}

/**
 * Gives up a connection on which commands wait and nothing comes. The library looks at the socket alone, whose
 * silence ends with every command that is written: calls without pause would keep a dead connection for ever.
 */
class Silence {
  readonly #giveUp: () => void;
  readonly #watch = setInterval(() => this.#look(), LIMITS.redisSilenceMs / 3);
  #waiting = 0;
  #heardAt = 0;

  constructor(giveUp: () => void) {
    this.#giveUp = giveUp;
    this.#watch.unref();
  }

  /** `send`, with what waits counted. */
  over(send: Sender['sendCommand']): Sender['sendCommand'] {
    return (args, options) => {
      if (this.#waiting === 0) this.#heardAt = performance.now();
      this.#waiting += 1;
      return send(args, options).finally(() => {
        this.#waiting -= 1;
        this.#heardAt = performance.now();
      });
    };
  }

  #look(): void {
    if (this.#waiting === 0 || performance.now() - this.#heardAt < LIMITS.redisSilenceMs) return;
    this.#giveUp();
  }

  end(): void {
    clearInterval(this.#watch);
  }
}

/** Connects once and keeps reconnecting. Rejects if the first connection fails. */
export async function openLink(address: RedisAddress): Promise<Link> {
  if (address.mode === 'sentinel') return openSentinel(address);
  const client = createClient({
    ...socketOf(address.url),
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    commandsQueueMaxLength: LIMITS.redisCommandsMax,
    pingInterval: Math.floor(LIMITS.redisSilenceMs / 3),
    commandOptions: NO_TIMER,
  });
  // That a connection is given up is no trouble to whoever gives it up.
  let ended = false;
  client.on('error', (error) => {
    if (!ended) address.onTrouble(error);
  });
  const silence = new Silence(() => {
    address.onTrouble(new Error('Redis is silent'));
    client.destroy();
    client.connect().catch(address.onTrouble);
  });
  const over = linkOver({
    sendCommand: silence.over((args, options) => client.sendCommand(args, options)),
    close: () => client.close(),
    destroy: () => client.destroy(),
  });
  const end = (): void => {
    ended = true;
    silence.end();
    over.end();
  };
  const link: Link = {
    ...over,
    close: () => over.close().finally(() => silence.end()),
    end,
  };
  try {
    await client.connect();
    await loadLibrary(link);
  } catch (error) {
    // A client left open would reconnect for ever and keep the process alive.
    silence.end();
    client.destroy();
    throw error;
  }
  // A restarted Redis may have lost functions that were not yet on its disk.
  client.on('ready', () => {
    loadLibrary(link).catch(address.onTrouble);
  });
  return link;
}
