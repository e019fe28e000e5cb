/**
 * What a member may read of its inbox at this moment: its messages, those about records joined with the records.
 * It must never show, count or hint at a publication of a record that a reading would not show the same caller.
 */
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type { DeadBecause, Lying, Place, Reader } from '../store/inbox.js';
import type { Store } from '../store/store.js';
import { visibleFor } from './readings.js';

/** A message as its reader sees it. */
export interface ShownMessage {
  /** Decimal; it grows along an inbox. */
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly at: string;
  readonly recordId: string | null;
  readonly body: object;
}

export interface Collected {
  readonly messages: readonly ShownMessage[];
  /** Everything up to this number is in `messages`, or is not for the reader to see. */
  readonly upTo: number;
}

const NUMBER = new RegExp(`^\\d{1,${LIMITS.messageNumberDigitsMax}}$`);

/** The number of a message as callers give it. Throws `unprocessable`. */
export function messageNumber(text: string, path: string): number {
  if (NUMBER.test(text)) return Number(text);
  throw new Fault('unprocessable', "A message's id is a decimal number.", path);
}

export const noSuchMessage = (path: string): Fault =>
  new Fault('unprocessable', 'There is no message of that id yet.', path);

function shown({ number, message }: Lying): ShownMessage {
  const { type, at, recordId, body } = message;
  return { id: String(number), type, at: new Date(at).toISOString(), recordId, body };
}

export class InboxReader {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Whether a member's messages wait until it connects again; known to be so at this moment. */
  async waits(reader: string): Promise<boolean> {
    const { tables } = this.#store;
    if (tables.member(reader).connection === 'connected') return false;
    // It may have connected in another process, whose word is not here yet.
    await tables.refresh();
    return tables.member(reader).connection === 'disconnected';
  }

  /**
   * The messages behind a place, at most `max`. Throws `unprocessable` where that number is still to come: whoever
   * asks so has another inbox in mind. The time alone decides, for the last number there is tells of others.
   */
  async collect(reader: Reader, { after, settled }: Place, max: number): Promise<Collected> {
    const messages: ShownMessage[] = [];
    let upTo = after;
    if (await this.waits(reader.member)) return { messages, upTo };
    for (;;) {
      const place = { after: upTo, settled };
      const left = max - messages.length;
      const page = await this.#store.inbox.page(reader, place, left, this.#clock.now());
      if (after > page.last && after >= page.time) throw noSuchMessage('/after');
      upTo = page.upTo;
      messages.push(...(await this.#visible(reader, page.messages)));
      if (upTo >= page.last || messages.length >= max) return { messages, upTo };
    }
  }

  async #visible(reader: Reader, lying: readonly Lying[]): Promise<ShownMessage[]> {
    const seen = await Promise.all(lying.map((one) => this.#sees(reader, one)));
    return lying.filter((_, at) => seen[at]).map(shown);
  }

  /**
   * Of a publication: whether a reading shows the caller its record now. Who was meant at all, the inbox has seen
   * to; a retraction and everything else needs no more.
   */
  async #sees(reader: Reader, { to, number, message }: Lying): Promise<boolean> {
    const { type, recordId } = message;
    if (type !== 'publication' || recordId === null) return true;
    const now = this.#clock.now();
    const dossier = await this.#record(recordId);
    if (typeof dossier === 'string') {
      await this.#store.inbox.bury(to, number, dossier, now);
      return false;
    }
    return visibleFor(reader, dossier, [null], utcDay(now), this.#store) !== null;
  }

  /** The record, or why it cannot be had; the store's own failure is thrown. */
  async #record(recordId: string): Promise<Dossier | DeadBecause> {
    try {
      const kept = await this.#store.records.read(recordId);
      return kept?.dossier ?? 'record-gone';
    } catch (error) {
      if (error instanceof Fault && error.code === 'index_unavailable') throw error;
      return 'record-unreadable';
    }
  }
}
