/**
 * A stream without a socket: a peer that keeps what it is sent, and checks that are answered when told to.
 * It must never be nearer to the service than the interfaces are.
 */
import { unpack } from 'msgpackr';
import type { Caller } from '../../src/access/caller.js';
import { Quota } from '../../src/access/quota.js';
import { Admission } from '../../src/edge/admission.js';
import { Deadlines } from '../../src/edge/http/deadlines.js';
import type { InboxFeed, InboxSink, ReferralFeed } from '../../src/edge/stream-services.js';
import type { StreamPeer } from '../../src/edge/stream/peer.js';
import { Conversation, type StreamServices } from '../../src/edge/stream/session.js';
import type { CheckAnswer, Checks, CheckSink } from '../../src/flow/check.js';
import { pack, type Frame } from '../support/stream-client.js';

export const CHECK = { purpose: 'border', documents: [{ number: 'A1', issuer: 'FRA' }] };

export class FakePeer implements StreamPeer {
  who: Caller = { credentialId: 'c', member: 'DEU', role: 'ncb', agency: null };
  fault: Error | null = null;
  waitingBytes = 0;
  readonly sent: Frame[] = [];
  closed: number | null = null;
  session: Conversation | null = null;

  caller(): Caller {
    if (this.fault !== null) throw this.fault;
    return this.who;
  }

  send(frame: Uint8Array): void {
    this.sent.push(unpack(Buffer.from(frame)) as Frame);
  }

  close(code: number): void {
    this.closed = code;
    this.session?.gone(code);
  }
}

/** An inbox whose messages are pushed by hand. */
export class FakeInbox implements InboxFeed {
  sink: InboxSink | null = null;
  after: string | null | undefined;
  resumed = 0;
  closed = 0;
  fault: Error | null = null;
  /** Whether a subscription is made at once; else `sink` is told by hand. */
  opens = true;

  subscribe(_caller: Caller, after: string | null, sink: InboxSink) {
    if (this.fault !== null) throw this.fault;
    this.sink = sink;
    this.after = after;
    if (this.opens) sink.opened();
    return { resume: () => void (this.resumed += 1), close: () => void (this.closed += 1) };
  }
}

export class FakeReferrals implements ReferralFeed {
  readonly watched = new Map<string, (outcome: object) => void>();

  watch(_caller: Caller, checkId: string, decided: (outcome: object) => void) {
    this.watched.set(checkId, decided);
    return { close: () => void this.watched.delete(checkId) };
  }
}

/** What the flow would say: only what the edge reads of it. */
function answerOf(result: 'clear' | 'referred', checkId: string): CheckAnswer {
  const answer = { result, checkId, value: () => ({ result, checkId }) };
  return answer as unknown as CheckAnswer;
}

export class Scene {
  readonly peer = new FakePeer();
  readonly inbox = new FakeInbox();
  readonly referrals = new FakeReferrals();
  readonly admission = new Admission(10_000, () => undefined);
  readonly errors: unknown[] = [];
  readonly statuses: number[] = [];
  /** Checks submitted and not answered, in order. */
  readonly pending: CheckSink[] = [];
  /** What the session sees of the flow. */
  readonly checks = {
    submit: (_who: Caller, _wire: object, sink: CheckSink) => this.pending.push(sink),
  };
  readonly session: Conversation;

  constructor(more: Partial<StreamServices> = {}, deadlineMs = 60_000) {
    const services: StreamServices = {
      checks: {
        checks: this.checks as unknown as Checks,
        admission: this.admission,
        quota: new Quota(0, 1, () => 0),
        onChecked: () => undefined,
        onError: (error) => this.errors.push(error),
      },
      inbox: this.inbox,
      referrals: this.referrals,
      onFrame: (status) => this.statuses.push(status),
      onOpened: () => undefined,
      onClosed: () => undefined,
      onError: (error) => this.errors.push(error),
      ...more,
    };
    const deadlines = { check: new Deadlines(deadlineMs), batch: new Deadlines(deadlineMs) };
    this.session = new Conversation(this.peer, services, deadlines);
    this.peer.session = this.session;
  }

  take(...frames: readonly unknown[]): void {
    for (const frame of frames) this.session.frame(pack(frame), true);
  }

  /** Answers the check that has waited longest. */
  answer(result: 'clear' | 'referred' = 'clear', checkId = 'x'): void {
    this.pending.shift()?.answered(answerOf(result, checkId));
  }

  /** What has been sent since the last time. */
  sent(): Frame[] {
    return this.peer.sent.splice(0);
  }
}
