/**
 * The flow of a check: ask, find, score, restrict, gate, record in the audit, reply.
 * It must never answer by another way, whoever asks.
 */
import type { Caller } from '../access/caller.js';
import { newId, type Clock } from '../clock.js';
import { Turn } from '../pace.js';
import type { CheckWire } from '../record/wire.js';
import type { Store } from '../store/store.js';
import { ask } from './ask.js';
import { find } from './find.js';
import { gate, type GatePool, type Measures } from './gate.js';
import { RecordCache } from './record-cache.js';
import { audit, type Audited, type AuditTrail } from './record-in-audit.js';
import { reply, replyText, type ReplyContext } from './reply.js';
import { restrict } from './restrict.js';
import { score } from './score.js';

/** Milliseconds each stage took, for metrics. */
export type OnStage = (stage: 'find' | 'gate' | 'audit', ms: number) => void;

export interface CheckParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly measures: Measures;
  readonly pool: GatePool;
  readonly trail: AuditTrail;
  readonly supervised: (member: string) => boolean;
  readonly onStage: OnStage;
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

export class Checks {
  readonly #parts: CheckParts;
  readonly #cache = new RecordCache();
  readonly #turn = new Turn();
  readonly #context: ReplyContext;

  constructor(parts: CheckParts) {
    this.#parts = parts;
    this.#context = { tables: parts.store.tables, supervised: parts.supervised };
  }

  /** Rejects with the Faults of `ask` and with `index_unavailable`. */
  async answer(caller: Caller, wire: CheckWire): Promise<CheckAnswer> {
    const { store, clock, measures, pool, trail, onStage } = this.#parts;
    const startedAt = performance.now();
    await this.#turn.next();
    const asked = ask(caller, wire, clock.now(), store.addresses);
    const checkId = newId();
    const found = await find(asked, store, this.#cache);
    const foundAt = performance.now();
    onStage('find', foundAt - startedAt);
    const now = clock.now();
    const gated = gate(checkId, restrict(score(found, now), store.tables), measures, pool);
    const cleared = gated instanceof Promise ? await gated : gated;
    const clearedAt = performance.now();
    onStage('gate', clearedAt - foundAt);
    const audited = await audit(checkId, cleared, trail, store.searchSecret, now);
    const auditedAt = performance.now();
    onStage('audit', auditedAt - clearedAt);
    return new CheckAnswer(audited, this.#context, auditedAt - startedAt);
  }
}
