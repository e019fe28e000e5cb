/**
 * Reads HTTP/1.1 answers framed by Content-Length, one at a time, and looks for the result.
 * It must never parse the body: at tens of thousands a second that would measure the client.
 */
import { BENCH } from '../bounds.js';

/** What a body says in its first `"result"`: nothing known, clear, match, referred. */
export const VERDICT = { none: 0, clear: 1, match: 2, referred: 3 } as const;
export type Verdict = (typeof VERDICT)[keyof typeof VERDICT];

export type Progress = 'more' | 'done' | 'broken';

const CR = 0x0d;
const LF = 0x0a;
const COLON = 0x3a;
const SPACE = 0x20;
const LENGTH_NAME = Buffer.from('content-length');
const RESULT = Buffer.from('"result":"');
/** By the first letter of `clear`, `match`, `referred`. */
const VERDICT_BY_LETTER: ReadonlyMap<number, Verdict> = new Map([
  [0x63, VERDICT.clear],
  [0x6d, VERDICT.match],
  [0x72, VERDICT.referred],
]);
/** `HTTP/1.1 200` */
const STATUS_AT = 9;
const STATUS_END = 12;

/** One reader per connection, for connections with at most one request under way. */
export class AnswerReader {
  status = 0;
  verdict: Verdict = VERDICT.none;

  #carry: Buffer = Buffer.alloc(0);
  #carried = 0;
  #bodyAt = -1;
  #bodyBytes = -1;

  /**
   * Takes the next `length` bytes of `chunk`. `done`: one answer is complete, `status` and
   * `verdict` hold it. `broken`: not an answer of the expected form, or more bytes than one answer.
   */
  feed(chunk: Buffer, length: number): Progress {
    if (this.#carried === 0) {
      const progress = this.#read(chunk, length);
      if (progress === 'more') this.#keep(chunk, length);
      return progress;
    }
    if (this.#carried + length > BENCH.answerBytesMax) return 'broken';
    this.#keep(chunk, length);
    const progress = this.#read(this.#carry, this.#carried);
    if (progress === 'done') this.#carried = 0;
    return progress;
  }

  #read(bytes: Buffer, length: number): Progress {
    if (this.#bodyAt < 0) {
      this.#readHead(bytes, length);
      if (this.#bodyAt < 0) return 'more';
      if (this.#bodyBytes < 0) return 'broken';
    }
    const end = this.#bodyAt + this.#bodyBytes;
    if (length < end) return 'more';
    if (length > end) return 'broken';
    this.status =
      (digit(bytes, STATUS_AT) * 10 + digit(bytes, STATUS_AT + 1)) * 10 +
      digit(bytes, STATUS_END - 1);
    this.verdict = verdictIn(bytes, this.#bodyAt, end);
    this.#bodyAt = -1;
    this.#bodyBytes = -1;
    return 'done';
  }

  /** Walks the header lines once; sets `#bodyAt` when the empty line has come. */
  #readHead(bytes: Buffer, length: number): void {
    let lineAt = 0;
    for (let at = 0; at + 1 < length; at += 1) {
      if (bytes[at] !== CR || bytes[at + 1] !== LF) continue;
      if (at === lineAt) {
        this.#bodyAt = at + 2;
        return;
      }
      if (isLengthLine(bytes, lineAt, at)) this.#bodyBytes = decimal(bytes, lineAt, at);
      at += 1;
      lineAt = at + 1;
    }
  }

  #keep(chunk: Buffer, length: number): void {
    const needed = this.#carried + length;
    if (needed > this.#carry.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#carry.length * 2, BENCH.readBufferBytes));
      this.#carry.copy(larger, 0, 0, this.#carried);
      this.#carry = larger;
    }
    chunk.copy(this.#carry, this.#carried, 0, length);
    this.#carried = needed;
  }
}

function digit(bytes: Buffer, at: number): number {
  return (bytes[at] ?? 0) - 0x30;
}

function isLengthLine(bytes: Buffer, from: number, to: number): boolean {
  if (to - from <= LENGTH_NAME.length || bytes[from + LENGTH_NAME.length] !== COLON) return false;
  for (let at = 0; at < LENGTH_NAME.length; at += 1) {
    // 0x20 makes ASCII letters lower-case and leaves the hyphen as it is.
    if (((bytes[from + at] ?? 0) | 0x20) !== LENGTH_NAME[at]) return false;
  }
  return true;
}

/** The number behind the colon, or -1 where it is none. */
function decimal(bytes: Buffer, from: number, to: number): number {
  let at = from + LENGTH_NAME.length + 1;
  while (at < to && bytes[at] === SPACE) at += 1;
  if (at === to) return -1;
  let value = 0;
  for (; at < to; at += 1) {
    const next = digit(bytes, at);
    if (next < 0 || next > 9) return -1;
    value = value * 10 + next;
    if (value > BENCH.answerBytesMax) return -1;
  }
  return value;
}

function verdictIn(bytes: Buffer, from: number, end: number): Verdict {
  const found = bytes.indexOf(RESULT, from);
  // The read buffer is used again and again: what lies behind the answer is an older one.
  if (found < 0 || found + RESULT.length >= end) return VERDICT.none;
  return VERDICT_BY_LETTER.get(bytes[found + RESULT.length] ?? 0) ?? VERDICT.none;
}
