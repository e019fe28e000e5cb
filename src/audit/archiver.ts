/**
 * The archiver: moves audit blocks from Redis into segments on disk, so that Redis keeps only the newest.
 * It must never trim what is not safely on disk.
 */
import { LIMITS } from '../limits.js';
import { parseHead, readBlock } from './block.js';
import { SegmentDraft, segmentsOf } from './segments.js';
import type { AuditStore, StoredBlock } from './store-contract.js';

export interface ArchiverOptions {
  readonly store: AuditStore;
  readonly dataDir: string;
  readonly onTrouble: (error: unknown) => void;
}

/** Blocks of one segment; with usual blocks a few megabytes. */
const SEGMENT_BLOCKS = 1_024;
/** Blocks read at a time: a hundred or two kilobytes, which hold up the checks behind them by less than a millisecond. */
const READ_BLOCKS = 32;
/** The largest time a segment's name has room for: such a segment is opened by every reader. */
const LATEST_TIME = 9_999_999_999_999;

export class Archiver {
  readonly #options: ArchiverOptions;
  /** Heads at the last pass: a chain that stands still is finished and goes to disk whole. */
  #heads = new Map<string, string>();
  /** Heads of the chains that stood still and have nothing left to move: they are not looked at again. */
  readonly #settled = new Map<string, string>();
  /** Last block on disk of each chain; only this archiver writes segments. */
  readonly #onDisk = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: ArchiverOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.run().catch(this.#options.onTrouble);
    }, LIMITS.auditArchiveEveryMs);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#running?.catch(() => undefined);
  }

  /** One pass over all chains; passes do not overlap. */
  run(): Promise<void> {
    this.#running ??= this.#pass().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** A chain that cannot be moved does not hold up the others; the first failure is thrown at the end. */
  async #pass(): Promise<void> {
    const before = this.#heads;
    this.#heads = await this.#options.store.heads();
    const failures: unknown[] = [];
    for (const [chain, head] of this.#heads) {
      if (this.#settled.get(chain) === head) continue;
      const resting = before.get(chain) === head;
      const kept = resting ? LIMITS.auditBlocksRestingMax : LIMITS.auditBlocksKeptMax;
      try {
        await this.#archive(chain, parseHead(head)?.block ?? 0, kept);
        if (resting) this.#settled.set(chain, head);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** What is on disk already, after a crash between writing and trimming in Redis too: then it is trimmed. */
  async #archived(chain: string): Promise<number> {
    const known = this.#onDisk.get(chain);
    if (known !== undefined) return known;
    const { store, dataDir } = this.#options;
    const last = (await segmentsOf(dataDir, chain)).at(-1)?.last ?? 0;
    if (last > 0) await store.trim(chain, last);
    this.#onDisk.set(chain, last);
    return last;
  }

  /** Reads only what it moves: Redis holds the newest blocks, and checks wait for the same connection. */
  async #archive(chain: string, newest: number, keptMax: number): Promise<void> {
    let next = (await this.#archived(chain)) + 1;
    if (newest - next + 1 <= keptMax) return;
    const end = newest - Math.floor(keptMax / 2);
    while (next <= end) {
      const last = await this.#move(chain, next, end);
      if (last === null) return;
      next = last + 1;
    }
  }

  /** Moves the blocks from `from` up to `end` that one segment takes. Gives the last one's number. */
  async #move(chain: string, from: number, end: number): Promise<number | null> {
    const { store, dataDir } = this.#options;
    let blocks = await store.read(chain, from, Math.min(READ_BLOCKS, end - from + 1));
    let last = blocks[0];
    if (last === undefined || last.number > end) return null;
    const draft = await SegmentDraft.begin(dataDir, chain, last.number);
    try {
      for (;;) {
        const moved = unbroken(blocks, draft.next).filter(({ number }) => number <= end);
        if (moved.length > 0) await draft.add(moved);
        last = moved.at(-1) ?? last;
        const room = Math.min(SEGMENT_BLOCKS - draft.blocks, end - draft.next + 1);
        if (moved.length < blocks.length || blocks.length === 0 || room <= 0) break;
        blocks = await store.read(chain, draft.next, Math.min(READ_BLOCKS, room));
      }
    } catch (error) {
      await draft.discard();
      throw error;
    }
    await draft.finish(timeOf(last.bytes));
    await this.#forget(chain, last.number);
    return last.number;
  }

  async #forget(chain: string, last: number): Promise<void> {
    try {
      await this.#options.store.trim(chain, last);
    } catch (error) {
      // The next pass looks at the disk and trims.
      this.#onDisk.delete(chain);
      throw error;
    }
    this.#onDisk.set(chain, last);
  }
}

/** Blocks in a segment are numbered by their place in it, so a segment ends before a gap. */
function unbroken(blocks: readonly StoredBlock[], first: number): readonly StoredBlock[] {
  const gap = blocks.findIndex(({ number }, at) => number !== first + at);
  return gap < 0 ? blocks : blocks.slice(0, gap);
}

/** A block that cannot be read is kept for the verifier; it must not stop what comes after it. */
function timeOf(bytes: Buffer): number {
  try {
    return readBlock(bytes).time;
  } catch {
    return LATEST_TIME;
  }
}
