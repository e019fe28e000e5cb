/**
 * One WebSocket as its stream's session sees it.
 * It must never touch the socket after its end; that throws in the middle of others' work.
 */
import type { WebSocket } from 'uWebSockets.js';
import type { Caller } from '../../access/caller.js';
import type { StreamPeer } from '../stream/peer.js';

/** What the library keeps beside each socket. */
export interface SocketData {
  readonly connection: Connection;
}

/** Bytes of a close reason (RFC 6455, section 5.5, less the code). */
const REASON_BYTES_MAX = 123;

export class Connection implements StreamPeer {
  readonly credentialId: string;
  readonly #identify: () => Caller;
  #socket: WebSocket<SocketData> | null = null;
  /** What one turn has to say leaves together. */
  #outgoing: Uint8Array[] = [];
  #outgoingBytes = 0;

  /** `identify` keeps the token of the upgrade: it is nowhere else. */
  constructor(credentialId: string, identify: () => Caller) {
    this.credentialId = credentialId;
    this.#identify = identify;
  }

  opened(socket: WebSocket<SocketData>): void {
    this.#socket = socket;
  }

  closed(): void {
    this.#socket = null;
    this.#outgoing = [];
    this.#outgoingBytes = 0;
  }

  caller(): Caller {
    return this.#identify();
  }

  get waitingBytes(): number {
    return this.#outgoingBytes + (this.#socket?.getBufferedAmount() ?? 0);
  }

  send(frame: Uint8Array): void {
    if (this.#socket === null) return;
    this.#outgoingBytes += frame.length;
    if (this.#outgoing.push(frame) === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const socket = this.#socket;
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    this.#outgoingBytes = 0;
    if (socket === null || outgoing.length === 0) return;
    socket.cork(() => {
      for (const frame of outgoing) socket.send(frame, true);
    });
  }

  close(code: number, reason: string): void {
    this.#flush();
    // Nothing but ASCII, so that a cut falls between characters.
    const said = reason.replace(/[^ -~]/g, '?').slice(0, REASON_BYTES_MAX);
    this.#socket?.end(code, said);
  }
}
