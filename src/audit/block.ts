/**
 * A block of the audit: the entries of one event-loop turn, sealed to the block before it.
 * It must never change the meaning of a position; a new layout takes a new format number.
 *
 *   bytes = MessagePack [format, chain, number, first entry, previous hash, time, entries]
 *   hash  = SHA-256(previous hash || bytes)
 */
import { createHash, hash } from 'node:crypto';
import { Packr } from 'msgpackr';
import { packEntry, unpackEntry, type AuditEntry } from './entry.js';

export const BLOCK_FORMAT = 1;

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export interface Block {
  readonly chain: string;
  /** Counts from 1 in its chain. */
  readonly number: number;
  /** Number in the chain of the first of `entries`; the chain's first entry is 1. */
  readonly firstEntry: number;
  readonly previous: Buffer;
  /** Milliseconds since 1970; never less than an earlier block's or an own entry's. */
  readonly time: number;
  readonly entries: readonly AuditEntry[];
}

/** Where a chain ends. */
export interface Head {
  /** Number of the last block; 0 before the first. */
  readonly block: number;
  /** Number that the next entry takes. */
  readonly nextEntry: number;
  /** Hash of the last block. */
  readonly hash: Buffer;
}

/** Every chain begins from a hash of its own name, so that no block fits into another chain. */
export function genesis(chain: string): Head {
  return { block: 0, nextEntry: 1, hash: hash('sha256', `portcullis audit ${chain}`, 'buffer') };
}

export function writeHead(head: Head): string {
  return `${BLOCK_FORMAT}.${head.block}.${head.nextEntry}.${head.hash.toString('base64url')}`;
}

const HEAD = /^1\.([0-9]{1,15})\.([0-9]{1,15})\.([A-Za-z0-9_-]{43})$/;

/** Reads what `writeHead` wrote; `null` for anything else. */
export function parseHead(text: string): Head | null {
  const found = HEAD.exec(text);
  if (found === null) return null;
  const [, block = '', nextEntry = '', digest = ''] = found;
  const bytes = Buffer.from(digest, 'base64url');
  return { block: Number(block), nextEntry: Number(nextEntry), hash: bytes };
}

export function blockHash(previous: Buffer, bytes: Buffer): Buffer {
  return createHash('sha256').update(previous).update(bytes).digest();
}

/** The block that follows `head`: its bytes, and the chain's head once they are written. */
export function sealBlock(
  chain: string,
  head: Head,
  time: number,
  entries: readonly AuditEntry[],
): { readonly bytes: Buffer; readonly head: Head } {
  const number = head.block + 1;
  const packed = new Array<unknown>(entries.length);
  for (let at = 0; at < entries.length; at += 1) packed[at] = packEntry(entries[at]!, time);
  const bytes = packr.pack([BLOCK_FORMAT, chain, number, head.nextEntry, head.hash, time, packed]);
  const nextEntry = head.nextEntry + entries.length;
  return { bytes, head: { block: number, nextEntry, hash: blockHash(head.hash, bytes) } };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;

/** Reads what `sealBlock` made. Throws where the bytes are not a block of a known format. */
export function readBlock(bytes: Buffer): Block {
  const a: unknown = packr.unpack(bytes);
  if (!Array.isArray(a)) throw new Error('not a block');
  const [format, chain, number, firstEntry, previous, time, entries] = a as unknown[];
  if (format !== BLOCK_FORMAT) throw new Error('a block of an unknown format');
  if (typeof chain !== 'string' || !isCount(number) || !isCount(firstEntry) || !isCount(time)) {
    throw new Error('a block without its numbers');
  }
  if (!Buffer.isBuffer(previous) || !Array.isArray(entries)) throw new Error('a block cut short');
  const read = (entries as unknown[]).map((entry) => unpackEntry(entry, time));
  return { chain, number, firstEntry, previous, time, entries: read };
}
