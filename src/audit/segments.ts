/**
 * Segments: files of compressed audit blocks under the data directory, written once and never changed.
 * It must never let a half-written segment be taken for a whole one.
 */
import { mkdir, open, readFile, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { StoredBlock } from './store-contract.js';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
const LENGTH_BYTES = 4;
/** Level 1 packs audit blocks to a third at a fifth of the time of the default. */
const LEVEL = 1;
/** Far above any segment the archiver writes. */
const SEGMENT_BYTES_MAX = 256 * 1024 * 1024;

export interface Segment {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** Time of the last block, milliseconds since 1970. */
  readonly lastTime: number;
}

const NAME = /^(\d{12})-(\d{12})-(\d{13})\.seg\.gz$/;
const padded = (number: number, width: number): string => String(number).padStart(width, '0');

const auditDir = (dataDir: string): string => join(dataDir, 'audit');

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Chains that have segments on disk. */
export const chainsOnDisk = (dataDir: string): Promise<string[]> => namesIn(auditDir(dataDir));

/** A chain's segments in their order. */
export async function segmentsOf(dataDir: string, chain: string): Promise<Segment[]> {
  const dir = join(auditDir(dataDir), chain);
  const segments: Segment[] = [];
  for (const name of (await namesIn(dir)).sort()) {
    const [, first, last, lastTime] = NAME.exec(name) ?? [];
    if (first === undefined) continue;
    segments.push({
      file: join(dir, name),
      first: Number(first),
      last: Number(last),
      lastTime: Number(lastTime),
    });
  }
  return segments;
}

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A segment in the making. Blocks are packed a few at a time, each time as one more member of the file (RFC 1952,
 * section 2.2): a segment of some megabytes at once would hold up the checks.
 */
export class SegmentDraft {
  readonly #dir: string;
  readonly #first: number;
  readonly #file: string;
  readonly #handle: FileHandle;
  #last: number;

  private constructor(dir: string, first: number, file: string, handle: FileHandle) {
    this.#dir = dir;
    this.#first = first;
    this.#last = first - 1;
    this.#file = file;
    this.#handle = handle;
  }

  /** `first`: number of its first block. What an earlier try left is overwritten. */
  static async begin(dataDir: string, chain: string, first: number): Promise<SegmentDraft> {
    const dir = join(auditDir(dataDir), chain);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const file = join(dir, `${padded(first, 12)}.draft`);
    return new SegmentDraft(dir, first, file, await open(file, 'w', 0o600));
  }

  /** How many blocks it holds. */
  get blocks(): number {
    return this.#last - this.#first + 1;
  }

  /** Number of the block that follows. */
  get next(): number {
    return this.#last + 1;
  }

  /** Adds the blocks that follow. Throws where another block would be in their place. */
  async add(blocks: readonly StoredBlock[]): Promise<void> {
    const parts: Buffer[] = [];
    for (const { number, bytes } of blocks) {
      if (number !== this.#last + 1) throw new RangeError('a segment has no gaps');
      const length = Buffer.allocUnsafe(LENGTH_BYTES);
      length.writeUInt32BE(bytes.length);
      parts.push(length, bytes);
      this.#last = number;
    }
    await this.#handle.writeFile(await compress(Buffer.concat(parts), { level: LEVEL }));
  }

  /** Resolves when file and name are on disk. `lastTime`: of the last block, milliseconds since 1970. */
  async finish(lastTime: number): Promise<void> {
    try {
      await this.#handle.sync();
    } finally {
      await this.#handle.close();
    }
    const name = `${padded(this.#first, 12)}-${padded(this.#last, 12)}-${padded(lastTime, 13)}.seg.gz`;
    await rename(this.#file, join(this.#dir, name));
    await syncDirectory(this.#dir);
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#file, { force: true });
  }
}

/** The blocks of a segment. Throws where the file is damaged. */
export async function readSegment(segment: Segment): Promise<StoredBlock[]> {
  const bytes = await decompress(await readFile(segment.file), {
    maxOutputLength: SEGMENT_BYTES_MAX,
  });
  const blocks: StoredBlock[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + LENGTH_BYTES > bytes.length) throw new Error('a segment is cut short');
    const end = at + LENGTH_BYTES + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new Error('a segment is cut short');
    blocks.push({
      number: segment.first + blocks.length,
      bytes: bytes.subarray(at + LENGTH_BYTES, end),
    });
    at = end;
  }
  return blocks;
}
