/**
 * Segments: files of compressed audit blocks under the data directory, written once and never changed.
 * It must never let a half-written segment be taken for a whole one.
 */
import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises';
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

/** Writes blocks as one segment; resolves when file and name are on disk. */
export async function writeSegment(
  dataDir: string,
  chain: string,
  blocks: readonly StoredBlock[],
  lastTime: number,
): Promise<void> {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return;
  const dir = join(auditDir(dataDir), chain);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const parts = blocks.flatMap(({ bytes }) => {
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  const packed = await compress(Buffer.concat(parts), { level: LEVEL });
  const name = `${padded(first.number, 12)}-${padded(last.number, 12)}-${padded(lastTime, 13)}.seg.gz`;
  const draft = join(dir, `${name}.draft`);
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(packed);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(dir, name));
  await syncDirectory(dir);
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
