/**
 * The inbox as it lies in Redis: a member's own stream and that of all, read as one in the order of their numbers.
 * It must never let a damaged message hold up those behind it, nor give one to whom it is not for.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { isFor, unpackMessage, type Message } from '../record/message.js';
import { EVERYBODY } from './deeds.js';
import { inboxKey, KEYS, retractedKey } from './keys.js';
import { listOf, type Link, type Reply } from './redis-client.js';

/** A message where it lies. */
export interface Lying {
  /** A reader's code, or `*`. */
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

export class Inbox {
  readonly #link: Link;
  /** Of each reader, numbers between which nothing is for it: for whom a message is never changes. */
  readonly #nothing = new Map<string, { readonly from: number; readonly upTo: number }>();

  constructor(link: Link) {
    this.#link = link;
  }

  /**
   * What lies behind `after` for a reader, at most `max`; `now` in milliseconds since 1970. A page may be empty
   * before the end: the next one goes on at `upTo`, and `upTo` equal to `last` is the end.
   */
  async page(reader: string, after: number, max: number, now: number): Promise<InboxPage> {
    const skipped = this.#nothing.get(reader);
    const known = skipped !== undefined && skipped.from <= after && after < skipped.upTo;
    const from = known ? skipped.upTo : after;
    const { elements, upTo, last, time } = await this.#elements(reader, from);
    const messages: Lying[] = [];
    for (const { to, number, bytes } of elements) {
      const read = this.#read(to, number, bytes, now);
      const message = read instanceof Promise ? await read : read;
      if (message === null) continue;
      if (message.audience !== null && !isFor(message.audience, reader)) continue;
      messages.push({ to, number, message });
      if (messages.length === max) return { messages, upTo: number, last, time };
    }
    if (messages.length === 0 && upTo > from) {
      this.#nothing.set(reader, { from: known ? skipped.from : after, upTo });
    }
    return { messages, upTo, last, time };
  }

  /** Both streams behind `after`, in order, as far as both have been read. */
  async #elements(reader: string, after: number) {
    const streams = [reader, EVERYBODY];
    const count = LIMITS.inboxPageMax;
    const range = [`${after + 1}`, '+', 'COUNT', String(count)];
    // The last number is read first: what has one up to it lies in the streams, and what came later is left
    // for the next page. Without it a message could come between the two reads and be overtaken by a later one.
    const [time, newest, ...replies] = await Promise.all([
      this.#link.send(['TIME']),
      this.#link.send(['HGET', KEYS.meta, 'messages']),
      ...streams.map((to) => this.#link.send(['XRANGE', inboxKey(to), ...range])),
    ]);
    const last = numberFrom(newest);
    let upTo = Math.max(last, after);
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
      if (message.audience !== null || to !== EVERYBODY) return message;
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

  /** How far a reader has acknowledged; 0 at the beginning. */
  async acknowledged(reader: string): Promise<number> {
    return numberFrom(await this.#link.send(['HGET', KEYS.inboxAcks, reader]));
  }

  /** How far every reader has that ever did. */
  async acknowledgements(): Promise<ReadonlyMap<string, number>> {
    const rows = listOf(await this.#link.send(['HGETALL', KEYS.inboxAcks]));
    const acks = new Map<string, number>();
    for (let at = 0; at + 1 < rows.length; at += 2) {
      acks.set(String(rows[at]), numberFrom(rows[at + 1]));
    }
    return acks;
  }

  /**
   * Acknowledges everything up to a number. Gives how far it is acknowledged now, which is further where it was
   * before; `null` where a message could still get that number. `now` in milliseconds since 1970.
   */
  async acknowledge(reader: string, upTo: number, now: number): Promise<number | null> {
    const args = [reader, String(upTo), String(now)];
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
  const [first = 0, second = 0] = of('id').split('-').map(Number);
  // A single message bears its id in the stream, `<number>-0`.
  const messages = [first, second === 0 ? first : second] as const;
  return { id: String(id), at: Number(of('at')), to: of('to'), messages, why: of('why') };
}
