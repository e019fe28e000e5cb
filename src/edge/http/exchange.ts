/**
 * One request and its answer: exactly one answer, inside a cork, or none where the caller has gone.
 * It must never touch the response after it ended or was aborted; that throws in the middle of others' work.
 */
import type { HttpResponse } from 'uWebSockets.js';
import { FAILURES, faultOf, Fault, problemOf, type FailureRow } from '../../errors.js';
import { msgpackOf } from '../msgpack.js';
import type { Answer, AnswerSink } from '../route.js';
import type { Deadlines, Timed, Watched } from './deadlines.js';
import type { Form } from './media.js';

const STATUS_LINES: ReadonlyMap<number, string> = new Map([
  [200, '200 OK'],
  [201, '201 Created'],
  [202, '202 Accepted'],
  [400, '400 Bad Request'],
  [401, '401 Unauthorized'],
  [403, '403 Forbidden'],
  [404, '404 Not Found'],
  [405, '405 Method Not Allowed'],
  [409, '409 Conflict'],
  [412, '412 Precondition Failed'],
  [413, '413 Content Too Large'],
  [415, '415 Unsupported Media Type'],
  [422, '422 Unprocessable Content'],
  [429, '429 Too Many Requests'],
  [500, '500 Internal Server Error'],
  [503, '503 Service Unavailable'],
  [504, '504 Gateway Timeout'],
]);

export const statusLine = (status: number): string =>
  STATUS_LINES.get(status) ?? `${String(status)} Unknown`;

type Headers = readonly (readonly [string, string])[];
const NO_HEADERS: Headers = [];

/** What an exchange tells its server. */
export interface ExchangeOwner {
  readonly draining: boolean;
  finished(exchange: Exchange, status: number): void;
  unexpected(error: unknown, route: string): void;
}

export class Exchange implements AnswerSink, Timed {
  readonly response: HttpResponse;
  readonly #startedAt = performance.now();
  readonly #owner: ExchangeOwner;
  readonly #headOnly: boolean;
  /** Answers to GET and HEAD: only they may be opened by a browser. */
  readonly #readable: boolean;
  /** For metrics and logs: a route's pattern, never a caller's path. */
  label = 'none';
  form: Form = 'json';
  #over = false;
  #deadlines: Deadlines | null = null;
  #watched: Watched | null = null;

  constructor(response: HttpResponse, method: string, owner: ExchangeOwner) {
    this.response = response;
    this.#headOnly = method === 'HEAD';
    this.#readable = this.#headOnly || method === 'GET';
    this.#owner = owner;
    response.onAborted(() => {
      if (!this.#over) this.#end(0);
    });
  }

  /** Lets it be answered `deadline_exceeded` unless it is over by then. */
  endWithin(deadlines: Deadlines): void {
    this.#deadlines = deadlines;
    this.#watched = deadlines.watch(this);
  }

  expire(): void {
    this.fail(new Fault('deadline_exceeded', 'Not answered in time.'));
  }

  #end(status: number): void {
    this.#over = true;
    if (this.#watched !== null) this.#deadlines?.done(this.#watched);
    this.#owner.finished(this, status);
  }

  /** Since the headers were complete. */
  get ageMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** Whether it is answered, or the caller has gone. */
  get over(): boolean {
    return this.#over;
  }

  /** Marks it as answered by somebody who writes the response itself. */
  finish(status: number): void {
    if (!this.#over) this.#end(status);
  }

  answer(answer: Answer): void {
    if (this.#over) return;
    const headers = answer.headers ?? NO_HEADERS;
    if ('encoded' in answer) {
      this.#send(answer.status, answer.encoded, answer.contentType, headers, false);
      return;
    }
    try {
      const msgpack = this.form === 'msgpack';
      const body = msgpack ? msgpackOf(answer.value) : JSON.stringify(answer.value);
      const type = msgpack ? 'application/msgpack' : 'application/json';
      this.#send(answer.status, body, type, headers, false);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Answers with a problem; always as JSON, so that every caller and every tool can read it. */
  fail(thrown: unknown, close = false, more: Headers = NO_HEADERS): void {
    if (this.#over) return;
    if (!(thrown instanceof Fault)) this.#owner.unexpected(thrown, this.label);
    const fault = faultOf(thrown);
    const row: FailureRow = FAILURES[fault.code];
    const headers = [...more];
    if (row.retryAfterS !== undefined) headers.push(['retry-after', String(row.retryAfterS)]);
    if (fault.code === 'unauthenticated') headers.push(['www-authenticate', 'Bearer']);
    const body = JSON.stringify(problemOf(fault));
    this.#send(row.status, body, 'application/problem+json', headers, close);
  }

  #send(
    status: number,
    body: string | Uint8Array,
    contentType: string,
    headers: Headers,
    close: boolean,
  ): void {
    this.#over = true;
    const ends = close || this.#owner.draining;
    const { response } = this;
    response.cork(() => {
      // The library writes this one by itself.
      if (status !== 200) response.writeStatus(statusLine(status));
      response.writeHeader('content-type', contentType);
      response.writeHeader('cache-control', 'no-store');
      if (this.#readable) response.writeHeader('x-content-type-options', 'nosniff');
      if (headers !== NO_HEADERS) {
        for (const [name, value] of headers) response.writeHeader(name, value);
      }
      if (ends) response.writeHeader('connection', 'close');
      if (this.#headOnly) response.endWithoutBody(Buffer.byteLength(body), ends);
      else response.end(body, ends);
    });
    this.#end(status);
  }
}
