/**
 * Bytes to JSON values, strictly: UTF-8 as RFC 8259 has it, no name twice, and no deeper than our bodies are.
 * It must never repair bytes that are not UTF-8, nor choose between two values of one name.
 */
import { isUtf8 } from 'node:buffer';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { pointerTo } from '../record/shape.js';
import { namesIn } from './names.js';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

interface Outline {
  /** How deep the braces and brackets outside texts go. */
  readonly depth: number;
  /** Colons outside texts: each stands behind a name. */
  readonly names: number;
}

/** Linear, and right for JSON alone. */
function outlineOf(bytes: Uint8Array): Outline {
  let depth = 0;
  let deepest = 0;
  let names = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at] ?? 0) {
      case QUOTE:
        at = endOfText(bytes, at);
        break;
      case COLON:
        names += 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1;
    }
  }
  return { depth: deepest, names };
}

/** Where the text that begins at a quote ends: at its other quote, or behind the last byte. */
function endOfText(bytes: Uint8Array, quote: number): number {
  let at = quote + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Throws `invalid_request`. `__proto__` comes through as a field of that name, so it is refused as unknown. */
export function jsonFrom(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Fault('invalid_request', 'The text is not UTF-8.', '');
  const { depth, names } = outlineOf(bytes);
  if (depth > LIMITS.depthMax) {
    throw new Fault('invalid_request', `Nesting is at most ${LIMITS.depthMax} deep.`, '');
  }
  const value = parsed(bytes);
  if (namesIn(value) !== names) {
    throw new Fault('invalid_request', 'A name stands twice in one object.', doubledIn(bytes));
  }
  return value;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new Fault('invalid_request', 'The text is not JSON.', '');
  }
}

interface Level {
  /** Names of the object so far; `null` in a list. */
  readonly names: Set<string> | null;
  /** The name, or the place in the list, of what is being read. */
  here: string | number;
}

/** A JSON Pointer to the first name that stands twice in its object; `bytes` are JSON. */
function doubledIn(bytes: Buffer): string {
  const levels: Level[] = [];
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const level = levels.at(-1);
    switch (bytes[at] ?? 0) {
      case QUOTE: {
        const end = endOfText(bytes, at);
        text = String(JSON.parse(bytes.toString('utf8', at, end + 1)));
        at = end;
        break;
      }
      case COLON:
        if (level === undefined) return '';
        level.here = text;
        if (level.names?.has(text)) return pointerOf(levels);
        level.names?.add(text);
        break;
      case COMMA:
        if (typeof level?.here === 'number') level.here += 1;
        break;
      case OPEN_BRACE:
        levels.push({ names: new Set(), here: '' });
        break;
      case OPEN_BRACKET:
        levels.push({ names: null, here: 0 });
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        levels.pop();
    }
  }
  return '';
}

const pointerOf = (levels: readonly Level[]): string =>
  levels.reduce((parent, { here }) => pointerTo(parent, String(here).slice(0, 100)), '');
