/**
 * One frame that wants an answer: told once, by whichever comes first of reply, failure and deadline.
 * It must never be answered twice, nor forget that its checks are worked on after its deadline too.
 */
import { Fault } from '../../errors.js';
import type { CheckAnswer } from '../../flow/check.js';
import type { Deadlines, Timed, Watched } from '../http/deadlines.js';
import { CountedCheck, type CheckServices } from '../routes/checks.js';

/** What a call tells its stream: exactly one of the two, once. */
export interface CallOwner {
  /** `null`: done, and nothing to say. */
  replied(call: StreamCall, reply: object | null): void;
  failed(call: StreamCall, thrown: unknown): void;
}

export class StreamCall implements Timed {
  /** The bytes of the frame's id. */
  readonly id: Buffer;
  readonly startedAt = performance.now();
  readonly #owner: CallOwner;
  #over = false;
  #deadlines: Deadlines | null = null;
  #watched: Watched | null = null;

  constructor(id: Buffer, owner: CallOwner) {
    this.id = id;
    this.#owner = owner;
  }

  /** Lets it be answered `deadline_exceeded` unless it is over by then. */
  endWithin(deadlines: Deadlines): void {
    this.#deadlines = deadlines;
    this.#watched = deadlines.watch(this);
  }

  expire(): void {
    this.fail(new Fault('deadline_exceeded', 'Not answered in time.'));
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    if (this.#watched !== null) this.#deadlines?.done(this.#watched);
    return true;
  }

  /** Whether it was this that answered. */
  reply(value: object | null): boolean {
    if (!this.#finish()) return false;
    this.#owner.replied(this, value);
    return true;
  }

  /** Likewise. */
  fail(thrown: unknown): boolean {
    if (!this.#finish()) return false;
    this.#owner.failed(this, thrown);
    return true;
  }
}

/** The single check of a frame. */
export class StreamCheck extends CountedCheck {
  readonly #call: StreamCall;
  /** Called once, when it is no longer worked on; with the answer where it has been told. */
  readonly #ended: (told: CheckAnswer | null) => void;

  constructor(
    services: CheckServices,
    call: StreamCall,
    ended: (told: CheckAnswer | null) => void,
  ) {
    super(services);
    this.#call = call;
    this.#ended = ended;
  }

  protected tell(answer: CheckAnswer): void {
    let told = false;
    try {
      told = this.#call.reply(answer.value());
    } catch (error) {
      this.#call.fail(error);
    }
    this.#ended(told ? answer : null);
  }

  protected refuse(thrown: unknown): void {
    this.#call.fail(thrown);
    this.#ended(null);
  }
}
