/**
 * The flow of a check: ask, find, score, restrict, gate, record in the audit, reply.
 * It must never answer by another way, whoever asks.
 *
 * Checks that arrive in one turn of the event loop go through their stages together, and none of them
 * waits on a promise of its own: at tens of thousands a second those would cost more than the stages.
 */
import type { Caller } from '../access/caller.js';
import type { CheckResult } from '../audit/entry.js';
import { newId, type Clock } from '../clock.js';
import type { GateAnswer, GateQuestion } from '../gate/question.js';
import type { LookupContext } from '../record/lookup.js';
import type { CheckWire } from '../record/wire.js';
import type { Lookups } from '../store/lookups.js';
import type { Store } from '../store/store.js';
import { ask, type Asked } from './ask.js';
import { find, findAgain, type FindSink, type Found } from './find.js';
import { gate, type Cleared, type GatePool, type LookupHistory, type Measures } from './gate.js';
import { lookupOf } from './lookup.js';
import { RecordCache } from './record-cache.js';
import {
  audit,
  resultOf,
  type AnswerConsequence,
  type Audited,
  type AuditSink,
  type AuditTrail,
} from './record-in-audit.js';
import { reply, replyText, type ReplyContext } from './reply.js';
import { restrict, type Restricted } from './restrict.js';
import { score } from './score.js';

type TimedStage = 'find' | 'gate' | 'audit';

/** Milliseconds each stage took, for metrics. */
export type OnStage = (stage: TimedStage, ms: number) => void;

/** Told what the gate said to a check that passed it, for metrics. */
export type OnGated = (cleared: Pick<Cleared, 'verdicts' | 'wholeRules'>) => void;

export interface CheckParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly measures: Measures;
  readonly pool: GatePool;
  readonly lookups: Pick<Lookups, 'record'>;
  readonly trail: AuditTrail;
  readonly supervised: (member: string) => boolean;
  readonly onStage: OnStage;
  readonly consequences: readonly AnswerConsequence[];
  readonly onGated: OnGated;
}

/** A check that is answered and on record, to be told in the form the caller wants. */
export class CheckAnswer {
  readonly #audited: Audited;
  readonly #context: ReplyContext;
  readonly #tookMs: number;

  constructor(audited: Audited, context: ReplyContext, tookMs: number) {
    this.#audited = audited;
    this.#context = context;
    this.#tookMs = tookMs;
  }

  get checkId(): string {
    return this.#audited.checkId;
  }

  get result(): Audited['result'] {
    return this.#audited.result;
  }

