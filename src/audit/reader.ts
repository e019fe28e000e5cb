/**
 * The reading end of the audit: a chain's blocks from disk and from Redis as one sequence.
 * It must never hold more than one segment of a chain in memory.
 */
import { readBlock, type Block } from './block.js';
import { chainsOnDisk, readSegment, segmentsOf, type Segment } from './segments.js';
import type { AuditStore, StoredBlock } from './store-contract.js';

export interface AuditSourceOptions {
  readonly store: AuditStore;
  readonly dataDir: string;
}

const BLOCKS_PER_READ = 256;

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
  async *blocks(chain: string, fromTime = 0): AsyncGenerator<StoredBlock> {
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

  /** The blocks of all chains, merged by their time; damaged ones are left out. */
  async *merged(fromTime = 0): AsyncGenerator<Block> {
    const open: { readonly blocks: AsyncGenerator<StoredBlock>; block: Block }[] = [];
    for (const chain of await this.chains()) {
      const blocks = this.blocks(chain, fromTime);
      const block = await nextReadable(blocks);
      if (block !== null) open.push({ blocks, block });
    }
    while (open.length > 0) {
      let first = 0;
      for (let at = 1; at < open.length; at += 1) {
        if (isBefore(open[at]?.block, open[first]?.block)) first = at;
      }
      const chosen = open[first];
      if (chosen === undefined) return;
      yield chosen.block;
      const following = await nextReadable(chosen.blocks);
      if (following === null) open.splice(first, 1);
      else chosen.block = following;
    }
  }
}

function isBefore(a: Block | undefined, b: Block | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.time < b.time || (a.time === b.time && a.chain < b.chain);
}

async function nextReadable(blocks: AsyncGenerator<StoredBlock>): Promise<Block | null> {
  for (;;) {
    const result = await blocks.next();
    if (result.done === true) return null;
    try {
      return readBlock(result.value.bytes);
    } catch {
      continue;
    }
  }
}

async function* fromSegment(segment: Segment, from: number): AsyncGenerator<StoredBlock> {
  for (const block of await readSegment(segment)) if (block.number >= from) yield block;
}
