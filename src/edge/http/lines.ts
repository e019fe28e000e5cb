/**
 * Streams of lines: NDJSON in, NDJSON out, answers in the order of their lines.
 * It must never hold more lines than the limits allow, however fast the sender or slow the reader is, nor take a line
 * for a credential without judging it.
 */
import { holdsNoLonger, type Caller, type CallerNow } from '../../access/caller.js';
import { Fault, faultOf } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import type { Line, LinesRoute } from '../route.js';
import type { Deadlines } from './deadlines.js';
import { statusLine, type Exchange } from './exchange.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

interface Slot {
  text: string | null;
}

function failedLine(line: number, fault: Fault): string {
  const { status, code, message } = fault;
  return JSON.stringify({ line, recordId: null, status, code, detail: message });
}

export class LineStream {
  readonly #exchange: Exchange;
  readonly #route: LinesRoute;
  readonly #callerNow: CallerNow;
  readonly #deadlines: Deadlines;
  readonly #onError: (error: unknown) => void;
  /** Bytes of a line whose end has not come yet. */
  #partial: Buffer[] = [];
  #partialBytes = 0;
  #number = 0;
  #waiting: Line[] = [];
  #waitingBytes = 0;
  /** Lines being worked on or answered and not yet written, in order. */
  #slots: Slot[] = [];
  #complete = false;
  #paused = false;
  #blocked = false;
  #started = false;
  #flushing = false;
  /** The credential holds no longer: nothing more is taken, and what still comes is dropped. */
  #left = false;
  #dropped = 0;
  /** Enough was dropped, or waited for: the reply ends, and the connection of a sender that goes on with it. */
  #cutOff = false;
  #linger: NodeJS.Timeout | null = null;

  constructor(
    exchange: Exchange,
    route: LinesRoute,
    callerNow: CallerNow,
    deadlines: Deadlines,
    onError: (error: unknown) => void,
  ) {
    this.#exchange = exchange;
    this.#route = route;
    this.#callerNow = callerNow;
    this.#deadlines = deadlines;
    this.#onError = onError;
  }

  /** Takes over the request's body and its response. */
  start(): void {
    const { response } = this.#exchange;
    response.onData((chunk, isLast) => {
      if (this.#exchange.over) return;
      if (this.#left) return this.#drop(chunk.byteLength, isLast);
      this.#split(Buffer.from(new Uint8Array(chunk)));
      if (isLast) {
        if (this.#partialBytes > 0) this.#endLine(Buffer.alloc(0));
        this.#complete = true;
      }
      this.#work();
    });
  }

  /** Like any body that nobody wants: read on within bounds, so that the sender sees what it is told. */
  #drop(bytes: number, isLast: boolean): void {
    this.#dropped += bytes;
    this.#complete = isLast;
    this.#cutOff ||= this.#dropped > LIMITS.dropBytesMax;
    if (isLast || this.#cutOff) this.#flushSoon();
  }

  #split(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      if (end < 0) break;
      this.#endLine(chunk.subarray(from, end));
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#partialBytes += bytes.length;
    // A line over the limit is read over, not kept.
    if (this.#partialBytes <= this.#route.lineBytesMax + 1) this.#partial.push(bytes);
    else this.#partial = [];
  }

  #endLine(rest: Buffer): void {
    this.#keep(rest);
    const size = this.#partialBytes;
    const parts = this.#partial;
    this.#partial = [];
    this.#partialBytes = 0;
    this.#number += 1;
    let bytes: Buffer | null = null;
    if (size <= this.#route.lineBytesMax + 1) {
      bytes = parts.length === 1 ? (parts[0] ?? null) : Buffer.concat(parts);
      if (bytes?.at(-1) === CARRIAGE_RETURN) bytes = bytes.subarray(0, -1);
      if (bytes?.length === 0) return;
      if (bytes !== null && bytes.length > this.#route.lineBytesMax) bytes = null;
    }
    this.#waiting.push({ number: this.#number, bytes });
    this.#waitingBytes += bytes?.length ?? 0;
  }

  #work(): void {
    let taken = 0;
    while (
      taken < this.#waiting.length &&
      this.#slots.length < this.#route.linesInFlightMax &&
      !this.#blocked &&
      !this.#left
    ) {
      const line = this.#waiting[taken];
      taken += 1;
      if (line === undefined) break;
      this.#waitingBytes -= line.bytes?.length ?? 0;
      void this.#handle(line);
    }
    if (this.#left) this.#forget();
    else if (taken > 0) this.#waiting.splice(0, taken);
    const { response } = this.#exchange;
    if (!this.#paused && this.#waitingBytes > LIMITS.bulkPausedBytes / 2) {
      this.#paused = true;
      response.pause();
    } else if (this.#paused && this.#waitingBytes < LIMITS.bulkPausedBytes / 8) {
      this.#paused = false;
      response.resume();
    }
    this.#flushSoon();
  }

  #forget(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#partial = [];
  }

  /** The caller as of this line; the first line of a credential that holds no longer is the last that is taken. */
  #judge(): Caller | Fault {
    try {
      return this.#callerNow();
    } catch (error) {
      if (!(error instanceof Fault)) this.#onError(error);
      const fault = faultOf(error);
      this.#left = holdsNoLonger(fault);
      return fault;
    }
  }

  async #handle(line: Line): Promise<void> {
    const slot: Slot = { text: null };
    this.#slots.push(slot);
    const settle = (text: string): void => {
      if (slot.text !== null) return;
      slot.text = text;
      this.#flushSoon();
    };
    const watched = this.#deadlines.watch({
      expire: () => {
        settle(failedLine(line.number, new Fault('deadline_exceeded', 'Not written in time.')));
      },
    });
    try {
      settle(await this.#route.handleLine(this.#judge(), line));
    } catch (error) {
      this.#onError(error);
      settle(failedLine(line.number, new Fault('internal', 'The service failed on this line.')));
    }
    this.#deadlines.done(watched);
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#exchange.over || this.#blocked) return;
    let ready = 0;
    let text = '';
    for (const slot of this.#slots) {
      if (slot.text === null) break;
      text += `${slot.text}\n`;
      ready += 1;
    }
    if (ready > 0) this.#slots.splice(0, ready);
    const answered = this.#slots.length === 0 && this.#waiting.length === 0;
    const done = answered && (this.#complete || this.#cutOff);
    if (answered && this.#left && !done) this.#endSoon();
    const { response } = this.#exchange;
    response.cork(() => {
      this.#begin();
      if (text !== '' && !response.write(text)) {
        this.#blocked = true;
        response.onWritable(() => {
          this.#blocked = false;
          this.#work();
          return true;
        });
      }
      if (!done) return;
      response.end(undefined, !this.#complete);
      this.#exchange.finish(200);
    });
    if (!done && ready > 0 && !this.#blocked) this.#work();
  }

  /** A sender that waits for its answer before it goes on may never end its body by itself. */
  #endSoon(): void {
    if (this.#linger !== null) return;
    this.#linger = setTimeout(() => {
      this.#cutOff = true;
      this.#flush();
    }, LIMITS.bulkLingerMs);
    this.#linger.unref();
  }

  #begin(): void {
    if (this.#started) return;
    this.#started = true;
    const { response } = this.#exchange;
    response.writeStatus(statusLine(200));
    response.writeHeader('content-type', 'application/x-ndjson');
    response.writeHeader('cache-control', 'no-store');
    response.writeHeader('x-content-type-options', 'nosniff');
  }
}
