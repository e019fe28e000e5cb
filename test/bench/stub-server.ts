/**
 * A server that answers checks as a test tells it to, and counts them.
 * It must never answer by itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface StubAnswer {
  readonly status: number;
  readonly body: string;
}

export interface StubServer {
  readonly port: number;
  /** Requests received. */
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

export const CLEAR = JSON.stringify({ checkId: 'c', result: 'clear', matches: [] });
export const MATCH = JSON.stringify({ checkId: 'c', result: 'match', matches: [{}] });

/** `answer`: the n-th request's answer, `null` to cut the connection. */
export async function startStub(
  answer: (n: number, body: string) => StubAnswer | null | Promise<StubAnswer | null>,
): Promise<StubServer> {
  let received = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const n = received;
    received += 1;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const given = await answer(n, body);
    if (given === null) {
      request.socket.destroy();
      return;
    }
    const length = Buffer.byteLength(given.body);
    response.writeHead(given.status, { 'Content-Length': length }).end(given.body);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    count: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
