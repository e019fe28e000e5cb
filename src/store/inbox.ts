/**
 * The inbox as it lies in Redis: a member's own stream and those of many, read as one in the order of their numbers.
 * It must never let a damaged message hold up those behind it, nor give one to whom it is not for.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { isFor, isShownTo, unpackMessage, type Message } from '../record/message.js';
import { Acknowledgements } from './acknowledgements.js';
import { EVERYBODY, SOME_CALLERS } from './deeds.js';
import { inboxKey, KEYS, retractedKey } from './keys.js';
import { listOf, type Link, type Reply } from './redis-client.js';

/** Who reads: callers of a member, of one agency or, `null`, of none; or the General Secretariat's. */
export interface Reader {
  readonly member: string;
  readonly agency: string | null;
}

/** Where a reading is. */
export interface Place {
  /** What lies behind this number is still to be read. */
  readonly after: number;
  /** Of what lies up to this number, only messages that some callers of their members alone are shown. */
  readonly settled: number;
}

/** A message where it lies. */
export interface Lying {
  /** The stream: a reader's code, or one of those for many. */
  readonly to: string;
  /** When it was told, in microseconds since 1970, and greater than every number before. */
  readonly number: number;
  readonly message: Message;
}

export interface InboxPage {
  /** In the order of their numbers. */
  readonly messages: readonly Lying[];
  /** Everything for the reader up to this number is in `messages`. */
  readonly upTo: number;
  /** The last number given to any message, when this was read; no reader may learn it. */
  readonly last: number;
  /** The store's time then, in microseconds since 1970: what is told later has no smaller number. */
  readonly time: number;
}

/** Why a message could not be delivered. */
export type DeadBecause = 'damaged' | 'record-gone' | 'record-unreadable' | 'too-old';

export interface DeadLetter {
  /** Its place among dead letters. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly to: string;
  /** The message's number; of what is too old, the first and the last. */
  readonly messages: readonly [first: number, last: number];
  readonly why: string;
}

/** An element of a stream: its number, and the packed message. */
interface Element {
  readonly to: string;
  readonly number: number;
  readonly bytes: Buffer;
}

const EMPTY = Buffer.alloc(0);
const DEAD_ID = /^\d{1,15}-\d{1,15}$/;

function numberFrom(reply: Reply | undefined): number {
  return reply === null || reply === undefined ? 0 : Number(String(reply));
}

function microsFrom(reply: Reply | undefined): number {
  const [seconds, micros] = listOf(reply).map(Number);
  if (seconds === undefined || micros === undefined) {
    throw new Fault('index_unavailable', 'The store did not answer.');
  }
  return seconds * 1_000_000 + micros;
}

function elementsOf(to: string, reply: Reply): Element[] {
  if (!Array.isArray(reply)) throw new Fault('index_unavailable', 'The store did not answer.');
  return listOf(reply).map((element) => {
    const [id, fields] = listOf(element);
    const [name, value] = listOf(fields);
    const bytes = String(name) === 'm' && Buffer.isBuffer(value) ? value : EMPTY;
    return { to, number: parseInt(String(id), 10), bytes };
  });
}

/** Numbers between which a stream, or several, have nothing for a reader: for whom a message is never changes. */
interface Gap {
  readonly from: number;
  readonly upTo: number;
}

/** Streams that are read as one, and how far. */
interface Span {
  readonly streams: readonly string[];
  readonly after: number;
  /** `null`: to the end. */
  readonly until: number | null;
}

const nameOf = ({ member, agency }: Reader): string => `${member}/${agency ?? ''}`;

export class Inbox {
  readonly #link: Link;
  /** By reader: of all its streams, and of that for some callers alone. */
  readonly #nothing = { all: new Map<string, Gap>(), some: new Map<string, Gap>() };

  constructor(link: Link) {
    this.#link = link;
  }

