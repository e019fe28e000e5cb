/**
 * What a stream is told unasked: messages of the inbox, and what became of its referred checks.
 * It must never hand over more than its reader takes, nor anything to a credential that cannot be confirmed.
 */
import { authorise, type Caller } from '../../access/caller.js';
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import { msgpackFrom } from '../msgpack.js';
import type { InboxFeed, InboxSubscription, ReferralFeed } from '../stream-services.js';
import type { Notice } from './frames.js';

/** Both `null` until the flow gives them. */
export interface FeedServices {
  readonly inbox: InboxFeed | null;
  readonly referrals: ReferralFeed | null;
}

/** The session behind the feeds. */
export interface FeedOwner {
  /** The caller as of now where there is room for more, else `null`. Ends the stream of a revoked one. */
  ready(): Caller | null;
  notify(notice: Notice): void;
}

/** A text or nil. Throws `invalid_request`, `unprocessable`. */
function textOf(bytes: Buffer, path: string): string | null {
  const value = msgpackFrom(bytes);
  if (value === null) return null;
  if (typeof value !== 'string') throw new Fault('invalid_request', 'This field is a text.', path);
  const most = LIMITS.messageIdCharactersMax;
  if (value.length > most) {
    throw new Fault('unprocessable', `This field has at most ${most} characters.`, path);
  }
  return value;
}

/** What becomes of a subscription: it is made or not, and may end later. */
export interface SubscriptionEvents {
  opened(): void;
  failed(thrown: unknown): void;
}

export class StreamFeeds {
  readonly #services: FeedServices;
  readonly #owner: FeedOwner;
  /** The one subscription; `opening` while it is being made. */
  #inbox: InboxSubscription | 'opening' | null = null;
  #inboxWaits = false;
  /** Whoever asked for the subscription and has not been told yet what became of it. */
  #asking: SubscriptionEvents | null = null;
  readonly #watched = new Map<string, { close(): void }>();
  /** Decided referrals that there was no room for yet. */
  #outcomes: object[] = [];
  #closed = false;

  constructor(services: FeedServices, owner: FeedOwner) {
    this.#services = services;
    this.#owner = owner;
  }

  /**
   * Subscribes to the inbox. `events` are told whether it could be, and of an end that comes later. Throws `unprocessable` for another
   * subject, `forbidden`, `conflict` where there is a subscription, `not_found` where there is no inbox.
   */
  subscribe(
    caller: Caller,
    subject: Buffer,
    after: Buffer | null,
    events: SubscriptionEvents,
  ): void {
    if (textOf(subject, '/subscribe') !== 'inbox') {
      throw new Fault('unprocessable', 'What can be subscribed to is inbox.', '/subscribe');
    }
    authorise(caller, 'inbox');
    const behind = after === null ? null : textOf(after, '/after');
    const { inbox } = this.#services;
    if (inbox === null) throw new Fault('not_found', 'There is no inbox to subscribe to.');
    if (this.#inbox !== null) throw new Fault('conflict', 'This stream is subscribed already.');
    this.#inbox = 'opening';
    this.#asking = events;
    const sink = {
      push: (message: object) => this.#push(message),
      opened: () => {
        this.#asking = null;
        if (!this.#closed) events.opened();
      },
      failed: (thrown: unknown) => {
        this.#inbox = null;
        this.#inboxWaits = false;
        this.#asking = null;
        if (!this.#closed) events.failed(thrown);
      },
    };
    try {
      const subscription = inbox.subscribe(caller, behind, sink);
      // The stream may have ended, or the subscription failed, in the meantime.
      if (this.#closed) subscription.close();
      else if (this.#inbox !== null) this.#inbox = subscription;
    } catch (error) {
      this.#inbox = null;
      this.#asking = null;
      throw error;
    }
  }

  #push(message: object): boolean {
    // Nothing of the closed is asked for again.
    if (this.#closed) return false;
    const caller = this.#owner.ready();
    if (caller === null) {
      this.#inboxWaits = true;
      return false;
    }
    this.#owner.notify({ inbox: message });
    return true;
  }

  /** Watches a referred check for its caller; beyond the bound it must be asked for by its id. */
  watch(caller: Caller, checkId: string): void {
    const { referrals } = this.#services;
    if (referrals === null || this.#closed) return;
    if (this.#watched.size + this.#outcomes.length >= LIMITS.streamReferralsMax) return;
    const watch = referrals.watch(caller, checkId, (outcome) => {
      if (!this.#watched.delete(checkId) || this.#closed) return;
      this.#outcomes.push(outcome);
      this.resume();
    });
    this.#watched.set(checkId, watch);
  }

  /** Goes on with what waits, where there is room. */
  resume(): void {
    let told = 0;
    while (told < this.#outcomes.length && this.#owner.ready() !== null) {
      const [referral] = this.#outcomes.slice(told, told + 1);
      if (referral !== undefined) this.#owner.notify({ referral });
      told += 1;
    }
    if (told > 0) this.#outcomes = this.#outcomes.slice(told);
    if (!this.#inboxWaits || this.#inbox === null || this.#inbox === 'opening') return;
    if (this.#owner.ready() === null) return;
    this.#inboxWaits = false;
    this.#inbox.resume();
  }

  /** Nothing is told any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#inbox !== null && this.#inbox !== 'opening') this.#inbox.close();
    this.#inbox = null;
    for (const watch of this.#watched.values()) watch.close();
    this.#watched.clear();
    this.#outcomes = [];
    const asking = this.#asking;
    this.#asking = null;
    // Every frame is answered, this one too.
    asking?.failed(new Fault('overloaded', 'The stream is ending; subscribe on another one.'));
  }
}
