/**
 * The HTTP server: requests to calls, answers to bytes, and an orderly end. Only this folder knows uWebSockets.js.
 * It must never let a request go without an answer, nor an error out of a handler.
 */
import {
  App,
  SSLApp,
  us_listen_socket_close,
  us_socket_local_port,
  type HttpRequest,
  type HttpResponse,
  type TemplatedApp,
  type us_listen_socket,
} from 'uWebSockets.js';
import type { Caller } from '../../access/caller.js';
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import { jsonFrom } from '../json.js';
import { msgpackFrom } from '../msgpack.js';
import type { Call, EdgeServices, Route, SinkRoute, StreamRoute, ValueRoute } from '../route.js';
import { Admittance } from './admittance.js';
import { collectBody, failAfterBody, tooLarge } from './bodies.js';
import { Deadlines } from './deadlines.js';
import { Exchange } from './exchange.js';
import { headersOf, type RequestHeaders } from './framing.js';
import { LineStream } from './lines.js';
import { formOfAnswer, formOfBody, requireLines, type Form } from './media.js';
import { freePort, listenOn, silence } from './native.js';
import { Router } from './router.js';
import { Streams, type StreamsOwner } from './streams.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls: {
    readonly certFile: string;
    readonly keyFile: string;
    readonly clientCaFile: string | null;
  } | null;
  /** Who shares the port: nobody, processes that come after this one, or one that has it already. */
  readonly sharing: 'nobody' | 'opens' | 'joins';
  readonly routes: readonly Route[];
  readonly services: EdgeServices;
  readonly connectionsMax: number;
}

const DRAIN_POLL_MS = 10;
const QUIET_POLLS = 3;
/** As the library spells them, and as routes do. */
const METHODS: ReadonlyMap<string, string> = new Map(
  ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].map((method) => [method.toLowerCase(), method]),
);

export class HttpServer implements StreamsOwner {
  readonly #options: ListenOptions;
  readonly #router: Router;
  readonly #deadlines = new Map<number, Deadlines>();
  readonly #admittance: Admittance;
  readonly #streams: Streams;
  readonly #app: TemplatedApp;
  #connections = 0;
  #socket: us_listen_socket | null = null;
  #inFlight = 0;
  draining = false;
  port = 0;

