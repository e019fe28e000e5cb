/**
 * One stream: frames taken, answered in any order, and the orderly end.
 * It must never take a frame without judging its credential, nor leave a frame it has taken without an answer.
 *
 * `{ id, check }` is answered `{ id, reply }` with what `POST /v1/checks` replies, `{ id, checks }` likewise with
 * what `POST /v1/checks/batch` replies, `{ replies: [...] }`: CONTRACT section 3 names no other field. What is
 * wrong with a check, a batch or a subscription is answered `{ id, error }` and disturbs nothing else; what is
 * not a frame at all ends the stream, after the answers to the frames before it.
 */
import { authorise, holdsNoLonger, type Caller } from '../../access/caller.js';
import { Fault, faultOf, GOING_AWAY, problemOf, streamCloseOf } from '../../errors.js';
import type { CheckAnswer } from '../../flow/check.js';
import { LIMITS } from '../../limits.js';
import type { Deadlines } from '../http/deadlines.js';
import { msgpackFrom } from '../msgpack.js';
import { batchReply, checksOf, repliesTo, takeOn, type CheckServices } from '../routes/checks.js';
import { StreamCall, StreamCheck, type CallOwner } from './calls.js';
import { StreamFeeds, type FeedOwner, type FeedServices } from './feeds.js';
import {
  answerFrame,
  costOf,
  frameFrom,
  NIL,
  noticeFrame,
  type Frame,
  type Notice,
} from './frames.js';
import type { StreamPeer, StreamSession } from './peer.js';

export interface StreamServices extends FeedServices {
  readonly checks: CheckServices;
  /** One frame answered, or refused as none; `ms` from its arrival. */
  readonly onFrame: (status: number, ms: number) => void;
  readonly onOpened: () => void;
  readonly onClosed: (code: number) => void;
  /** An unexpected error; the caller is told `internal`. */
  readonly onError: (error: unknown) => void;
}

/** How the frames of streams are called among the routes of the metrics. */
export const STREAM_LABEL = 'WS /v1/stream';

/** Shared by all streams: one timer each. */
export interface StreamDeadlines {
  readonly check: Deadlines;
  readonly batch: Deadlines;
}

interface Ending {
  readonly code: number;
  readonly reason: string;
}
const DRAINED: Ending = { code: GOING_AWAY, reason: 'The service is ending.' };
const SLOW: Ending = {
  code: streamCloseOf('rate_limited'),
  reason: 'The answers are not being read.',
};
const endingOf = (fault: Fault): Ending => ({
  code: streamCloseOf(fault.code),
  reason: fault.message,
});

export class Conversation implements StreamSession, FeedOwner, CallOwner {
  readonly #peer: StreamPeer;
  readonly #services: StreamServices;
  readonly #deadlines: StreamDeadlines;
  readonly #feeds: StreamFeeds;
  /** Checks being worked on, those of frames already answered as late among them. */
  #checks = 0;
  /** Frames taken and not answered. */
  #frames = 0;
  /** Set when nothing new is taken; the stream ends with its last answer. */
  #ending: Ending | null = null;
  #gone = false;
  /** When the reader was last seen to take something, or had little waiting. */
  #readAt = performance.now();

  constructor(peer: StreamPeer, services: StreamServices, deadlines: StreamDeadlines) {
    this.#peer = peer;
    this.#services = services;
    this.#deadlines = deadlines;
    this.#feeds = new StreamFeeds(services, this);
    services.onOpened();
  }

  frame(bytes: Buffer, binary: boolean): void {
    if (this.#gone || (this.#ending !== null && this.#ending !== DRAINED)) return;
    try {
      this.#take(bytes, binary);
    } catch (error) {
      this.#close(endingOf(this.#known(error)));
    }
  }

  #take(bytes: Buffer, binary: boolean): void {
    const judged = this.#judge();
    if (this.#gone) return;
    let frame: Frame;
    try {
      if (bytes.length > LIMITS.streamFrameBytesMax) {
        throw new Fault('too_large', `A frame is at most ${LIMITS.streamFrameBytesMax} bytes.`);
      }
      if (!binary) throw new Fault('invalid_request', 'Frames are binary.', '');
      frame = frameFrom(bytes);
    } catch (error) {
      const fault = faultOf(error);
      this.#services.onFrame(fault.status, 0);
      this.#end(endingOf(fault));
      return;
    }
    this.#frames += 1;
    const call = new StreamCall(Buffer.from(frame.id ?? NIL), this);
    try {
      if (judged instanceof Fault) throw judged;
      // Before anything is looked at: frames that fail are paid for too.
      this.#services.checks.quota.take(judged.credentialId, costOf(frame));
      this.#requireRoom();
      this.#ask(judged, frame, call);
    } catch (error) {
      call.fail(error);
    }
  }

  /** The caller as of now, or why nobody can say; ends the stream of a credential that is not valid. */
  #judge(): Caller | Fault {
    try {
      return this.#peer.caller();
    } catch (error) {
      const fault = this.#known(error);
      if (holdsNoLonger(fault)) this.#close(endingOf(fault));
      return fault;
    }
  }

