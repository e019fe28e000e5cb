/**
 * A chain of the audit whose blocks are written only where the guards among their deeds hold: for decisions.
 * It must never have two blocks under way: one that is refused would take those behind it with it.
 *
 * The log of checks sends its blocks one behind the other, so a guard in it could refuse the answers of
 * others. Decisions are few, and each waits for the one before it.
 */
import { newId, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { genesis, parseHead, readBlock, sealBlock, writeHead, type Head } from './block.js';
import type { AuditEntry } from './entry.js';
import type { AuditStore } from './store-contract.js';
import { Tally } from './tally.js';

/** A chain of a name of its own: it is shared by nobody, so one lost answer is all that can be in the way. */
const OWN_TRIES_MAX = 3;

export interface ChainName {
  readonly chain: string;
  /** How often a block is tried: another writer of the chain may each time be faster. */
  readonly triesMax: number;
}

export class GuardedLog {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  /** There is no such chain before the first decision. */
  readonly #chain: string;
  readonly #triesMax: number;
  #last: Promise<unknown> = Promise.resolve();
  /** `null`: to be read from the store first. */
  #head: Head | null = null;
  #lastTime = 0;

  /** `name`: of a chain that others write too; unless given, one that no other process ever uses. */
  constructor(store: AuditStore, clock: Clock, name: ChainName | null = null) {
    this.#store = store;
    this.#clock = clock;
    this.#chain = name?.chain ?? newId();
    this.#triesMax = name?.triesMax ?? OWN_TRIES_MAX;
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
    for (let tries = 0; tries < this.#triesMax; tries += 1) {
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
    if (head !== null) {
      await this.#followTime(head);
      return head;
    }
    throw new Fault('index_unavailable', 'The audit chain has no readable head.');
  }

  /** No block is older than the one before it, whoever wrote that; what is on disk already lies far back. */
  async #followTime(head: Head): Promise<void> {
    if (head.block === 0) return;
    const [last] = await this.#store.read(this.#chain, head.block, 1);
    if (last === undefined) return;
    this.#lastTime = Math.max(this.#lastTime, readBlock(last.bytes).time);
  }
}
