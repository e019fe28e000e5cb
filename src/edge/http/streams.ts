/**
 * The streams of one server: upgrades, the look at silent ones, the drain.
 * It must never upgrade what a call with the same headers would be refused.
 */
import type { HttpRequest, HttpResponse, TemplatedApp, us_socket_context_t } from 'uWebSockets.js';
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import type { StreamRoute } from '../route.js';
import type { StreamSession } from '../stream/peer.js';
import type { Admittance } from './admittance.js';
import { Connection, type SocketData } from './connection.js';
import { Exchange, type ExchangeOwner } from './exchange.js';
import { headersOf } from './framing.js';
import { handshakeOf } from './handshake.js';

/** What the streams tell their server. */
export interface StreamsOwner extends ExchangeOwner {
  /** A request has arrived; `finished` is told of its end. */
  began(): void;
  /** A connection that was upgraded has ended: the library's own count misses it. */
  upgradedClosed(): void;
}

const SWITCHING_PROTOCOLS = 101;

export class Streams {
  readonly #owner: StreamsOwner;
  readonly #admittance: Admittance;
  readonly #open = new Map<Connection, StreamSession>();
  readonly #perCredential = new Map<string, number>();
  #watch: NodeJS.Timeout | null = null;

  constructor(owner: StreamsOwner, admittance: Admittance) {
    this.#owner = owner;
    this.#admittance = admittance;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Lets the library upgrade on a route's path; what is no handshake goes the way of other requests. */
  serve(app: TemplatedApp, route: StreamRoute): void {
    app.ws<SocketData>(route.path, {
      // Beyond its bound a frame is still read, so that its sender sees why the stream is closed.
      maxPayloadLength: LIMITS.streamFrameBytesMax + LIMITS.dropBytesMax,
      idleTimeout: LIMITS.streamIdleS,
      sendPingsAutomatically: true,
      // None of the library's: it would drop answers, and the close frame. Sessions look before they send.
      maxBackpressure: 0,
      upgrade: (response, request, context) => this.#upgrade(route, response, request, context),
      open: (socket) => {
        const { connection } = socket.getUserData();
        connection.opened(socket);
        this.#opened(connection, route);
      },
      message: (socket, message, binary) => {
        const session = this.#open.get(socket.getUserData().connection);
        session?.frame(Buffer.from(message), binary);
      },
      drain: (socket) => this.#open.get(socket.getUserData().connection)?.writable(),
      close: (socket, code) => this.#closed(socket.getUserData().connection, code),
    });
  }

  /** Everything of the request is read here, before anything else: afterwards it is gone. */
  #upgrade(
    route: StreamRoute,
    response: HttpResponse,
    request: HttpRequest,
    context: us_socket_context_t,
  ): void {
    const exchange = new Exchange(response, 'GET', this.#owner);
    exchange.label = `${route.method} ${route.path}`;
    this.#owner.began();
    try {
      const headers = headersOf(request);
      const handshake = handshakeOf(request);
      if (headers.refusal !== null) throw headers.refusal;
      this.#admittance.requireCertificate(response);
      const { authorization } = headers;
      const caller = this.#admittance.caller(authorization, route.access);
      if (handshake instanceof Fault) throw handshake;
      if (headers.chunked || headers.contentLength > 0) {
        throw new Fault('invalid_request', 'A handshake has no body.');
      }
      if (!handshake.protocols.includes(route.protocol)) {
        throw new Fault('invalid_request', `The subprotocol here is ${route.protocol}.`);
      }
      this.#requireRoom(caller.credentialId);
      const connection = new Connection(caller.credentialId, () =>
        this.#admittance.caller(authorization, route.access),
      );
      exchange.finish(SWITCHING_PROTOCOLS);
      // No extensions: compression costs more than it saves, and would have to be bounded.
      const data: SocketData = { connection };
      response.upgrade(data, handshake.key, route.protocol, '', context);
    } catch (error) {
      exchange.fail(error, true);
    }
  }

  /** Throws `overloaded`. */
  #requireRoom(credentialId: string): void {
    if (this.#owner.draining) throw new Fault('overloaded', 'The service is ending.');
    const own = this.#perCredential.get(credentialId) ?? 0;
    if (own >= LIMITS.streamsPerCredentialMax) {
      const most = LIMITS.streamsPerCredentialMax;
      throw new Fault('overloaded', `A credential has at most ${most} streams here.`);
    }
    if (this.#open.size >= LIMITS.streamsMax) {
      throw new Fault('overloaded', 'There are as many streams as the service can keep.');
    }
  }

  #opened(connection: Connection, route: StreamRoute): void {
    const { credentialId } = connection;
    this.#open.set(connection, route.open(connection));
    this.#perCredential.set(credentialId, (this.#perCredential.get(credentialId) ?? 0) + 1);
    this.#watch ??= setInterval(() => this.#look(), LIMITS.streamWatchMs).unref();
  }

  #closed(connection: Connection, code: number): void {
    connection.closed();
    this.#owner.upgradedClosed();
    const session = this.#open.get(connection);
    if (session === undefined) return;
    this.#open.delete(connection);
    const left = (this.#perCredential.get(connection.credentialId) ?? 1) - 1;
    if (left === 0) this.#perCredential.delete(connection.credentialId);
    else this.#perCredential.set(connection.credentialId, left);
    if (this.#open.size === 0 && this.#watch !== null) {
      clearInterval(this.#watch);
      this.#watch = null;
    }
    session.gone(code);
  }

  #look(): void {
    for (const session of [...this.#open.values()]) session.look();
  }

  /** Tells every stream, takes what its sender sent before it knew, and lets it end with its last answer. */
  async drain(): Promise<void> {
    if (this.#open.size === 0) return;
    for (const session of [...this.#open.values()]) session.drain();
    await new Promise((done) => setTimeout(done, LIMITS.streamDrainGraceMs));
    for (const session of [...this.#open.values()]) session.leave();
  }
}
