/**
 * Bytes to JSON values, strictly: UTF-8 as RFC 8259 has it, and no deeper than our bodies are.
 * It must never repair bytes that are not UTF-8.
 */
import { isUtf8 } from 'node:buffer';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whatever its nesting, so short a text costs nothing; the schemas refuse what is too deep in it. */
const HARMLESS_BYTES = 1_024;

/** How deep the braces and brackets outside texts go; linear. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  }
  return deepest;
}

/** Throws `invalid_request`. `__proto__` comes through as a field of that name, so it is refused as unknown. */
export function jsonFrom(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Fault('invalid_request', 'The text is not UTF-8.', '');
  if (bytes.length > HARMLESS_BYTES && depthOf(bytes) > LIMITS.depthMax) {
    throw new Fault('invalid_request', `Nesting is at most ${LIMITS.depthMax} deep.`, '');
  }
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new Fault('invalid_request', 'The text is not JSON.', '');
  }
}
