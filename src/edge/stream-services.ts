/**
 * What a stream is fed with beside its own checks: the inbox, and what becomes of referred checks.
 * It must never know where either is kept; the flow gives both.
 */
import type { Caller } from '../access/caller.js';

/** Where the messages of one subscription go. */
export interface InboxSink {
  /**
   * One message, as `GET /v1/inbox` shows it. `false`: not taken, there is no room; the same message is
   * given again once `resume` has been called.
   */
  push(message: object): boolean;
  /** The subscription is made; told once, before the first message. */
  opened(): void;
  /** The subscription has ended with a failure, or none was made; nothing more comes of it. */
  failed(thrown: unknown): void;
}

export interface InboxSubscription {
  /** There is room again. May be called when there always was. */
  resume(): void;
  /** Nothing is pushed any more. Called once at most, not after `failed`. */
  close(): void;
}

export interface InboxFeed {
  /**
   * The messages behind `after`, in order, as they come, until closed; `null`: behind the last
   * acknowledgement. What is wrong with `after` is thrown, or told to `failed` instead of `opened`. Never pushes before it
   * has returned.
   */
  subscribe(caller: Caller, after: string | null, sink: InboxSink): InboxSubscription;
}

export interface ReferralFeed {
  /**
   * Tells once, and not before it has returned, when a reviewer has decided a referred check of this
   * caller: what `GET /v1/checks/{checkId}` then answers.
   */
  watch(
    caller: Caller,
    checkId: string,
    decided: (outcome: object) => void,
  ): {
    /** Nothing is told any more. Called once at most, not after `decided`. */
    close(): void;
  };
}
