/**
 * A lane: one keep-alive connection that carries one request at a time.
 * It must never retry or reconnect: a lost request is a result.
 */
import { connect, type Socket } from 'node:net';
import { BENCH } from '../bounds.js';
import { AnswerReader } from './answer-reader.js';

/** Who drives the lanes; called without allocation, once per answer. */
export interface LaneOwner {
  /** `lane.request` has been answered; `lane.reader` holds status and verdict. */
  answered(lane: Lane): void;
  /** The connection is gone; `lane.request` is -1 if nothing was under way. */
  lost(lane: Lane, reason: string): void;
}

export class Lane {
  readonly reader = new AnswerReader();
  /** Number of the request under way, or -1. */
  request = -1;
  /** When its latency starts to count, in milliseconds of `performance.now()`. */
  since = 0;
  alive = false;

  readonly #owner: LaneOwner;
  #socket: Socket | null = null;

  constructor(owner: LaneOwner) {
    this.#owner = owner;
  }

  /** Connects to `127.0.0.1:port`; rejects when that fails or takes over `BENCH.connectMs`. */
  open(port: number): Promise<void> {
    const buffer = Buffer.alloc(BENCH.readBufferBytes);
    return new Promise((resolve, reject) => {
      // `onread` hands over a buffer of ours: no stream, no allocation per answer.
      const onread = { buffer, callback: (bytes: number) => this.#take(buffer, bytes) };
      const socket = connect({ host: '127.0.0.1', port, noDelay: true, onread });
      const late = setTimeout(() => {
        socket.destroy();
        reject(new Error(`no connection within ${BENCH.connectMs} ms`));
      }, BENCH.connectMs);
      socket.once('connect', () => {
        clearTimeout(late);
        this.alive = true;
        this.#socket = socket;
        resolve();
      });
      socket.on('error', (error) => {
        clearTimeout(late);
        if (this.alive) this.#lose(error.message);
        else reject(error);
      });
      socket.on('close', () => this.#lose('closed by the server'));
      socket.on('end', () => this.#lose('closed by the server'));
    });
  }

  /** Sends request number `request`; its latency counts from `since`. The lane must be free. */
  send(request: number, bytes: Buffer, since: number): void {
    this.request = request;
    this.since = since;
    this.#socket?.write(bytes);
  }

  close(): void {
    this.alive = false;
    this.#socket?.destroy();
  }

  #take(buffer: Buffer, bytes: number): boolean {
    if (this.request < 0) {
      this.#lose('an answer that nobody asked for');
      return false;
    }
    const progress = this.reader.feed(buffer, bytes);
    if (progress === 'done') this.#owner.answered(this);
    else if (progress === 'broken') this.#lose('an answer without a plain Content-Length');
    return true;
  }

  #lose(reason: string): void {
    if (!this.alive) return;
    this.close();
    this.#owner.lost(this, reason);
  }
}

/** Opens `count` lanes to a port, or none: a failure closes those already open. */
export async function openLanes(owner: LaneOwner, port: number, count: number): Promise<Lane[]> {
  const lanes = Array.from({ length: count }, () => new Lane(owner));
  try {
    await Promise.all(lanes.map((lane) => lane.open(port)));
  } catch (error) {
    for (const lane of lanes) lane.close();
    throw error;
  }
  return lanes;
}
