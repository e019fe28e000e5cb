/**
 * Where an entry lies: hashes of what is looked up, and the bucket of a hash under a given shape.
 * The twin of `lua/packing.lua`; a test holds the two together. It must never read or write.
 */
import { hash } from 'node:crypto';
import { bucketKey, type BucketKind } from './keys.js';

/** Linear hashing: `level` bits, of which the first `split` buckets use one more. */
export interface Shape {
  readonly level: number;
  readonly split: number;
}

export const ENTRY_BYTES = { d: 12, i: 12, n: 20 } as const satisfies Record<BucketKind, number>;
export const TAG_BYTES = { d: 5, i: 8, n: 5 } as const satisfies Record<BucketKind, number>;
/** Offset of the three-byte visibility class in document and name entries. */
export const CLASS_OFFSET = 9;
export const FEATURES_OFFSET = 12;

export function bucketOf(hash32: number, shape: Shape): number {
  const wide = 2 ** shape.level;
  const bucket = hash32 % wide;
  return bucket < shape.split ? hash32 % (wide * 2) : bucket;
}

export function addressOf(kind: BucketKind, tag: Buffer, shape: Shape): string {
  return bucketKey(kind, bucketOf(tag.readUInt32BE(0), shape));
}

/**
 * The keyed hash of a lookup text, first `TAG_BYTES[kind]` bytes of SHA-256(secret, kind, text).
 * Keyed, so that nobody can choose numbers that fill one bucket.
 */
export function tagOf(kind: BucketKind, secret: string, text: string): Buffer {
  return hash('sha256', `${secret}${kind}${text}`, 'buffer').subarray(0, TAG_BYTES[kind]);
}

/** Offsets of the entries of `bucket` that carry `tag`. */
export function* entriesOf(
  kind: BucketKind,
  bucket: Buffer | null,
  tag: Buffer,
): Generator<number> {
  if (bucket === null) return;
  const width = ENTRY_BYTES[kind];
  const bytes = tag.length;
  const first = tag.readUInt32BE(0);
  for (let at = 0; at + width <= bucket.length; at += width) {
    if (bucket.readUInt32BE(at) !== first) continue;
    if (tag.compare(bucket, at + 4, at + bytes, 4) === 0) yield at;
  }
}

/** The text that stands for a document in the index; issuer and number in canonical form. */
export const documentText = (issuer: string, number: string): string => `${issuer}:${number}`;

export function classBytes(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(3);
  bytes.writeUIntBE(number, 0, 3);
  return bytes;
}
