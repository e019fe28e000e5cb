/**
 * The inbox as it comes: messages pushed to whoever has subscribed, in order, as fast as they are taken.
 * It must never go past a message that was not taken, nor push before `subscribe` has returned.
 */
import { authorise, type Caller } from '../access/caller.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Place, Reader } from '../store/inbox.js';
import type { Store } from '../store/store.js';
import { messageNumber, type InboxReader } from './inbox-reader.js';
import { listenFor } from './inbox.js';

/** Where the messages of one subscription go. */
export interface MessageSink {
  /** One message. `false`: not taken; the same message is pushed again after `resume`. */
  push(message: object): boolean;
  /** There is such a place to begin behind; told once, before the first message. */
  opened(): void;
  /** The subscription has ended; nothing more comes of it. */
  failed(thrown: unknown): void;
}

export interface Subscription {
  /** There is room again. */
  resume(): void;
  /** Nothing is pushed any more. */
  close(): void;
}

class Feeding implements Subscription {
  readonly #inbox: InboxReader;
  readonly #reader: Reader;
  readonly #sink: MessageSink;
  /** Behind which the next message is looked for; `null`: where its reader's acknowledgements end. */
  #place: Place | null;
  readonly #start: () => Promise<Place>;
  #stop: () => void = () => undefined;
  #retry: NodeJS.Timeout | null = null;
  #running = false;
  /** Something may have come, or there is room, since it last looked. */
  #again = false;
  #full = false;
  #opened = false;
  #closed = false;

  constructor(
    store: Store,
    inbox: InboxReader,
    reader: Reader,
    after: number | null,
    sink: MessageSink,
  ) {
    this.#inbox = inbox;
    this.#reader = reader;
    this.#place = after === null ? null : { after, settled: 0 };
    this.#sink = sink;
    this.#start = () => store.inbox.start(reader);
    this.#stop = listenFor(store, reader.member, () => this.#look());
    setImmediate(() => this.#look());
  }

  resume(): void {
    this.#full = false;
    this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  #look(): void {
    this.#again = true;
    if (!this.#running) void this.#run();
  }

  get #goesOn(): boolean {
    return this.#again && !this.#full && !this.#closed;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#goesOn) {
        this.#again = false;
        await this.#feed();
      }
    } catch (error) {
      this.#failed(error);
    }
    this.#running = false;
  }

  async #feed(): Promise<void> {
    this.#place ??= await this.#start();
    const { settled } = this.#place;
    const max = LIMITS.inboxPageMax;
    const { messages, upTo } = await this.#inbox.collect(this.#reader, this.#place, max);
    if (this.#closed) return;
    if (!this.#opened) {
      this.#opened = true;
      this.#sink.opened();
    }
    for (const message of messages) {
      if (this.#closed) return;
      // Said before: the sink may give room again while it is asked.
      this.#full = true;
      if (!this.#sink.push(message)) return;
      this.#full = false;
      this.#place = { after: Number(message.id), settled };
    }
    this.#place = { after: upTo, settled };
    if (messages.length > 0) this.#again = true;
  }

  /** An outage of the store ends nothing that has begun: it is tried again, from the same place. */
  #failed(error: unknown): void {
    if (this.#closed) return;
    if (this.#opened && error instanceof Fault && error.code === 'index_unavailable') {
      if (this.#retry !== null) clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#look(), LIMITS.inboxRetryMs);
      this.#retry.unref();
      return;
    }
    this.close();
    this.#sink.failed(error);
  }
}

export class InboxFeed {
  readonly #store: Store;
  readonly #reader: InboxReader;

  constructor(store: Store, reader: InboxReader) {
    this.#store = store;
    this.#reader = reader;
  }

  /**
   * The messages behind `after`, or where it is `null` those not acknowledged, and all that come.
   * Throws `forbidden`, and `unprocessable` for what no message is called; that the number is still to come,
   * or that there is no store to ask, `failed` is told instead of `opened`.
   */
  subscribe(caller: Caller, after: string | null, sink: MessageSink): Subscription {
    authorise(caller, 'inbox');
    const position = after === null ? null : messageNumber(after, '/after');
    return new Feeding(this.#store, this.#reader, caller, position, sink);
  }
}