  /**
   * What lies behind a place for a reader, at most `max`; `now` in milliseconds since 1970. A page may be empty
   * before the end: the next one goes on at `upTo`, and `upTo` equal to `last` is the end.
   */
  async page(
    reader: Reader,
    { after, settled }: Place,
    max: number,
    now: number,
  ): Promise<InboxPage> {
    // Up to where it is settled one stream alone is read, which is short: most messages are for all callers.
    const some = after < settled;
    const nothing = some ? this.#nothing.some : this.#nothing.all;
    const name = nameOf(reader);
    const gap = nothing.get(name);
    const known = gap !== undefined && gap.from <= after && after < gap.upTo;
    const from = known ? gap.upTo : after;
    const { elements, upTo, last, time } = await this.#elements({
      streams: some ? [SOME_CALLERS] : [reader.member, EVERYBODY, SOME_CALLERS],
      after: from,
      until: some ? settled : null,
    });
    const messages: Lying[] = [];
    for (const { to, number, bytes } of elements) {
      const read = this.#read(to, number, bytes, now);
      const message = read instanceof Promise ? await read : read;
      if (message === null || !isShownTo(message, reader.agency)) continue;
      if (message.audience !== null && !isFor(message.audience, reader.member)) continue;
      messages.push({ to, number, message });
      if (messages.length === max) return { messages, upTo: number, last, time };
    }
    if (messages.length === 0 && upTo > from) {
      nothing.set(name, { from: known ? gap.from : after, upTo });
    }
    return { messages, upTo, last, time };
  }

  /** Streams behind a number, in order, as far as all of them have been read. */
  async #elements({ streams, after, until }: Span) {
    const count = LIMITS.inboxPageMax;
    const range = [`${after + 1}`, until === null ? '+' : String(until), 'COUNT', String(count)];
    // The last number is read first: what has one up to it lies in the streams, and what came later is left
    // for the next page. Without it a message could come between the reads and be overtaken by a later one.
    const [time, newest, ...replies] = await Promise.all([
      this.#link.send(['TIME']),
      this.#link.send(['HGET', KEYS.meta, 'messages']),
      ...streams.map((to) => this.#link.send(['XRANGE', inboxKey(to), ...range])),
    ]);
    const last = numberFrom(newest);
    let upTo = until ?? Math.max(last, after);
    const elements: Element[] = [];
    replies.forEach((reply, at) => {
      const read = elementsOf(streams[at] ?? '', reply);
      // Of a stream that has more, nothing is known behind what was read.
      if (read.length === count) upTo = Math.min(upTo, read.at(-1)?.number ?? after);
      elements.push(...read);
    });
    elements.sort((a, b) => a.number - b.number);
    return {
      elements: elements.filter(({ number }) => number <= upTo),
      upTo,
      last,
      time: microsFrom(time),
    };
  }

  #read(to: string, number: number, bytes: Buffer, now: number): Message | Promise<null> {
    try {
      const message = unpackMessage(bytes);
      // Of a message to many that names nobody, nobody can say for whom it is.
      if (message.audience !== null || (to !== EVERYBODY && to !== SOME_CALLERS)) return message;
    } catch {
      // Told below.
    }
    return this.bury(to, number, 'damaged', now).then(() => null);
  }

  /** Puts what cannot be delivered with the dead letters; `now` in milliseconds since 1970. */
  async bury(to: string, number: number, why: DeadBecause, now: number): Promise<void> {
    const args = [to, `${number}-0`, why, String(now)];
    await this.#link.send(['FCALL', 'pc_bury', '0', ...args]);
  }

  /**
   * Where a reading begins that does not say so: behind what its member has acknowledged, and of messages to some
   * callers behind what callers of the reader's agency have.
   */
  async start({ member, agency }: Reader): Promise<Place> {
    const fields = [member, nameOf({ member, agency })];
    const [settled, own] = listOf(await this.#link.send(['HMGET', KEYS.inboxAcks, ...fields]));
    return { after: numberFrom(own), settled: numberFrom(settled) };
  }

  /** How far every reader has that ever did. */
  async acknowledgements(): Promise<Acknowledgements> {
    const rows = listOf(await this.#link.send(['HGETALL', KEYS.inboxAcks]));
    const acks = new Map<string, number>();
    for (let at = 0; at + 1 < rows.length; at += 2) {
      acks.set(String(rows[at]), numberFrom(rows[at + 1]));
    }
    return new Acknowledgements(acks);
  }

  /**
   * Acknowledges everything up to a number, for a reader's member, but of messages to some callers only for those
   * of the reader's agency. Gives how far the member has acknowledged now, which is further where it had before;
   * `null` where a message could still get that number. `now` in milliseconds since 1970.
   */
  async acknowledge({ member, agency }: Reader, upTo: number, now: number): Promise<number | null> {
    const args = [member, agency ?? '', String(upTo), String(now)];
    const answer = String(await this.#link.send(['FCALL', 'pc_ack', '0', ...args]));
    return answer === 'ahead' ? null : Number(answer);
  }

  /** A record's retractions as they were told, oldest first. */
  async retractions(recordId: string): Promise<Lying[]> {
    const notes = await this.#link.send(['LRANGE', retractedKey(recordId), '0', '-1']);
    if (!Array.isArray(notes)) throw new Fault('index_unavailable', 'The store did not answer.');
    return listOf(notes).flatMap((note) => {
      if (!Buffer.isBuffer(note)) return [];
      const [number = '', to = ''] = note.toString('latin1').split(' ', 2);
      const message = unpackMessage(note.subarray(number.length + to.length + 2));
      return [{ to, number: Number(number), message }];
    });
  }

  /** Dead letters behind one of them, or from the first on; throws `invalid_request` for another `after`. */
  async dead(after: string | null, max: number): Promise<DeadLetter[]> {
    if (after !== null && !DEAD_ID.test(after)) {
      throw new Fault('invalid_request', 'This is not an id that a dead letter has.', '/after');
    }
    const from = after === null ? '-' : `(${after}`;
    const args = ['XRANGE', KEYS.inboxDead, from, '+', 'COUNT', String(max)];
    return listOf(await this.#link.send(args)).map(deadLetterOf);
  }
}

function deadLetterOf(reply: Reply): DeadLetter {
  const [id, pairs] = listOf(reply);
  const fields = listOf(pairs).map((field) => (Buffer.isBuffer(field) ? field.toString() : ''));
  const of = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
  const to = of('to');
  const [first = 0, second = 0] = of('id').split('-').map(Number);
  // A single message bears its id in the stream, `<number>-0`.
  const messages = [first, second === 0 ? first : second] as const;
  return {
    id: String(id),
    at: Number(of('at')),
    to: to === SOME_CALLERS ? EVERYBODY : to,
    messages,
    why: of('why'),
  };
}
