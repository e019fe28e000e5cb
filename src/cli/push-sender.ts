/**
 * Sends the lines of one bulk call until each has its answer, over broken connections and overload.
 * It must never send an answered line again, and never wait without saying so.
 */
import { FAILURES, type FailureRow } from '../errors.js';
import { reasonOf, textOf, unreachable, type Answer, type Connection } from './connection.js';
import { codeOf, failedEnd, type CommandEnd } from './context.js';
import { problemFrom, problemLine } from './problem.js';
import type { InputLine } from './push-lines.js';

/** One line of the service's reply (CONTRACT section 10, bulk). */
export interface LineAnswer {
  readonly line: number;
  readonly status: number;
  readonly change?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly path?: string;
}

export interface SenderParts {
  readonly connection: Connection;
  readonly pause: (ms: number) => Promise<void>;
  /** Told of every line once, in the order in which the answers come. */
  readonly onAnswer: (line: InputLine, answer: LineAnswer) => void;
  /** Told before every wait. */
  readonly onWait: (why: string, ms: number) => void;
}

const BULK_PATH = 'v1/records/bulk';
const LINE_FEED = Buffer.from('\n');
/**
 * Lines sent while it is not known whether any will be taken: few enough that a refusal of the whole
 * call is not lost in the breaking of a connection that still sends.
 */
const PROBE_LINES = 16;
/** Rounds without one answer. Before the very first answer the address may just be wrong. */
const ROUNDS_AT_FIRST = 5;
/** Waits of about a minute in all: a service that drains, ends and starts again is back by then. */
const ROUNDS_MAX = 12;
const WAIT_FIRST_MS = 250;
const WAIT_MAX_MS = 8_000;
const RETRY_AFTER_MAX_MS = 60_000;
/** A reply line is a few hundred bytes; without an end it is no reply of the service. */
const REPLY_LINE_BYTES_MAX = 64 * 1024;
/** An error of the network that may pass. A wrong host or certificate does not. */
const PASSING = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'HPE_INVALID_EOF_STATE'],
]);

/** Why a round ended with lines unanswered. */
interface Shortfall {
  /** A sentence. */
  readonly why: string;
  readonly retryAfterMs: number;
}

export class PushSender {
  readonly #parts: SenderParts;
  #answered = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Resolves when every line is answered. Throws `CommandEnd` when that cannot be brought about. */
  async send(lines: readonly InputLine[]): Promise<void> {
    let pending = lines;
    let rounds = 0;
    while (pending.length > 0) {
      const cautious = !this.#answered || rounds > 0;
      const now = cautious ? pending.slice(0, PROBE_LINES) : pending;
      const round = new Round(now);
      const shortfall = await this.#round(round);
      const unanswered = round.unanswered();
      pending = [...unanswered, ...pending.slice(now.length)];
      rounds = unanswered.length < now.length ? 0 : rounds + 1;
      if (rounds === 0) this.#answered = true;
      if (unanswered.length === 0) continue;
      if (rounds >= (this.#answered ? ROUNDS_MAX : ROUNDS_AT_FIRST)) {
        throw failedEnd(`Given up: ${shortfall.why}`);
      }
      const doubled = WAIT_FIRST_MS * 2 ** Math.max(0, rounds - 1);
      const ms = Math.max(Math.min(doubled, WAIT_MAX_MS), shortfall.retryAfterMs);
      this.#parts.onWait(shortfall.why, ms);
      await this.#parts.pause(ms);
    }
  }

  async #round(round: Round): Promise<Shortfall> {
    let answer: Answer;
    const { connection, onAnswer } = this.#parts;
    try {
      answer = await connection.post(BULK_PATH, 'application/x-ndjson', round.body());
      if (answer.status !== 200) return await refusedCall(answer);
      for await (const text of replyLines(answer)) {
        const reply = answerFrom(text);
        const line = round.take(reply);
        if (line !== null) onAnswer(line, reply);
      }
    } catch (error) {
      if (!PASSING.has(codeOf(error))) throw endOf(connection, error);
      return { why: sentence(reasonOf(error)), retryAfterMs: 0 };
    }
    return { why: sentence(round.putOff ?? 'the reply ended early'), retryAfterMs: 0 };
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function endOf(connection: Connection, error: unknown): unknown {
  return codeOf(error) === '' ? error : unreachable(connection, error);
}

async function refusedCall(answer: Answer): Promise<Shortfall> {
  const problem = problemFrom(answer.status, await textOf(answer));
  if (!problem.retryable) throw failedEnd(problemLine(problem));
  const retryAfterMs = Math.min((answer.retryAfterS ?? 0) * 1000, RETRY_AFTER_MAX_MS);
  return { why: problemLine(problem), retryAfterMs };
}

/** One sending of lines, and which of them have been answered. */
class Round {
  readonly #lines: readonly InputLine[];
  readonly #taken: boolean[];
  /** Why the service put a line off, when it did. */
  putOff: string | null = null;

  constructor(lines: readonly InputLine[]) {
    this.#lines = lines;
    this.#taken = lines.map(() => false);
  }

  body(): Buffer {
    return Buffer.concat(this.#lines.flatMap(({ bytes }) => [bytes ?? LINE_FEED, LINE_FEED]));
  }

  /** The line that an answer is for; `null` when it only says to try again. */
  take(answer: LineAnswer): InputLine | null {
    const at = answer.line - 1;
    const line = this.#lines[at];
    if (line === undefined || this.#taken[at] !== false) throw notAReply();
    if (putsOff(answer)) {
      this.putOff = answer.detail ?? 'the service is overloaded';
      return null;
    }
    this.#taken[at] = true;
    return line;
  }

  unanswered(): InputLine[] {
    return this.#lines.filter((_, at) => this.#taken[at] === false);
  }
}

/** `internal` is not among them: what fails in the service by itself would fail for ever. */
function putsOff({ status, code }: LineAnswer): boolean {
  if (code === undefined || code === 'internal') return false;
  const row: FailureRow | undefined = Object.hasOwn(FAILURES, code)
    ? FAILURES[code as keyof typeof FAILURES]
    : undefined;
  return row?.retryable ?? status === 503;
}

function notAReply(): CommandEnd {
  return failedEnd('The reply is not that of a bulk push: is this the right address?');
}

function answerFrom(text: string): LineAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAReply();
  }
  if (typeof value !== 'object' || value === null) throw notAReply();
  const { line, status, change, code } = value as Partial<Record<keyof LineAnswer, unknown>>;
  if (typeof line !== 'number' || typeof status !== 'number') throw notAReply();
  if (typeof change !== 'string' && typeof code !== 'string') throw notAReply();
  return value as LineAnswer;
}

async function* replyLines(answer: Answer): AsyncGenerator<string> {
  let begun = '';
  answer.body.setEncoding('utf8');
  for await (const chunk of answer.body as AsyncIterable<string>) {
    const texts = (begun + chunk).split('\n');
    begun = texts.pop() ?? '';
    if (begun.length > REPLY_LINE_BYTES_MAX) throw notAReply();
    for (const text of texts) if (text.trim() !== '') yield text;
  }
  if (begun.trim() !== '') yield begun;
}
