/**
 * The requests of a run, rendered to bytes before the clock starts.
 * It must never be touched while a phase is measured but for reading.
 */
import type { QueryClass } from './tally.js';
import { QUERY_CLASSES } from './tally.js';

/** One check before it is rendered; `body` is JSON. */
export interface Query {
  readonly body: string;
  readonly queryClass: QueryClass;
  /** Bearer token of the asking member. */
  readonly token: string;
}

export interface RequestPool {
  readonly requests: readonly Buffer[];
  /** Per request, its place in `QUERY_CLASSES`. */
  readonly classes: Uint8Array;
}

/** Renders `POST /v1/checks` for each query. The host line is the same for every server. */
export function renderPool(count: number, queryAt: (n: number) => Query): RequestPool {
  const requests: Buffer[] = [];
  const classes = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) {
    const query = queryAt(n);
    requests.push(renderRequest(query));
    classes[n] = QUERY_CLASSES.indexOf(query.queryClass);
  }
  return { requests, classes };
}

function renderRequest({ body, token }: Query): Buffer {
  const head =
    'POST /v1/checks HTTP/1.1\r\n' +
    'Host: 127.0.0.1\r\n' +
    `Authorization: Bearer ${token}\r\n` +
    'Content-Type: application/json\r\n' +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
}
