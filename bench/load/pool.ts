/**
 * The requests of a run, rendered to bytes before the clock starts.
 * It must never be touched while a phase is measured but for reading.
 */
import { QUERY_CLASSES, SIDES, type AskedPlaces, type QueryClass, type Side } from './tally.js';

/** One check before it is rendered; `body` is JSON. */
export interface Query {
  readonly body: string;
  readonly queryClass: QueryClass;
  /** Bearer token of the asking member. */
  readonly token: string;
  /** Whose check it is; `others` if not given. */
  readonly side?: Side;
}

export interface RequestPool extends AskedPlaces {
  readonly requests: readonly Buffer[];
}

/** Renders `POST /v1/checks` for each query. The host line is the same for every server. */
export function renderPool(count: number, queryAt: (n: number) => Query): RequestPool {
  const requests: Buffer[] = [];
  const classes = new Uint8Array(count);
  const sides = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) {
    const query = queryAt(n);
    requests.push(renderRequest(query));
    classes[n] = QUERY_CLASSES.indexOf(query.queryClass);
    sides[n] = SIDES.indexOf(query.side ?? 'others');
  }
  return { requests, classes, sides };
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
