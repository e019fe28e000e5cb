/**
 * Walks the audit chains and says whether anything is missing, changed or out of order.
 * It must never repair anything.
 */
import { blockHash, genesis, parseHead, readBlock, writeHead, type Head } from './block.js';
import type { AuditSource, FoundBlock } from './reader.js';

export interface AuditProblem {
  readonly chain: string;
  readonly block: number;
  readonly what: string;
}

export interface Verification {
  readonly chains: number;
  readonly blocks: number;
  readonly entries: number;
  readonly problems: readonly AuditProblem[];
}

/** More than this says no more. */
const PROBLEMS_MAX = 100;
/** Anchors kept of one chain. The newest vouch for all before them: the chain's own hashes tie it together. */
const ANCHORS_MAX = 64;

class Walk {
  readonly problems: AuditProblem[] = [];
  blocks = 0;
  entries = 0;
  /** Heads that anchors name: chain and block to the head's text. */
  readonly anchored = new Map<string, Map<number, string>>();

  problem(chain: string, block: number, what: string): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ chain, block, what });
  }

  /** One block behind `head`; the head after it. */
  step(chain: string, head: Head, { number, bytes, damage }: FoundBlock): Head {
    const after = { block: number, hash: blockHash(head.hash, bytes) };
    const follows = number === head.block + 1;
    if (!follows) this.problem(chain, number, `block ${head.block + 1} is missing`);
    if (damage !== undefined) {
      this.problem(chain, number, damage);
      return { ...after, nextEntry: head.nextEntry };
    }
    this.blocks += 1;
    try {
      const block = readBlock(bytes);
      this.entries += block.entries.length;
      if (block.chain !== chain || block.number !== number) {
        this.problem(chain, number, 'the block belongs elsewhere');
      }
      if (follows && !block.previous.equals(head.hash)) {
        this.problem(chain, number, 'the block does not follow the one before it');
      }
      if (follows && block.firstEntry !== head.nextEntry) {
        this.problem(chain, number, 'entries are missing before this block');
      }
      for (const entry of block.entries) if (entry.kind === 'anchor') this.#anchor(entry.heads);
      // The block's own word on what precedes it decides further on, so that one break is told once.
      const hash = blockHash(block.previous, bytes);
      return { block: number, hash, nextEntry: block.firstEntry + block.entries.length };
    } catch {
      this.problem(chain, number, 'the block cannot be read');
      return { ...after, nextEntry: head.nextEntry };
    }
  }

  #anchor(heads: readonly (readonly [string, string])[]): void {
    for (const [chain, text] of heads) {
      const head = parseHead(text);
      if (head === null) continue;
      const known = this.anchored.get(chain) ?? new Map<number, string>();
      const other = known.get(head.block);
      if (other !== undefined && other !== text) {
        this.problem(chain, head.block, 'two chains knew this block differently');
      }
      known.set(head.block, text);
      if (known.size > ANCHORS_MAX) known.delete(Math.min(...known.keys()));
      this.anchored.set(chain, known);
    }
  }
}

async function walkChain(source: AuditSource, walk: Walk, chain: string): Promise<void> {
  // Read first: what is written during the walk lies behind it.
  const text = await source.head(chain);
  const stored = text === null ? null : parseHead(text);
  if (stored === null) walk.problem(chain, 0, 'the store does not know where it ends');
  let head = genesis(chain);
  try {
    for await (const block of source.blocks(chain)) {
      head = walk.step(chain, head, block);
      if (head.block === stored?.block && writeHead(stored) !== writeHead(head)) {
        walk.problem(chain, head.block, 'this block is not the one that the store knows');
      }
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    walk.problem(chain, head.block + 1, `what follows cannot be read: ${why}`);
    return;
  }
  if (stored === null) return;
  if (stored.block > head.block) walk.problem(chain, head.block + 1, 'the end is missing');
  const now = parseHead((await source.head(chain)) ?? '');
  if (now !== null && head.block > now.block) {
    walk.problem(chain, now.block + 1, 'this block lies behind the end that the store knows');
  }
}

/** The heads that other chains wrote down must be found in the chain they name. */
async function checkAnchors(source: AuditSource, walk: Walk): Promise<void> {
  for (const [chain, heads] of walk.anchored) {
    const missing = new Map(heads);
    let head = genesis(chain);
    const silent = new Walk();
    try {
      for await (const block of source.blocks(chain)) {
        head = silent.step(chain, head, block);
        const wanted = missing.get(head.block);
        if (wanted === undefined) continue;
        missing.delete(head.block);
        if (wanted !== writeHead(head)) {
          walk.problem(chain, head.block, 'another chain knew this block differently');
        }
      }
    } catch {
      continue;
    }
    for (const block of missing.keys()) {
      if (block > 0) walk.problem(chain, block, 'another chain knew this block; it is missing');
    }
  }
}

/** Verifies everything that is there; blocks written meanwhile may or may not be included. */
export async function verifyAudit(source: AuditSource): Promise<Verification> {
  const walk = new Walk();
  const chains = await source.chains();
  for (const chain of chains) await walkChain(source, walk, chain);
  await checkAnchors(source, walk);
  const { blocks, entries, problems } = walk;
  return { chains: chains.length, blocks, entries, problems };
}
