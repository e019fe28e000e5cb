/**
 * What a route is: a method, a path, who may call it, what it takes, and the handler behind it.
 * It must never know of sockets; `edge/http` turns bytes into calls and answers into bytes.
 */
import type { Caller, CallerNow, Permission } from '../access/caller.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { StreamPeer, StreamSession } from './stream/peer.js';

/** A path pattern; `:name` takes one whole segment, already percent-decoded. */
export interface RouteBase {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `open`: no credential asked. `loopback-or-operator`: none on a loopback address. */
  readonly access: Permission | 'open' | 'loopback-or-operator';
  /** After how long the call is answered `deadline_exceeded`; milliseconds. */
  readonly deadlineMs: number;
}

/** A route that takes no body, or one JSON or MessagePack value. */
export interface ValueRoute extends RouteBase {
  readonly body: 'none' | 'value';
  /** Whether a value may be left out; then the call's `body` is `undefined`. */
  readonly mayBeEmpty?: boolean;
  readonly bodyBytesMax: number;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

/** Where an answer goes that comes later: one call of either counts, the first. */
export interface AnswerSink {
  answer(answer: Answer): void;
  fail(thrown: unknown): void;
}

/** A value route that answers through a sink: without a promise, for the route that is asked most. */
export interface SinkRoute extends RouteBase {
  readonly body: 'value';
  readonly bodyBytesMax: number;
  /** What it throws is answered as if given to `fail`. */
  readonly handleInto: (call: Call, sink: AnswerSink) => void;
}

/** A route that takes NDJSON and answers NDJSON, line by line, with back-pressure both ways. */
export interface LinesRoute extends RouteBase {
  readonly body: 'lines';
  /** Longer lines are answered as refused, and read over. */
  readonly lineBytesMax: number;
  /** Lines being worked on at once; answers leave in the order of their lines. */
  readonly linesInFlightMax: number;
  /** `judged`: the caller as of this line, or why nobody may push it; then it is refused with that. */
  readonly handleLine: (judged: Caller | Fault, line: Line) => Promise<string>;
}

/** A route that is upgraded to a WebSocket; what comes then is between the two sides of its stream. */
export interface StreamRoute extends RouteBase {
  readonly method: 'GET';
  readonly access: Permission;
  readonly body: 'stream';
  /** The one subprotocol that is spoken (RFC 6455, section 1.9). */
  readonly protocol: string;
  readonly open: (peer: StreamPeer) => StreamSession;
}

export type Route = ValueRoute | SinkRoute | LinesRoute | StreamRoute;

export interface Call {
  /** Values of the `:names` of the path, in their order. */
  readonly params: readonly string[];
  /** The part after `?`, undecoded, without it. */
  readonly query: string;
  /** `null` on open routes and where the loopback address was enough. */
  readonly caller: Caller | null;
  /** The same anew, for calls that last: what is taken or told late is judged late. */
  readonly callerNow: CallerNow;
  readonly ifMatch: string | null;
  /** The decoded value; `undefined` without a body. */
  readonly body: unknown;
  /** Which form the answer will take; decided by `Accept`, else by the request's own. */
  readonly form: 'json' | 'msgpack';
}

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** The line's bytes without its end; `null` when it was over the limit. */
  readonly bytes: Buffer | null;
}

/** A value to be encoded in the call's form, or bytes already encoded. */
export type Answer =
  | {
      readonly status: number;
      readonly value: unknown;
      readonly headers?: readonly (readonly [string, string])[];
    }
  | {
      readonly status: number;
      readonly encoded: string | Uint8Array;
      readonly contentType: string;
      readonly headers?: readonly (readonly [string, string])[];
    };

/** What the edge asks for beside its routes. */
export interface EdgeServices {
  /** The caller of an `Authorization` value. Throws `unauthenticated`. */
  readonly identify: (authorization: string) => Caller;
  /** Reports an unexpected error once; the caller is told `internal`. */
  readonly onError: (error: unknown, route: string) => void;
  /** One answer: for metrics. `ms` from the complete headers to the answer. */
  readonly onAnswer: (route: string, status: number, ms: number) => void;
}

/** A route of one ordinary call: a value in, where the method has one, and a value out. */
export function callRoute(
  method: ValueRoute['method'],
  path: string,
  access: ValueRoute['access'],
  handle: ValueRoute['handle'],
): ValueRoute {
  const body = method === 'GET' ? 'none' : 'value';
  const { bodyBytesMax, callDeadlineMs: deadlineMs } = LIMITS;
  return { method, path, access, body, bodyBytesMax, deadlineMs, handle };
}

/** The caller of a route that asks for a credential. */
export function callerOf({ caller }: Call): Caller {
  if (caller === null) throw new Fault('unauthenticated', 'This call needs a token.');
  return caller;
}
