/**
 * The two sides of one stream: the connection as its session sees it, and the session as the connection does.
 * It must never know of sockets; `edge/http` is the one side, `session.ts` the other.
 */
import type { Caller } from '../../access/caller.js';

/** The connection. After `close`, and after the session was told `gone`, nothing is sent. */
export interface StreamPeer {
  /**
   * Who the credential of the upgrade belongs to now, and that it may still have a stream. Throws
   * `unauthenticated` or `forbidden` where it may not, `index_unavailable` while nobody can say.
   */
  caller(): Caller;
  /** Bytes that the reader has not taken yet. */
  readonly waitingBytes: number;
  /** Sends one frame, behind those before it. Never blocks and never drops: whoever sends asks for room. */
  send(frame: Uint8Array): void;
  /** Sends what is waiting and ends the connection; `gone` is called within. `reason`: ASCII, of us. */
  close(code: number, reason: string): void;
}

/** What a connection tells its session. None of it may throw. */
export interface StreamSession {
  /** One frame; the bytes are lent for the call. */
  frame(bytes: Buffer, binary: boolean): void;
  /** The reader has taken some of what was waiting. */
  writable(): void;
  /** Called every `LIMITS.streamWatchMs`, however silent the connection is. */
  look(): void;
  /** The service is about to end: says so, and goes on for the moment. */
  drain(): void;
  /** Takes nothing new, and ends when what is in flight is answered. */
  leave(): void;
  /** The connection has ended, by whichever side. */
  gone(code: number): void;
}