  value(): object {
    return reply(this.#audited, this.#context, this.#tookMs);
  }

  json(): string {
    return replyText(this.#audited, this.#context, this.#tookMs);
  }
}

/** Where the answer to a check goes: exactly one of the two is called, once. Neither may throw. */
export interface CheckSink {
  answered(answer: CheckAnswer): void;
  /** With a Fault of `ask`, or `index_unavailable`. */
  failed(thrown: unknown): void;
}

/** One check on its way through the stages. */
class Passage implements FindSink, AuditSink, LookupHistory, GatePool {
  readonly #parts: CheckParts;
  readonly #context: ReplyContext;
  readonly #cache: RecordCache;
  readonly #caller: Caller;
  readonly #wire: CheckWire;
  readonly #sink: CheckSink;
  readonly #checkId = newId();
  readonly #startedAt = performance.now();
  /** Set once the check is on record. */
  #recorded: Asked | null = null;
  #lookups: Promise<LookupContext> | null = null;
  /** What the gate said where nothing was found. */
  #ofNothing: Promise<GateAnswer> | null = null;
  /** What was put on record last. */
  #result: CheckResult | null = null;
  #stageFrom = this.#startedAt;

  constructor(
    parts: CheckParts,
    context: ReplyContext,
    cache: RecordCache,
    caller: Caller,
    wire: CheckWire,
    sink: CheckSink,
  ) {
    this.#parts = parts;
    this.#context = context;
    this.#cache = cache;
    this.#caller = caller;
    this.#wire = wire;
    this.#sink = sink;
  }

  /** The check asked, or `null` where it has been refused. */
  ask(now: number): Asked | null {
    try {
      return ask(this.#caller, this.#wire, now, this.#parts.store.addresses);
    } catch (error) {
      this.failed(error);
      return null;
    }
  }

  found(found: Found): void {
    this.#passed('find');
    try {
      const { store, clock, measures } = this.#parts;
      const now = clock.now();
      const restricted = restrict(score(found, now), store.tables);
      const gated = gate(this.#checkId, restricted, measures, this, this);
      if (gated instanceof Promise) {
        gated.then(
          (cleared) => this.#judged(cleared, now),
          (error: unknown) => this.failed(error),
        );
      } else this.#cleared(gated, now);
    } catch (error) {
      this.failed(error);
    }
  }

  #judged(cleared: Cleared, now: number): void {
    // A referral is there with the audit entry: it could not be taken back where copies turn out old.
    if (cleared.referred && cleared.asOf !== null) {
      findAgain(cleared.asked, this.#parts.store, this.#cache, this);
      return;
    }
    this.#parts.onGated(cleared);
    this.#cleared(cleared, now);
  }

  /** One check is one lookup, also when it has to be looked up again: then with what was found at first. */
  record(restricted: Restricted): Promise<LookupContext> {
    const { lookups, store, clock } = this.#parts;
    this.#lookups ??= lookups.record(lookupOf(restricted, store.searchSecret, clock.now()));
    return this.#lookups;
  }

  /** A check that finds nothing is judged once, also when it is looked up again: a gate may be slow. */
  judge(question: GateQuestion, context: Promise<LookupContext> | null): Promise<GateAnswer> {
    const { pool } = this.#parts;
    if (question.matches.length > 0) return pool.judge(question, context);
    // The same counts as at first; whoever waits for them has them from there.
    if (this.#ofNothing !== null) context?.catch(() => undefined);
    this.#ofNothing ??= pool.judge(question, context);
    return this.#ofNothing;
  }

  #cleared(cleared: Cleared, now: number): void {
    this.#passed('gate');
    const { trail, store, consequences } = this.#parts;
    const { searchSecret } = store;
    try {
      const earlier = this.#result;
      this.#recorded = cleared.asked;
      this.#result = resultOf(cleared);
      audit(this.#checkId, cleared, trail, searchSecret, now, this, earlier, consequences);
    } catch (error) {
      this.failed(error);
    }
  }

  audited(audited: Audited): void {
    this.#passed('audit');
    const tookMs = this.#stageFrom - this.#startedAt;
    this.#sink.answered(new CheckAnswer(audited, this.#context, tookMs));
  }

  /** The entry stays in the audit beside the one that is answered from; both bear the check's id. */
  outdated(): void {
    if (this.#recorded !== null) findAgain(this.#recorded, this.#parts.store, this.#cache, this);
  }

  failed(thrown: unknown): void {
    this.#sink.failed(thrown);
  }

  #passed(stage: TimedStage): void {
    const now = performance.now();
    this.#parts.onStage(stage, now - this.#stageFrom);
    this.#stageFrom = now;
  }
}

export class Checks {
  readonly #parts: CheckParts;
  readonly #cache = new RecordCache();
  readonly #context: ReplyContext;
  #arrived: Passage[] = [];

  constructor(parts: CheckParts) {
    this.#parts = parts;
    this.#context = { tables: parts.store.tables, supervised: parts.supervised };
  }

  /** Takes a check on; it is worked on with all others of this turn. Never throws. */
  submit(caller: Caller, wire: CheckWire, sink: CheckSink): void {
    const passage = new Passage(this.#parts, this.#context, this.#cache, caller, wire, sink);
    if (this.#arrived.push(passage) === 1) setImmediate(() => this.#setOut());
  }

  /** The same as a promise; rejects with what `failed` is told. */
  answer(caller: Caller, wire: CheckWire): Promise<CheckAnswer> {
    return new Promise((answered, failed) => this.submit(caller, wire, { answered, failed }));
  }

  #setOut(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    const { clock, store } = this.#parts;
    const now = clock.now();
    const asked: Asked[] = [];
    const sinks: Passage[] = [];
    for (const passage of arrived) {
      const check = passage.ask(now);
      if (check === null) continue;
      asked.push(check);
      sinks.push(passage);
    }
    find(asked, store, this.#cache, sinks);
  }
}
