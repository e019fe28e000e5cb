/**
 * The no-op server: the service's route on uWebSockets.js, parsing the JSON body and answering a
 * constant clear reply. It is the limit of what any service on this stack could do here; it must
 * never look anything up.
 */
import { pathToFileURL } from 'node:url';
import * as uWS from 'uWebSockets.js';
import type { HttpResponse, us_listen_socket } from 'uWebSockets.js';
import { serveParent, type RunningServer } from './child.js';

const CLEAR = Buffer.from(
  JSON.stringify({
    checkId: 'AAAAAAAAAAAAAAAAAAAA',
    result: 'clear',
    indexes: { wanted: 'answered', missing: 'answered', documents: 'answered' },
    matches: [],
    referral: null,
    mrz: null,
    tookMs: 0,
  }),
);
const BAD = Buffer.from('{"code":"invalid_request"}');
const BODY_BYTES_MAX = 64 * 1024;

/** Listens on a free port of `127.0.0.1`. */
export const startNoop = (): Promise<RunningServer> => listenNoop(respond);

/** The same, where `parsed` answers each check whose body is JSON. */
export function listenNoop(parsed: (res: HttpResponse) => void): Promise<RunningServer> {
  const app = uWS.App();
  app.get('/healthz', (res) => {
    res.end('ok');
  });
  app.post('/v1/checks', (res) => takeCheck(res, parsed));
  app.any('/*', (res) => {
    res.writeStatus('404 Not Found').end(BAD);
  });
  return new Promise((resolve, reject) => {
    app.listen('127.0.0.1', 0, (token: us_listen_socket | false) => {
      if (token === false) {
        reject(new Error('the no-op server cannot listen'));
        return;
      }
      const port = uWS.us_socket_local_port(token);
      resolve({ port, close: async () => void app.close() });
    });
  });
}

/** Those who have gone: nothing may be written to them in a later turn. */
const gone = new WeakSet<HttpResponse>();

function takeCheck(res: HttpResponse, parsed: (res: HttpResponse) => void): void {
  let over = false;
  let carried: Buffer | null = null;
  res.onAborted(() => {
    over = true;
    gone.add(res);
  });
  res.onData((chunk, isLast) => {
    if (over) return;
    const part = Buffer.from(chunk);
    if (isLast && carried === null) {
      takeBody(res, part, parsed);
      return;
    }
    // The chunk is taken away after this callback, so what is kept must be a copy.
    carried = carried === null ? Buffer.from(part) : Buffer.concat([carried, part]);
    if (carried.length > BODY_BYTES_MAX) {
      over = true;
      res.writeStatus('413 Payload Too Large').end(BAD, true);
    } else if (isLast) takeBody(res, carried, parsed);
  });
}

function takeBody(res: HttpResponse, body: Buffer, parsed: (res: HttpResponse) => void): void {
  try {
    JSON.parse(body.toString('utf8'));
  } catch {
    res.writeStatus('400 Bad Request').end(BAD);
    return;
  }
  parsed(res);
}

function respond(res: HttpResponse): void {
  res.writeHeader('content-type', 'application/json').end(CLEAR);
}

/** The same in a later turn, to whoever is still there. */
export function answerClear(res: HttpResponse): void {
  if (!gone.has(res)) res.cork(() => respond(res));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await serveParent(startNoop);
