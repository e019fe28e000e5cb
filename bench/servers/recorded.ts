/**
 * The least that answers on record: the no-op server, and a durable append for the checks of a turn before any of
 * them is answered. It is the limit of a service on this stack that keeps that promise; it must never look anything
 * up, nor answer before Redis has acknowledged.
 */
import { connect, type Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { HttpResponse } from 'uWebSockets.js';
import { serveParent, type RunningServer } from './child.js';
import { answerClear, listenNoop } from './noop.js';

/** About what the service writes for a check; the content is nobody's concern here. */
const ENTRY = 'e'.repeat(110);

/** One append under way at a time: what arrives meanwhile shares the next commit to disk. */
class Appends {
  readonly #socket: Socket;
  #waiting: HttpResponse[] = [];
  #underWay: readonly HttpResponse[] = [];
  #scheduled = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#acknowledged(bytes));
    socket.on('error', (error) => {
      throw error;
    });
  }

  add(response: HttpResponse): void {
    this.#waiting.push(response);
    this.#soon();
  }

  #soon(): void {
    if (this.#scheduled || this.#underWay.length > 0 || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => this.#send());
  }

  #send(): void {
    this.#scheduled = false;
    this.#underWay = this.#waiting;
    this.#waiting = [];
    const block = ENTRY.repeat(this.#underWay.length);
    const words = ['XADD', 'blocks', 'MAXLEN', '4096', '*', 'b', block];
    const parts = words.map((word) => `$${word.length}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${parts.join('')}`);
  }

  /** The reply is one id of some twenty bytes: it comes whole. */
  #acknowledged(bytes: Buffer): void {
    if (bytes[0] !== '$'.charCodeAt(0)) throw new Error(`Redis says ${bytes.toString('latin1')}`);
    const answered = this.#underWay;
    this.#underWay = [];
    this.#soon();
    for (const response of answered) answerClear(response);
  }
}

/** Listens on a free port of `127.0.0.1`; `redisPath` is the Unix socket of its own Redis. */
export async function startRecorded(redisPath: string): Promise<RunningServer> {
  const socket = connect({ path: redisPath });
  const appends = new Appends(socket);
  const server = await listenNoop((response) => appends.add(response));
  return {
    port: server.port,
    close: async () => {
      await server.close();
      socket.destroy();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await serveParent(() => startRecorded(process.argv[2] ?? ''));
}
