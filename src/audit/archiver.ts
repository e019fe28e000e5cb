/**
 * The archiver: moves audit blocks from Redis into segments on disk, so that Redis keeps only the newest.
 * It must never trim what is not safely on disk.
 */
import { LIMITS } from '../limits.js';
import { readBlock } from './block.js';
import { segmentsOf, writeSegment } from './segments.js';
import type { AuditStore, StoredBlock } from './store-contract.js';

export interface ArchiverOptions {
  readonly store: AuditStore;
  readonly dataDir: string;
  readonly onTrouble: (error: unknown) => void;
}

/** Blocks of one segment; with usual blocks a few megabytes. */
const SEGMENT_BLOCKS = 1_024;

export class Archiver {
  readonly #options: ArchiverOptions;
  /** Heads at the last pass: a chain that stands still is finished and goes to disk whole. */
  #heads = new Map<string, string>();
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

  async #pass(): Promise<void> {
    const heads = await this.#options.store.heads();
    for (const [chain, head] of heads) {
      const resting = this.#heads.get(chain) === head;
      await this.#archive(
        chain,
        resting ? LIMITS.auditBlocksRestingMax : LIMITS.auditBlocksKeptMax,
      );
    }
    this.#heads = heads;
  }

  async #archive(chain: string, keptMax: number): Promise<void> {
    const { store, dataDir } = this.#options;
    const last = (await segmentsOf(dataDir, chain)).at(-1)?.last ?? 0;
    // A crash between writing and trimming leaves blocks in both places; they are only trimmed then.
    if (last > 0) await store.trim(chain, last);
    for (let next = last + 1; ;) {
      const blocks = await store.read(chain, next, keptMax + SEGMENT_BLOCKS);
      if (blocks.length <= keptMax) return;
      const moved = blocks.slice(0, Math.min(SEGMENT_BLOCKS, blocks.length - keptMax / 2));
      await this.#move(chain, moved);
      next = (moved.at(-1)?.number ?? next) + 1;
    }
  }

  async #move(chain: string, blocks: readonly StoredBlock[]): Promise<void> {
    const last = blocks.at(-1);
    if (last === undefined) return;
    const { store, dataDir } = this.#options;
    await writeSegment(dataDir, chain, blocks, readBlock(last.bytes).time);
    await store.trim(chain, last.number);
  }
}
