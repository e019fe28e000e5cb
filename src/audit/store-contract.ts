/**
 * What the audit asks of the store; `store/audit-store.ts` gives it over Redis.
 * It must never offer a way to change a block that is written.
 */

export interface AppendedBlock {
  readonly chain: string;
  readonly number: number;
  /** The head that must be there now; `null` for a chain's first block. */
  readonly expectedHead: string | null;
  readonly newHead: string;
  readonly bytes: Buffer;
  /** Effects done in the same step, packed by whoever asks for them. */
  readonly deeds: readonly Uint8Array[];
  /** Seconds since 1970 that `counts` belong to. */
  readonly second: number;
  /** Counters to raise, in the same step as the block. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface StoredBlock {
  readonly number: number;
  readonly bytes: Buffer;
}

/** A block that is written. */
export interface Written {
  /** The store's head in the step that wrote the block: what is true of the store under it was true then. */
  readonly storeHead: string;
}

/** Counters are kept by second for 2 h, by minute for 8 days, by hour for ever. */
export type Grain = 's' | 'm' | 'h';

/** Every method rejects when the store does not answer. */
export interface AuditStore {
  /**
   * Writes block, head and counters and does the deeds in one atomic step, or nothing: `head` where another
   * head is there, `guard` where a guard among the deeds does not hold.
   */
  append(block: AppendedBlock): Promise<Written | 'head' | 'guard'>;
  /** The heads of all chains there have ever been. */
  heads(): Promise<Map<string, string>>;
  head(chain: string): Promise<string | null>;
  /** Blocks from `fromBlock` on in order, at most `max`; empty where there are none. */
  read(chain: string, fromBlock: number, max: number): Promise<StoredBlock[]>;
  /** Names of all chains. */
  chains(): Promise<string[]>;
  /** Forgets the blocks up to and with `upToBlock`; the head stays. */
  trim(chain: string, upToBlock: number): Promise<void>;
  /** The counters of each of `numbers` (seconds, minutes or hours since 1970), in their order. */
  counters(grain: Grain, numbers: readonly number[]): Promise<Map<string, number>[]>;
  /** The first hour that was ever counted in, hours since 1970; `null` before the first. */
  firstHour(): Promise<number | null>;
}
