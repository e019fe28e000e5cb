/**
 * The writing end of the audit: the entries of one event-loop turn become one block of this process' chain.
 * It must never acknowledge an entry that the store has not.
 */
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Pace } from '../pace.js';
import { genesis, parseHead, sealBlock, writeHead, type Head } from './block.js';
import type { AuditEntry, CheckEntry, CheckResult } from './entry.js';
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

/** What an appender is told once: that its entry is durable, or `index_unavailable`. */
export interface Appender {
  /** `storeHead`: the store's head in the step that wrote the entry. */
  appended(storeHead: string): void;
  /** The entry may be durable nevertheless. */
  failed(thrown: unknown): void;
}

/** One block in the making, with those who wait for it. */
class Pending {
  readonly entries: AuditEntry[] = [];
  readonly appenders: Appender[] = [];
  readonly tally = new Tally();
  readonly deeds: Uint8Array[] = [];
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
    return new Promise((resolve, failed) => {
      this.#add(entry, { appended: () => resolve(), failed }, null, NO_DEEDS);
    });
  }

  /**
   * The same without a promise, for the entries that are most: checks answered. `earlier`: the result of
   * an entry of the same check before, which was not answered from. `deeds` are done in the same step.
   */
  appendCheck(
    entry: CheckEntry,
    appender: Appender,
    earlier: CheckResult | null,
    deeds: readonly Uint8Array[] = NO_DEEDS,
  ): void {
    this.#add(entry, appender, earlier, deeds);
  }

  #add(
    entry: AuditEntry,
    appender: Appender,
    earlier: CheckResult | null,
    deeds: readonly Uint8Array[],
  ): void {
    const pending = (this.#pending ??= new Pending());
    pending.entries.push(entry);
    pending.appenders.push(appender);
    if (entry.kind === 'check') pending.tally.add(entry, earlier);
    for (const deed of deeds) pending.deeds.push(deed);
    if (pending.entries.length >= LIMITS.auditEntriesPerAppendMax) void this.#flush();
    else this.#options.pace.wanted();
  }

  /** Sends the block that has gathered. */
  #flush(): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    if (this.#resyncing === null) {
      this.#write(pending);
      return;
    }
    void this.#resyncing.then(
      () => this.#write(pending),
      (error: unknown) => this.#tellFailed(pending, error),
    );
  }

  /** Blocks leave one behind the other without waiting; each names the head it must find. */
  #write(pending: Pending): void {
    const { store, chain, clock, pace } = this.#options;
    const before = this.#head;
    this.#lastTime = Math.max(this.#lastTime, clock.now());
    const { bytes, head } = sealBlock(chain, before, this.#lastTime, pending.entries);
    this.#head = head;
    pace.begin();
    store
      .append({
        chain,
        number: head.block,
        expectedHead: before.block === 0 ? null : writeHead(before),
        newHead: writeHead(head),
        bytes,
        deeds: pending.deeds,
        second: Math.floor(this.#lastTime / 1_000),
        counts: pending.tally.counts(),
      })
      .then(
        (outcome) => {
          pace.end();
          if (typeof outcome !== 'string') this.#tellAppended(pending, outcome.storeHead);
          // Checks come with no guards: a block that one could refuse would take its neighbours with it.
          else this.#failed(pending, new Error('the audit chain has another head than expected'));
        },
        (error: unknown) => {
          pace.end();
          this.#failed(pending, error);
        },
      );
  }

  /** What goes wrong with one appender must not keep the others of its block waiting. */
  #tell({ appenders }: Pending, tell: (appender: Appender) => void): void {
    for (const appender of appenders) {
      try {
        tell(appender);
      } catch (error) {
        this.#options.onTrouble(error);
      }
    }
  }

  #tellAppended(pending: Pending, storeHead: string): void {
    this.#tell(pending, (appender) => appender.appended(storeHead));
  }

  #tellFailed(pending: Pending, error: unknown): void {
    this.#tell(pending, (appender) => appender.failed(error));
  }

  /** Blocks behind a lost one fail too: the store refuses them for their head. */
  #failed(pending: Pending, error: unknown): void {
    this.#tellFailed(pending, new Fault('index_unavailable', 'The audit did not answer.'));
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

const NO_DEEDS: readonly Uint8Array[] = [];

/** Matches no head in any store, so that what is written on it is refused and read again. */
const BROKEN: Head = { block: 1, nextEntry: 1, hash: Buffer.alloc(32) };
