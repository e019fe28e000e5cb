/**
 * The writing end of the audit: the entries of one event-loop turn become one block of this process' chain.
 * It must never acknowledge an entry that the store has not.
 */
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Pace } from '../pace.js';
import { genesis, parseHead, sealBlock, writeHead, type Head } from './block.js';
import type { AuditEntry } from './entry.js';
import type { AuditStore } from './store-contract.js';
import { Tally } from './tally.js';

export interface AuditLogOptions {
  readonly store: AuditStore;
  /** A name no other process ever uses. */
  readonly chain: string;
  readonly clock: Clock;
  /** When blocks leave: a commit costs the disk the same for one entry as for many. */
  readonly pace: Pace;
  readonly onTrouble: (error: unknown) => void;
}

/** One block in the making; all its appenders wait for the same promise. */
class Pending {
  readonly entries: AuditEntry[] = [];
  readonly tally = new Tally();
  readonly written: Promise<void>;
  resolve: () => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;

  constructor() {
    this.written = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Every appender awaits it; without any, a failure is still not an unhandled one.
    this.written.catch(() => undefined);
  }
}

export class AuditLog {
  readonly #options: AuditLogOptions;
  #head: Head;
  #pending: Pending | null = null;
  #lastTime = 0;
  /** Set while the store's head has to be read again before anything is written. */
  #resyncing: Promise<void> | null = null;
  #anchors: NodeJS.Timeout | null = null;
  #anchored = 0;

  private constructor(options: AuditLogOptions) {
    this.#options = options;
    this.#head = genesis(options.chain);
    options.pace.join(() => this.#flush());
  }

  static async open(options: AuditLogOptions): Promise<AuditLog> {
    const log = new AuditLog(options);
    await log.#readHead();
    log.#anchors = setInterval(() => void log.#anchor(), LIMITS.auditAnchorEveryMs);
    log.#anchors.unref();
    await log.#anchor();
    return log;
  }

  /** Resolves when the entry is durable. Rejects with `index_unavailable`; then it may or may not be. */
  append(entry: AuditEntry): Promise<void> {
    let pending = this.#pending;
    if (pending === null) {
      pending = new Pending();
      this.#pending = pending;
    }
    pending.entries.push(entry);
    if (entry.kind === 'check') pending.tally.add(entry);
    const { written } = pending;
    if (pending.entries.length >= LIMITS.auditEntriesPerAppendMax) void this.#flush();
    else this.#options.pace.wanted();
    return written;
  }

  /** Sends the block that has gathered; resolves when it is answered, however. */
  #flush(): Promise<void> | null {
    const pending = this.#pending;
    if (pending === null) return null;
    this.#pending = null;
    if (this.#resyncing === null) return this.#write(pending);
    return this.#resyncing.then(
      () => this.#write(pending),
      (error: unknown) => pending.reject(error),
    );
  }

  /** Blocks leave one behind the other without waiting; each names the head it must find. */
  #write(pending: Pending): Promise<void> {
    const { store, chain, clock } = this.#options;
    const before = this.#head;
    this.#lastTime = Math.max(this.#lastTime, clock.now());
    const { bytes, head } = sealBlock(chain, before, this.#lastTime, pending.entries);
    this.#head = head;
    return store
      .append({
        chain,
        number: head.block,
        expectedHead: before.block === 0 ? null : writeHead(before),
        newHead: writeHead(head),
        bytes,
        second: Math.floor(this.#lastTime / 1_000),
        counts: pending.tally.counts(),
      })
      .then(
        (outcome) => {
          if (outcome === 'ok') pending.resolve();
          else this.#failed(pending, new Error('the audit chain has another head than expected'));
        },
        (error: unknown) => this.#failed(pending, error),
      );
  }

  /** Blocks behind a lost one fail too: the store refuses them for their head. */
  #failed(pending: Pending, error: unknown): void {
    pending.reject(new Fault('index_unavailable', 'The audit did not answer.'));
    if (this.#resyncing !== null) return;
    this.#options.onTrouble(error);
    this.#resync();
  }

  #resync(): void {
    this.#resyncing = this.#readHead().finally(() => {
      this.#resyncing = null;
    });
    // The next append tries again; until then nothing is written, so nothing is acknowledged.
    this.#resyncing.catch(() => {
      this.#head = BROKEN;
    });
  }

  async #readHead(): Promise<void> {
    const { store, chain } = this.#options;
    const text = await store.head(chain);
    const head = text === null ? genesis(chain) : parseHead(text);
    if (head === null)
      throw new Fault('index_unavailable', 'The audit chain has no readable head.');
    this.#head = head;
  }

  /** Writes down where the other chains stand, so that none can be cut short unnoticed. */
  async #anchor(): Promise<void> {
    const { store, chain, clock } = this.#options;
    if (this.#anchored !== 0 && this.#head.block === this.#anchored) return;
    try {
      const heads = [...(await store.heads())].filter(([name]) => name !== chain);
      await this.append({
        kind: 'anchor',
        at: clock.now(),
        heads: heads.slice(-LIMITS.auditAnchoredChainsMax),
      });
      this.#anchored = this.#head.block;
    } catch (error) {
      this.#options.onTrouble(error);
    }
  }

  close(): void {
    if (this.#anchors !== null) clearInterval(this.#anchors);
  }
}

/** Matches no head in any store, so that what is written on it is refused and read again. */
const BROKEN: Head = { block: 1, nextEntry: 1, hash: Buffer.alloc(32) };
