/**
 * Replies of Redis in RESP2 (redis.io/docs/reference/protocol-spec), read where they lie.
 * It must never copy a value, nor guess where bytes are not a reply it knows.
 */

/** The values of one reply, lent until the taker returns: after that the bytes are others'. */
export interface Values {
  readonly count: number;
  /** The n-th value, `null` where there is none. Integers and states come as their text. */
  at(n: number): Buffer | null;
}

/** Bytes that no reply begins with, or a reply of a form that is never asked for. */
export class UnreadableReply extends Error {}

const CR = 0x0d;
const MINUS = 0x2d;
const ZERO = 0x30;
const DOLLAR = 0x24;
const STAR = 0x2a;
const PLUS = 0x2b;
const COLON = 0x3a;
const NONE = -1;
/** What a line may have at most: an error's text. */
const LINE_BYTES_MAX = 64 * 1024;

/** Reads one reply after another out of one buffer; the values last until the next is read. */
export class ReplyReader implements Values {
  count = 0;
  /** The text of an error reply, `null` for every other. */
  error: string | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #starts = new Int32Array(1_024);
  #ends = new Int32Array(1_024);

  at(n: number): Buffer | null {
    const start = this.#starts[n] ?? NONE;
    return start < 0 || n >= this.count ? null : this.#bytes.subarray(start, this.#ends[n]);
  }

  /**
   * Reads the reply at `from` of `bytes[0, length)`. Gives where it ends, or -1 while it is not all there.
   * Throws `UnreadableReply`.
   */
  read(bytes: Buffer, from: number, length: number): number {
    this.#bytes = bytes;
    this.count = 0;
    this.error = null;
    if (from >= length) return NONE;
    if (bytes[from] !== STAR) return this.#value(from, length);
    const line = this.#line(from, length);
    if (line < 0) return NONE;
    const count = this.#number(from + 1, line);
    let at = line + 2;
    for (let n = 0; n < count; n += 1) {
      at = this.#value(at, length);
      if (at < 0) return NONE;
    }
    if (this.error !== null) throw new UnreadableReply('an error within a reply');
    return at;
  }

  /** Where the line from `from` on ends: the place of its CR. */
  #line(from: number, length: number): number {
    // Lines are short: a loop over the bytes is cheaper than a search.
    for (let at = from; at + 1 < length; at += 1) if (this.#bytes[at] === CR) return at;
    if (length - from > LINE_BYTES_MAX) throw new UnreadableReply('a line without an end');
    return NONE;
  }

  #number(from: number, to: number): number {
    const bytes = this.#bytes;
    const negative = bytes[from] === MINUS;
    let value = 0;
    for (let at = negative ? from + 1 : from; at < to; at += 1) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) throw new UnreadableReply('a length that is none');
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  #value(from: number, length: number): number {
    if (from >= length) return NONE;
    const line = this.#line(from, length);
    if (line < 0) return NONE;
    switch (this.#bytes[from] ?? 0) {
      case DOLLAR: {
        const size = this.#number(from + 1, line);
        if (size < 0) return this.#add(NONE, NONE, line + 2);
        const start = line + 2;
        const end = start + size;
        return end + 2 > length ? NONE : this.#add(start, end, end + 2);
      }
      case PLUS:
      case COLON:
        return this.#add(from + 1, line, line + 2);
      case MINUS:
        this.error = this.#bytes.toString('utf8', from + 1, line);
        return line + 2;
      default:
        throw new UnreadableReply('a reply of another form');
    }
  }

  #add(start: number, end: number, next: number): number {
    const n = this.count;
    if (n === this.#starts.length) this.#grow();
    this.#starts[n] = start;
    this.#ends[n] = end;
    this.count = n + 1;
    return next;
  }

  #grow(): void {
    const starts = new Int32Array(this.#starts.length * 2);
    const ends = new Int32Array(starts.length);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#starts = starts;
    this.#ends = ends;
  }
}

/** A command as bytes in pieces: texts, and the buffers between them. */
export function commandPieces(args: readonly (string | Buffer)[]): (string | Buffer)[] {
  const pieces: (string | Buffer)[] = [];
  let text = `*${args.length}\r\n`;
  for (const arg of args) {
    if (typeof arg === 'string') text += `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`;
    else {
      pieces.push(`${text}$${arg.length}\r\n`, arg);
      text = '\r\n';
    }
  }
  pieces.push(text);
  return pieces;
}
