/**
 * A client of `WS /v1/stream`: sends frames, keeps what comes, and waits for what is expected.
 * It must never answer for the service: what it does not get, it fails on.
 */
import { isDeepStrictEqual } from 'node:util';
import { Packr, Unpackr } from 'msgpackr';
import WebSocket, { type ClientOptions } from 'ws';
import { until } from './running-service.js';

const packr = new Packr({ useRecords: false });
const unpackr = new Unpackr({ useRecords: false, int64AsType: 'bigint' });

export const pack = (value: unknown): Buffer => packr.pack(value);

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export type Frame = Readonly<Record<string, unknown>>;

export const PROTOCOL = 'portcullis.v1.msgpack';

export class StreamClient {
  readonly socket: WebSocket;
  /** All that has come, in order. */
  readonly frames: Frame[] = [];
  closed: Closed | null = null;
  readonly #ended: Promise<Closed>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.frames.push(unpackr.unpack(data as Buffer) as Frame));
    socket.on('error', () => undefined);
    this.#ended = new Promise((ended) => {
      socket.once('close', (code, reason) => {
        this.closed = { code, reason: reason.toString() };
        ended(this.closed);
      });
    });
  }

  /** Rejects where the upgrade is refused. `url`: of the service. */
  static open(url: string, token: string, options: ClientOptions = {}): Promise<StreamClient> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/stream`, [PROTOCOL], {
      perMessageDeflate: false,
      headers: { authorization: `Bearer ${token}` },
      ...options,
    });
    const client = new StreamClient(socket);
    return new Promise((opened, refused) => {
      socket.once('open', () => opened(client));
      socket.once('error', refused);
    });
  }

  send(...frames: readonly unknown[]): void {
    for (const frame of frames) this.socket.send(pack(frame));
  }

  sendBytes(bytes: Buffer, binary = true): void {
    this.socket.send(bytes, { binary });
  }

  /** The frame with this id, as soon as it has come. */
  async answer(id: unknown): Promise<Frame> {
    let found: Frame | undefined;
    await until(async () => {
      found = this.frames.find((frame) => 'id' in frame && isDeepStrictEqual(frame['id'], id));
      if (found === undefined && this.closed !== null) throw new Error('the stream has ended');
      return found !== undefined;
    });
    return found ?? {};
  }

  /** Sends a frame with this id, and waits for its answer. */
  ask(id: unknown, frame: object): Promise<Frame> {
    this.send({ id, ...frame });
    return this.answer(id);
  }

  /** Waits for the end. */
  ended(): Promise<Closed> {
    return this.#ended;
  }

  end(): Promise<Closed> {
    this.socket.close(1000);
    return this.#ended;
  }
}

/** How an attempt to upgrade is answered. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/** Attempts an upgrade with these headers and subprotocols; resolves with how it is refused. */
export function refusalOf(
  url: string,
  protocols: readonly string[],
  options: ClientOptions,
): Promise<Refusal> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/stream`, [...protocols], options);
  return new Promise((resolve, reject) => {
    socket.on('error', () => undefined);
    socket.once('open', () => {
      socket.terminate();
      reject(new Error('it was not refused'));
    });
    socket.once('unexpected-response', (_, response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: JSON.parse(text) as unknown,
        }),
      );
    });
  });
}
