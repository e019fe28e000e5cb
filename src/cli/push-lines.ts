/**
 * An NDJSON input cut into lines, and the lines gathered into calls of bounded size.
 * It must never hold more than one call and one piece of input, however long a line is.
 */
import { LIMITS } from '../limits.js';

export interface InputLine {
  /** Counts from 1, blank lines included: what an editor shows. */
  readonly number: number;
  /** The line without its line feed; `null` when it is over the limit of the service. */
  readonly bytes: Buffer | null;
}

/** The lines that end within one piece of the input. */
export interface Piece {
  readonly lines: readonly InputLine[];
  /** Bytes of the input read so far. */
  readonly readTo: number;
}

const LF = 0x0a;
const BLANK_MAX = 0x20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

class LineCutter {
  #number = 0;
  /** The beginning of the line that has not ended yet; emptied once it is too long. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  /** The lines that end in a chunk. Blank ones are counted and left out. */
  cut(chunk: Buffer): InputLine[] {
    const lines: InputLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      this.#take(chunk.subarray(from, at));
      this.#end(lines);
      from = at + 1;
    }
    this.#take(chunk.subarray(from));
    return lines;
  }

  /** The last line, when it has no line feed. */
  rest(): InputLine[] {
    const lines: InputLine[] = [];
    if (this.#begunBytes > 0) this.#end(lines);
    return lines;
  }

  #take(part: Buffer): void {
    this.#begunBytes += part.length;
    if (this.#begunBytes > LIMITS.bulkLineBytesMax) this.#begun = [];
    else if (part.length > 0) this.#begun.push(part);
  }

  #end(lines: InputLine[]): void {
    this.#number += 1;
    const tooLong = this.#begunBytes > LIMITS.bulkLineBytesMax;
    const [first] = this.#begun;
    let bytes = this.#begun.length === 1 && first ? first : Buffer.concat(this.#begun);
    this.#begun = [];
    this.#begunBytes = 0;
    if (tooLong) {
      lines.push({ number: this.#number, bytes: null });
      return;
    }
    if (this.#number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
      bytes = bytes.subarray(3);
    }
    if (!isBlank(bytes)) lines.push({ number: this.#number, bytes });
  }
}

function isBlank(bytes: Buffer): boolean {
  // Records begin with a brace: the first byte decides nearly always.
  return bytes.every((byte) => byte <= BLANK_MAX);
}

export async function* piecesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const cutter = new LineCutter();
  let readTo = 0;
  for await (const chunk of source) {
    readTo += chunk.length;
    yield { lines: cutter.cut(chunk), readTo };
  }
  yield { lines: cutter.rest(), readTo };
}

/** Lines that travel together in one bulk call. */
export interface BulkCall {
  readonly lines: readonly InputLine[];
  readonly readTo: number;
}

/** A megabyte is some 5,000 records: enough to keep the service busy, little to send again. */
const CALL_BYTES_MAX = 1024 * 1024;
const CALL_LINES_MAX = 8_192;

const RECORD_ID = /"recordId"[ \t]{0,8}:[ \t]{0,8}"([^"]{1,100})"/;

function recordIdIn({ bytes }: InputLine): string | null {
  return bytes === null ? null : (RECORD_ID.exec(bytes.toString('latin1'))?.[1] ?? null);
}

/**
 * The calls, in the order of their lines. A call is also closed when `idle` resolves before the
 * next piece, so that a slow writer's records do not wait for others. And no call carries a record
 * twice: the service works on the lines of a call side by side, and of two versions the later line
 * must win.
 */
export async function* callsOf(
  pieces: AsyncIterator<Piece, void>,
  idle: (stop: AbortSignal) => Promise<unknown>,
): AsyncGenerator<BulkCall> {
  const call = new CallInMaking();
  let next = pieces.next();
  for (;;) {
    if (call.size > 0 && (await idleBefore(next, idle))) yield call.close();
    const result = await next;
    if (result.done === true) break;
    const piece = result.value;
    next = pieces.next();
    // It is awaited in the next round; until then its failure must not count as nobody's.
    next.catch(() => undefined);
    for (const line of piece.lines) {
      if (!call.hasRoomFor(line)) yield call.close();
      call.add(line);
    }
    call.readTo = piece.readTo;
  }
  if (call.size > 0) yield call.close();
}

class CallInMaking {
  readTo = 0;
  #lines: InputLine[] = [];
  #bytes = 0;
  readonly #recordIds = new Set<string>();

  get size(): number {
    return this.#lines.length;
  }

  hasRoomFor(line: InputLine): boolean {
    if (this.size === 0) return true;
    if (this.size >= CALL_LINES_MAX) return false;
    if (this.#bytes + (line.bytes?.length ?? 0) > CALL_BYTES_MAX) return false;
    const recordId = recordIdIn(line);
    return recordId === null || !this.#recordIds.has(recordId);
  }

  add(line: InputLine): void {
    this.#lines.push(line);
    this.#bytes += line.bytes?.length ?? 0;
    const recordId = recordIdIn(line);
    if (recordId !== null) this.#recordIds.add(recordId);
  }

  close(): BulkCall {
    const closed = { lines: this.#lines, readTo: this.readTo };
    this.#lines = [];
    this.#bytes = 0;
    this.#recordIds.clear();
    return closed;
  }
}

async function idleBefore(
  next: Promise<unknown>,
  idle: (stop: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const stop = new AbortController();
  const waited = idle(stop.signal).then(
    () => true,
    () => false,
  );
  const came = next.then(
    () => false,
    () => false,
  );
  const isIdle = await Promise.race([came, waited]);
  stop.abort();
  return isIdle;
}
