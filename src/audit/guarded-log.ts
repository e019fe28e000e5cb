/**
 * A chain of the audit whose blocks are written only where the guards among their deeds hold: for decisions.
 * It must never have two blocks under way: one that is refused would take those behind it with it.
 *
 * The log of checks sends its blocks one behind the other, so a guard in it could refuse the answers of
 * others. Decisions are few, and each waits for the one before it.
 */
import { newId, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { genesis, parseHead, sealBlock, writeHead, type Head } from './block.js';
import type { AuditEntry } from './entry.js';
import type { AuditStore } from './store-contract.js';
import { Tally } from './tally.js';

/** Somebody else's block in a chain of ours is one of ours, written although its answer was lost. */
const TRIES_MAX = 3;

export class GuardedLog {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  /** A name no other process ever uses. There is no such chain before the first decision. */
  readonly #chain = newId();
  #last: Promise<unknown> = Promise.resolve();
  /** `null`: to be read from the store first. */
  #head: Head | null = null;
  #lastTime = 0;

  constructor(store: AuditStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Writes the entries as one block and does the deeds in the same step; `false` where a guard does not hold:
   * then nothing is done. Checks among the entries were counted with an earlier entry; what they return
   * counts now. Rejects with `index_unavailable`: then it may or may not be done.
   */
  append(entries: readonly AuditEntry[], deeds: readonly Uint8Array[]): Promise<boolean> {
    const mine = this.#last.then(() => this.#append(entries, deeds));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #append(entries: readonly AuditEntry[], deeds: readonly Uint8Array[]): Promise<boolean> {
    const tally = new Tally();
    for (const entry of entries) {
      // What was referred stays counted as referred, so the entry stands for one of its own result.
      if (entry.kind === 'check') tally.add(entry, entry.result);
    }
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const before = this.#head ?? (await this.#readHead());
      this.#head = null;
      this.#lastTime = Math.max(this.#lastTime, this.#clock.now());
      const { bytes, head } = sealBlock(this.#chain, before, this.#lastTime, entries);
      const outcome = await this.#store.append({
        chain: this.#chain,
        number: head.block,
        expectedHead: before.block === 0 ? null : writeHead(before),
        newHead: writeHead(head),
        bytes,
        deeds,
        second: Math.floor(this.#lastTime / 1_000),
        counts: tally.counts(),
      });
      if (outcome === 'head') continue;
      this.#head = outcome === 'guard' ? before : head;
      return outcome !== 'guard';
    }
    throw new Fault('index_unavailable', 'The audit did not answer.');
  }

  async #readHead(): Promise<Head> {
    const text = await this.#store.head(this.#chain);
    const head = text === null ? genesis(this.#chain) : parseHead(text);
    if (head !== null) return head;
    throw new Fault('index_unavailable', 'The audit chain has no readable head.');
  }
}
