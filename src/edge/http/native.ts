/**
 * What uWebSockets.js can do and its types do not say.
 * It must never be used beyond this folder.
 */
import { createServer } from 'node:net';
import * as uws from 'uWebSockets.js';
import type {
  HttpResponse,
  RecognizedString,
  TemplatedApp,
  us_listen_socket,
} from 'uWebSockets.js';

declare module 'uWebSockets.js' {
  interface TemplatedApp {
    listen(
      host: RecognizedString,
      port: number,
      options: number,
      cb: (socket: us_listen_socket | false) => void,
    ): TemplatedApp;
  }
}

/** Listening fails where the port is taken; without it two processes silently share one. */
const exclusiveFlag: number =
  'LIBUS_LISTEN_EXCLUSIVE_PORT' in uws && typeof uws.LIBUS_LISTEN_EXCLUSIVE_PORT === 'number'
    ? uws.LIBUS_LISTEN_EXCLUSIVE_PORT
    : 1;

/** The client's certificate in PEM, empty where it sent none. */
export function clientCertificate(response: HttpResponse): string {
  const get: unknown = response['getX509Certificate'];
  if (typeof get !== 'function') throw new Error('this build cannot read client certificates');
  return String(get.call(response));
}

const MAPPED_LOOPBACK = '0000:0000:0000:0000:0000:ffff:7f';
const LOOPBACK_V6 = '0000:0000:0000:0000:0000:0000:0000:0001';

/** Whether the connection comes from this machine. */
export function isLoopback(response: HttpResponse): boolean {
  const address = Buffer.from(response.getRemoteAddressAsText()).toString();
  return (
    address.startsWith('127.') || address === LOOPBACK_V6 || address.startsWith(MAPPED_LOOPBACK)
  );
}

/** Leaves out the header that names library and version in every answer. */
export function silence(): void {
  const configure: unknown = '_cfg' in uws ? uws._cfg : undefined;
  if (typeof configure === 'function') configure.call(uws, 'silent');
}

/** Listens; gives the listening socket, `false` where the address cannot be had. */
export function listenOn(
  app: TemplatedApp,
  host: string,
  port: number,
  exclusive: boolean,
): Promise<us_listen_socket | false> {
  return new Promise((resolve) => {
    app.listen(host, port, exclusive ? exclusiveFlag : 0, resolve);
  });
}

/**
 * A port of `host` that nobody listens on: `port` itself, or for 0 any. `null` where it is taken. A port that
 * is to be shared must have a number: the library shares none that the system has chosen.
 */
export function freePort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}