  constructor(options: ListenOptions) {
    this.#options = options;
    this.#router = new Router(options.routes);
    for (const { deadlineMs } of options.routes) {
      if (!this.#deadlines.has(deadlineMs)) {
        this.#deadlines.set(deadlineMs, new Deadlines(deadlineMs));
      }
    }
    const { tls } = options;
    this.#app =
      tls === null
        ? App()
        : SSLApp({
            cert_file_name: tls.certFile,
            key_file_name: tls.keyFile,
            ...(tls.clientCaFile === null ? {} : { ca_file_name: tls.clientCaFile }),
          });
    const { identify } = options.services;
    this.#admittance = new Admittance(tls !== null && tls.clientCaFile !== null, identify);
    this.#streams = new Streams(this, this.#admittance);
    for (const route of options.routes) {
      if (route.body === 'stream') this.#streams.serve(this.#app, route);
    }
    this.#app.any('/*', (response, request) => this.#take(response, request));
    this.#app.filter((response, count) => {
      this.#connections += Number(count) > 0 ? 1 : -1;
      if (this.#connections > options.connectionsMax) response.close();
    });
  }

  get url(): string {
    const scheme = this.#options.tls === null ? 'http' : 'https';
    const { host } = this.#options;
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${this.port}`;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Rejects where the port is taken. */
  async listen(): Promise<void> {
    const { host, port, sharing } = this.#options;
    // An empty address would be misread as the port.
    if (host === '') throw new Error('there is no address to listen on');
    // A shared port is taken silently beside whoever has it: that it is free must be asked first.
    const own = sharing === 'opens' ? await freePort(host, port) : port;
    const socket = own !== null && (await listenOn(this.#app, host, own, sharing === 'nobody'));
    if (socket === false) {
      this.#app.close();
      throw new Error(`cannot listen on ${host}:${port}; is the port taken?`);
    }
    this.#socket = socket;
    this.port = us_socket_local_port(socket);
  }

  began(): void {
    this.#inFlight += 1;
  }

  upgradedClosed(): void {
    this.#connections -= 1;
  }

  finished(exchange: Exchange, status: number): void {
    this.#inFlight -= 1;
    if (status === 0) return;
    this.#options.services.onAnswer(exchange.label, status, exchange.ageMs);
  }

  unexpected(error: unknown, route: string): void {
    this.#options.services.onError(error, route);
  }

  /** Everything of the request is read here, before anything waits: afterwards it is gone. */
  #take(response: HttpResponse, request: HttpRequest): void {
    const method = METHODS.get(request.getMethod()) ?? 'OTHER';
    const exchange = new Exchange(response, method, this);
    this.began();
    try {
      const path = request.getUrl();
      const query = (request.getQuery() as string | undefined) ?? '';
      const headers = headersOf(request);
      this.#route(exchange, method, path, query, headers);
    } catch (error) {
      exchange.fail(error, true);
    }
  }

  #route(
    exchange: Exchange,
    method: string,
    path: string,
    query: string,
    headers: RequestHeaders,
  ): void {
    if (headers.refusal !== null) return exchange.fail(headers.refusal, true);
    const hasBody = headers.chunked || headers.contentLength > 0;
    const refuse = (thrown: unknown, more?: readonly (readonly [string, string])[]): void => {
      if (hasBody) failAfterBody(exchange, thrown, more);
      else exchange.fail(thrown, false, more);
    };
    try {
      this.#admittance.requireCertificate(exchange.response);
      const found = this.#router.find(method === 'HEAD' ? 'GET' : method, path);
      if (found === null) return refuse(new Fault('not_found', 'There is no such route.'));
      if (!('route' in found)) {
        const fault = new Fault('method_not_allowed', `Allowed here: ${found.join(', ')}.`);
        return refuse(fault, [['allow', found.join(', ')]]);
      }
      const { route, params } = found;
      exchange.label = `${route.method} ${route.path}`;
      const { authorization } = headers;
      const caller = this.#admittance.callerOf(exchange.response, authorization, route.access);
      if (route.body === 'stream') {
        const fault = new Fault('invalid_request', 'This route is upgraded to a WebSocket.');
        return refuse(fault, [['upgrade', 'websocket']]);
      }
      const callerNow = (): Caller => this.#admittance.callerNow(authorization, route.access);
      const { ifMatch } = headers;
      this.#read(exchange, route, { params, query, caller, callerNow, ifMatch }, headers);
    } catch (error) {
      refuse(error);
    }
  }

  #read(
    exchange: Exchange,
    route: Exclude<Route, StreamRoute>,
    parts: Omit<Call, 'body' | 'form'>,
    headers: RequestHeaders,
  ): void {
    if (route.body === 'lines') {
      requireLines(headers.contentType);
      const onError = (error: unknown): void => this.unexpected(error, exchange.label);
      const { callerNow } = parts;
      new LineStream(exchange, route, callerNow, this.#deadlinesOf(route), onError).start();
      return;
    }
    // Without a length and unchunked there is none (RFC 9112, section 6.3).
    const empty = headers.contentLength <= 0 && !headers.chunked;
    if (route.body === 'none' || ('mayBeEmpty' in route && route.mayBeEmpty && empty)) {
      exchange.form = formOfAnswer(headers.accept, 'json');
      this.#handle(exchange, route, { ...parts, body: undefined, form: exchange.form });
      return;
    }
    // Said before anything of media types, which whoever forgets a body has not thought of.
    if (empty && headers.contentType === '') throw missing();
    const own = formOfBody(headers.contentType);
    exchange.form = formOfAnswer(headers.accept, own);
    if (headers.contentLength > route.bodyBytesMax) throw tooLarge(route.bodyBytesMax);
    collectBody(exchange, route.bodyBytesMax, (bytes) => {
      let body: unknown;
      let { caller } = parts;
      try {
        // A body that takes its time may outlast its credential.
        if (caller !== null && exchange.ageMs > LIMITS.tablesPollMs) caller = parts.callerNow();
        body = valueOf(own, bytes);
      } catch (error) {
        exchange.fail(error, false);
        return;
      }
      const { params, query, callerNow, ifMatch } = parts;
      // Spelt out: a spread object with fields added is several times dearer, and this is the hot path.
      const { form } = exchange;
      this.#handle(exchange, route, { params, query, caller, callerNow, ifMatch, body, form });
    });
  }

  #handle(exchange: Exchange, route: ValueRoute | SinkRoute, call: Call): void {
    try {
      if ('handleInto' in route) {
        exchange.endWithin(this.#deadlinesOf(route));
        route.handleInto(call, exchange);
        return;
      }
      const answer = route.handle(call);
      if (!(answer instanceof Promise)) {
        exchange.answer(answer);
        return;
      }
      exchange.endWithin(this.#deadlinesOf(route));
      answer.then(
        (value) => exchange.answer(value),
        (error: unknown) => exchange.fail(error),
      );
    } catch (error) {
      exchange.fail(error);
    }
  }

  #deadlinesOf({ deadlineMs }: Route): Deadlines {
    const deadlines = this.#deadlines.get(deadlineMs);
    if (deadlines === undefined) throw new Error('a route without a deadline');
    return deadlines;
  }

  /** No new connections; what is in flight, on streams too, is answered, for at most `ms`; then everything is closed. */
  async drain(ms: number): Promise<void> {
    this.draining = true;
    const until = performance.now() + ms;
    const told = this.#streams.drain();
    // Who has connected but was not accepted yet would be cut off by closing the door at once.
    await new Promise((done) => setTimeout(done, DRAIN_POLL_MS));
    if (this.#socket !== null) us_listen_socket_close(this.#socket);
    this.#socket = null;
    // One quiet look is not enough: a request may have come and not been read.
    for (let quiet = 0; quiet < QUIET_POLLS && performance.now() < until;) {
      await new Promise((done) => setTimeout(done, DRAIN_POLL_MS));
      quiet = this.#inFlight + this.#streams.count > 0 ? 0 : quiet + 1;
    }
    await told;
    this.#app.close();
  }
}

const missing = (): Fault => new Fault('invalid_request', 'The body is missing.', '');

function valueOf(form: Form, bytes: Buffer): unknown {
  if (bytes.length === 0) throw missing();
  return form === 'json' ? jsonFrom(bytes) : msgpackFrom(bytes);
}

/** Starts serving. Rejects where the address cannot be listened on or a certificate cannot be read. */
export async function listen(options: ListenOptions): Promise<HttpServer> {
  silence();
  const server = new HttpServer(options);
  await server.listen();
  return server;
}
