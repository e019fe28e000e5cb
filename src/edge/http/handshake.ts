/**
 * The opening handshake of a WebSocket, read once while the request lives (RFC 6455, section 4.2).
 * It must never take for a handshake what the library alone would: it looks at one header only.
 */
import type { HttpRequest } from 'uWebSockets.js';
import { Fault } from '../../errors.js';

export interface Handshake {
  readonly key: string;
  /** Offered, in the order of preference. */
  readonly protocols: readonly string[];
}

const NAMES = ['upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-version'] as const;

/** The parts of a list header, whose case does not matter. */
const listed = (value: string): string[] =>
  value.split(',').map((part) => part.trim().toLowerCase());

/** The version of RFC 6455, the only one there is. */
const VERSION = '13';

/**
 * Must be called before the upgrade handler returns. Gives the fault instead of throwing it, so that it can
 * be told after what matters more. Origins are not looked at: a page cannot make a browser send a token.
 */
export function handshakeOf(request: HttpRequest): Handshake | Fault {
  const single = new Map<string, string>();
  const protocols: string[] = [];
  let twice = false;
  request.forEach((name, value) => {
    if (name === 'sec-websocket-protocol') {
      protocols.push(...value.split(',').map((part) => part.trim()));
    } else if ((NAMES as readonly string[]).includes(name)) {
      const known = single.get(name);
      // Connection is a list, so it may come in parts.
      if (known !== undefined && name !== 'connection') twice = true;
      single.set(name, known === undefined ? value : `${known},${value}`);
    }
  });
  const of = (name: (typeof NAMES)[number]): string => single.get(name) ?? '';
  const bad = (detail: string): Fault => new Fault('invalid_request', detail);
  if (twice) return bad('A header of the handshake is given twice.');
  if (!listed(of('upgrade')).includes('websocket') || !listed(of('connection')).includes('upgrade'))
    return bad('This route is upgraded to a WebSocket.');
  if (of('sec-websocket-version') !== VERSION) return bad(`The WebSocket version is ${VERSION}.`);
  return { key: of('sec-websocket-key'), protocols };
}