  #requireRoom(): void {
    if (this.#ending !== null) {
      throw new Fault('overloaded', 'The service is ending; ask on another connection.');
    }
    if (this.#peer.waitingBytes > LIMITS.streamPausedBytes) {
      throw new Fault('overloaded', 'The answers given before have not been read.');
    }
  }

  #ask(caller: Caller, frame: Frame, call: StreamCall): void {
    if (frame.kind === 'subscribe') {
      // Who gives no id expects the messages alone.
      const reply = frame.id === null ? null : { subscribed: 'inbox' };
      this.#feeds.subscribe(caller, frame.value, frame.after, {
        opened: () => void call.reply(reply),
        failed: (thrown) => {
          if (!call.fail(thrown)) this.#tellFailure(call.id, this.#known(thrown));
        },
      });
      return;
    }
    authorise(caller, 'check');
    const value = msgpackFrom(frame.value);
    if (frame.kind === 'check') this.#askOne(caller, value, call);
    else this.#askMany(caller, checksOf({ checks: value }), call);
  }

  #askOne(caller: Caller, body: unknown, call: StreamCall): void {
    this.#begin(1);
    call.endWithin(this.#deadlines.check);
    const { checks } = this.#services;
    const ended = (told: CheckAnswer | null): void => {
      this.#checks -= 1;
      if (told !== null) this.#follow(caller, told);
    };
    try {
      takeOn(checks, caller, body, new StreamCheck(checks, call, ended));
    } catch (error) {
      this.#checks -= 1;
      throw error;
    }
  }

  #askMany(caller: Caller, bodies: readonly unknown[], call: StreamCall): void {
    this.#begin(bodies.length);
    call.endWithin(this.#deadlines.batch);
    repliesTo(this.#services.checks, caller, bodies)
      .then((replies) => {
        if (!call.reply(batchReply(replies))) return;
        for (const reply of replies) if (!(reply instanceof Fault)) this.#follow(caller, reply);
      })
      .catch((error: unknown) => call.fail(error))
      .finally(() => (this.#checks -= bodies.length));
  }

  /** Counts checks in. Throws `overloaded`. */
  #begin(checks: number): void {
    if (this.#checks + checks > LIMITS.streamChecksInFlightMax) {
      const most = LIMITS.streamChecksInFlightMax;
      throw new Fault('overloaded', `A stream has at most ${most} checks in flight.`);
    }
    this.#checks += checks;
  }

  #follow(caller: Caller, { result, checkId }: CheckAnswer): void {
    if (result === 'referred') this.#feeds.watch(caller, checkId);
  }

  replied(call: StreamCall, reply: object | null): void {
    this.#answered(call, 200);
    if (reply !== null) this.#send(() => answerFrame(call.id, 'reply', reply));
    this.#endIfAnswered();
  }

  failed(call: StreamCall, thrown: unknown): void {
    const fault = this.#known(thrown);
    this.#answered(call, fault.status);
    this.#tellFailure(call.id, fault);
    if (fault.code === 'rate_limited') this.#end(endingOf(fault));
    this.#endIfAnswered();
  }

  #answered({ startedAt }: StreamCall, status: number): void {
    this.#frames -= 1;
    if (!this.#gone) this.#services.onFrame(status, performance.now() - startedAt);
  }

  #tellFailure(id: Buffer, fault: Fault): void {
    this.#send(() => answerFrame(id, 'error', problemOf(fault)));
  }

  /** Any thrown thing as a fault; what is not one is reported. */
  #known(thrown: unknown): Fault {
    if (!(thrown instanceof Fault)) this.#services.onError(thrown);
    return faultOf(thrown);
  }

  ready(): Caller | null {
    if (this.#gone || this.#ending !== null) return null;
    if (this.#peer.waitingBytes > LIMITS.streamPausedBytes) return null;
    const judged = this.#judge();
    return judged instanceof Fault ? null : judged;
  }

  notify(notice: Notice): void {
    this.#send(() => noticeFrame(notice));
  }

  #send(frame: () => Uint8Array): void {
    if (this.#gone) return;
    if (this.#peer.waitingBytes > LIMITS.streamOutgoingBytesMax) this.#close(SLOW);
    else this.#peer.send(frame());
  }

  writable(): void {
    this.#readAt = performance.now();
    this.#feeds.resume();
  }

  look(): void {
    this.#judge();
    if (this.#gone) return;
    const now = performance.now();
    if (this.#peer.waitingBytes <= LIMITS.streamPausedBytes) this.#readAt = now;
    else if (now - this.#readAt > LIMITS.streamStallMs) return this.#close(SLOW);
    this.#feeds.resume();
  }

  drain(): void {
    if (this.#ending === null) this.notify({ drain: true });
  }

  leave(): void {
    this.#end(DRAINED);
  }

  /** Takes nothing new from here on; what a failure of the caller's ends, the drain does not end otherwise. */
  #end(ending: Ending): void {
    if (this.#ending === null || this.#ending === DRAINED) this.#ending = ending;
    this.#feeds.close();
    this.#endIfAnswered();
  }

  #endIfAnswered(): void {
    if (this.#ending !== null && this.#frames === 0) this.#close(this.#ending);
  }

  #close({ code, reason }: Ending): void {
    if (!this.#gone) this.#peer.close(code, reason);
  }

  gone(code: number): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#feeds.close();
    this.#services.onClosed(code);
  }
}
