/**
 * Reading statistics and the audit.
 * It must never hand out a page of the audit before the reading itself is on record.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { AuditSource } from '../audit/reader.js';
import { readAuditPage } from '../audit/page.js';
import { ownerByDay, readStatistics, type Statistics } from '../audit/statistics.js';
import type { AuditStore } from '../audit/store-contract.js';
import type { Clock } from '../clock.js';
import { auditReadEntry, type CallTrail } from './call-trail.js';

export interface PageRequest {
  /** Milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
  readonly cursor: string | null;
}

export class AuditReadings {
  readonly #store: AuditStore;
  readonly #source: AuditSource;
  readonly #trail: CallTrail;
  readonly #clock: Clock;

  constructor(store: AuditStore, source: AuditSource, trail: CallTrail, clock: Clock) {
    this.#store = store;
    this.#source = source;
    this.#trail = trail;
    this.#clock = clock;
  }

  /** CONTRACT section 10; with `own`, that member's rows only, and totals of what it asked. */
  statistics(from: number, to: number, own: string | null): Promise<Statistics> {
    return readStatistics(this.#store, from, to, this.#clock, own);
  }

  async owner(code: string, from: number, to: number): Promise<object> {
    const all = await readStatistics(this.#store, from, to, this.#clock);
    const row = all.byOwner.find(({ owner }) => owner === code);
    const byDay = await ownerByDay(this.#store, code, from, to, this.#clock);
    return {
      owner: code,
      checksAgainst: row?.checksAgainst ?? 0,
      matches: row?.matches ?? 0,
      from: all.from,
      to: all.to,
      byDay,
    };
  }

  /** For auditors; the reading is written into the audit first. */
  async page(caller: Caller, request: PageRequest): Promise<object> {
    authorise(caller, 'audit');
    await this.#trail.append(auditReadEntry(caller, this.#clock.now(), request));
    return readAuditPage(this.#source, request);
  }
}
