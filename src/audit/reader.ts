/**
 * The reading end of the audit: a chain's blocks from disk and from Redis as one sequence.
 * It must never hold more than one segment of a chain in memory, nor pass over damage in silence.
 */
import { readBlock, type Block } from './block.js';
import type { AuditEntry, DamageEntry } from './entry.js';
import { chainsOnDisk, readSegment, segmentsOf, type Segment } from './segments.js';
import type { AuditStore, StoredBlock } from './store-contract.js';

export interface AuditSourceOptions {
  readonly store: AuditStore;
  readonly dataDir: string;
}

const BLOCKS_PER_READ = 256;

/** A block as found; with `damage`, one that stands for a whole segment which cannot be unpacked. */
export interface FoundBlock extends StoredBlock {
  readonly damage?: string;
}

/** A block of a merged reading; in place of one that cannot be read a block that says so. */
export interface MergedBlock extends Omit<Block, 'entries'> {
  readonly entries: readonly (AuditEntry | DamageEntry)[];
}

export class AuditSource {
  readonly #options: AuditSourceOptions;

  constructor(options: AuditSourceOptions) {
    this.#options = options;
  }

  /** All chains there are, on disk or in Redis, by name. */
  async chains(): Promise<string[]> {
    const { store, dataDir } = this.#options;
    const names = new Set([...(await store.chains()), ...(await chainsOnDisk(dataDir))]);
    return [...names].sort();
  }

  head(chain: string): Promise<string | null> {
    return this.#options.store.head(chain);
  }

  /**
   * A chain's blocks in order, each once; segments that end before `fromTime` are not opened. A number
   * that is nowhere is passed over: whoever verifies sees the gap.
   */
  async *blocks(chain: string, fromTime = 0): AsyncGenerator<FoundBlock> {
    const { store, dataDir } = this.#options;
    let next = 1;
    for (;;) {
      const before = next;
      for (const segment of await segmentsOf(dataDir, chain)) {
        if (segment.last < next) continue;
        if (segment.lastTime >= fromTime) yield* fromSegment(segment, next);
        next = segment.last + 1;
      }
      for (;;) {
        const blocks = await store.read(chain, next, BLOCKS_PER_READ);
        const [first] = blocks;
        // The archiver may have moved blocks to disk while we read: then they are found there.
        if (first === undefined || (first.number > next && (await this.#onDisk(chain, next))))
          break;
        for (const block of blocks) {
          yield block;
          next = block.number + 1;
        }
      }
      if (next === before || !(await this.#onDisk(chain, next))) return;
    }
  }

  async #onDisk(chain: string, number: number): Promise<boolean> {
    const segments = await segmentsOf(this.#options.dataDir, chain);
    return segments.some(({ last }) => last >= number);
  }

  /** The blocks of all chains, merged by their time. */
  async *merged(fromTime = 0): AsyncGenerator<MergedBlock> {
    const waiting: Strand[] = [];
    try {
      for (const chain of await this.chains()) {
        const strand = new Strand(chain, fromTime, () => this.blocks(chain, fromTime));
        // There is a chain for every start of a process: none stays open before its turn has come.
        if (await strand.peek()) waiting.push(strand);
      }
      while (waiting.length > 0) {
        const first = waiting.reduce((a, b) => (b.isBefore(a) ? b : a));
        yield await first.take();
        if (!(await first.peek())) waiting.splice(waiting.indexOf(first), 1);
      }
    } finally {
      for (const strand of waiting) await strand.close();
    }
  }
}

/** One chain of a merged reading. */
class Strand {
  readonly #chain: string;
  readonly #start: () => AsyncGenerator<FoundBlock>;
  #blocks: AsyncGenerator<FoundBlock> | null = null;
  #next: MergedBlock | null = null;
  #begun = false;
  /** Of the last block read; damage before any other is shown at the start of the span. */
  #time: number;
  #nextEntry = 1;

  constructor(chain: string, fromTime: number, start: () => AsyncGenerator<FoundBlock>) {
    this.#chain = chain;
    this.#time = fromTime;
    this.#start = start;
  }

  /** Looks at the next block; `false` where there is none. */
  async peek(): Promise<boolean> {
    this.#next = await this.#read();
    if (!this.#begun) await this.close();
    return this.#next !== null;
  }

  async take(): Promise<MergedBlock> {
    if (!this.#begun) {
      this.#begun = true;
      const looked = this.#next;
      this.#next = (await this.#read()) ?? looked;
    }
    const block = this.#next;
    if (block === null) throw new Error('a chain was read beyond its end');
    return block;
  }

  isBefore(other: Strand): boolean {
    const [a, b] = [this.#next?.time ?? 0, other.#next?.time ?? 0];
    return a < b || (a === b && this.#chain < other.#chain);
  }

  async close(): Promise<void> {
    await this.#blocks?.return(undefined);
    this.#blocks = null;
  }

  async #read(): Promise<MergedBlock | null> {
    this.#blocks ??= this.#start();
    const result = await this.#blocks.next();
    if (result.done === true) return null;
    const block = this.#shown(result.value);
    this.#time = block.time;
    this.#nextEntry = block.firstEntry + block.entries.length;
    return block;
  }

  #shown(found: FoundBlock): MergedBlock {
    const { number, bytes, damage } = found;
    const [chain, time, firstEntry] = [this.#chain, this.#time, this.#nextEntry];
    const instead = (what: string): MergedBlock => {
      const entries: DamageEntry[] = [{ kind: 'damage', at: time, block: number, what }];
      return { chain, number, firstEntry, previous: NO_HASH, time, entries };
    };
    if (damage !== undefined) return instead(damage);
    try {
      return { ...readBlock(bytes), chain };
    } catch {
      return instead('the block cannot be read');
    }
  }
}

const NO_HASH = Buffer.alloc(0);

async function* fromSegment(segment: Segment, from: number): AsyncGenerator<FoundBlock> {
  let blocks: readonly StoredBlock[];
  try {
    blocks = await readSegment(segment);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    const damage = `the segment from here to block ${segment.last} cannot be read: ${why}`;
    yield { number: Math.max(from, segment.first), bytes: NO_HASH, damage };
    return;
  }
  for (const block of blocks) if (block.number >= from) yield block;
}
