/**
 * A small HTTP service that keeps records as the contract says, and fails as a test tells it to.
 * It must never be more than the contract: the clients are tested against what is promised.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers a call in place of the service; `false` lets the service answer. */
export type Fault = (received: Received, response: ServerResponse, call: number) => boolean;

export class StubService {
  readonly received: Received[] = [];
  /** Record bodies by id. */
  readonly records = new Map<string, string>();
  fault: Fault = () => false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.#answer(request, Buffer.concat(chunks).toString(), response));
    });
  }

  static async start(): Promise<StubService> {
    const service = new StubService();
    await new Promise<void>((done) => service.#server.listen(0, '127.0.0.1', done));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const received = { path: request.url ?? '', headers: request.headers, body };
    this.received.push(received);
    if (this.fault(received, response, this.received.length)) return;
    if (received.path !== '/v1/records/bulk') {
      problem(response, 404, 'not_found', 'Not found', 'There is no such route.');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    bodyLines(body).forEach((line, at) => response.write(`${this.push(line, at + 1)}\n`));
    response.end();
  }

  /** The reply line to a line: `XXX-held...` is held, and `XXX-bad...` refused. */
  push(line: string, number: number): string {
    let record: { recordId?: string };
    try {
      record = JSON.parse(line) as { recordId?: string };
    } catch {
      const detail = 'The body is not JSON.';
      return JSON.stringify({ line: number, recordId: null, status: 400, ...invalid(detail) });
    }
    const recordId = record.recordId ?? '';
    if (recordId.slice(4).startsWith('bad')) {
      const refused = { status: 422, code: 'unprocessable', detail: 'It is bad.', path: '/index' };
      return JSON.stringify({ line: number, recordId, ...refused });
    }
    const before = this.records.get(recordId);
    this.records.set(recordId, line);
    const change = before === undefined ? 'created' : before === line ? 'unchanged' : 'updated';
    const held = recordId.slice(4).startsWith('held') && change !== 'unchanged';
    const status = held ? 202 : change === 'created' ? 201 : 200;
    const state = held ? 'in_review' : 'published';
    return JSON.stringify({ line: number, recordId, status, version: 1, state, change });
  }
}

const invalid = (detail: string): object => ({ code: 'invalid_request', detail });

export function bodyLines(body: string): string[] {
  return body.split('\n').filter((line) => line !== '');
}

export function problem(
  response: ServerResponse,
  status: number,
  code: string,
  title: string,
  detail: string,
  more: object = {},
): void {
  const headers = { 'content-type': 'application/problem+json' };
  const retryable = status === 503;
  response.writeHead(status, headers);
  response.end(JSON.stringify({ type: 'x', title, status, code, detail, retryable, ...more }));
}
