/**
 * Bodies: collected up to a bound, or read and dropped so that the sender sees its answer.
 * It must never keep a chunk beyond its callback without copying it; uWebSockets.js takes it back.
 */
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import type { Exchange } from './exchange.js';

/**
 * Reads up to `LIMITS.dropBytesMax` more of a body that nobody wants, then answers with the problem.
 * A sender that writes before it reads would otherwise see a reset connection and no answer.
 */
export function failAfterBody(
  exchange: Exchange,
  thrown: unknown,
  headers: readonly (readonly [string, string])[] = [],
): void {
  let dropped = 0;
  exchange.response.onData((chunk, isLast) => {
    dropped += chunk.byteLength;
    if (isLast) exchange.fail(thrown, false, headers);
    else if (dropped > LIMITS.dropBytesMax) exchange.fail(thrown, true, headers);
  });
}

/** Calls `use` with the whole body, once; with an over-long one answers `too_large` instead. */
export function collectBody(
  exchange: Exchange,
  bytesMax: number,
  use: (body: Buffer) => void,
): void {
  let kept: Buffer[] = [];
  let size = 0;
  let dropped = 0;
  exchange.response.onData((chunk, isLast) => {
    if (exchange.over) return;
    size += chunk.byteLength;
    if (size > bytesMax) {
      kept = [];
      dropped += chunk.byteLength;
      // The connection ends either way: whoever sends too much may be sending without end.
      if (isLast || dropped > LIMITS.dropBytesMax) exchange.fail(tooLarge(bytesMax), true);
      return;
    }
    // Read while it is lent: the usual body is one chunk, and is not copied.
    if (isLast && kept.length === 0) use(Buffer.from(chunk));
    else {
      kept.push(Buffer.from(new Uint8Array(chunk)));
      if (isLast) use(Buffer.concat(kept));
    }
  });
}

export const tooLarge = (bytesMax: number): Fault =>
  new Fault('too_large', `A body is at most ${bytesMax} bytes here.`);
