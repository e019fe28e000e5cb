/**
 * Where an entry lies: hashes of what is looked up, and the bucket of a hash under a given shape.
 * The twin of `lua/packing.lua`; a test holds the two together. It must never read or write.
 */
import { hash } from 'node:crypto';
import { bucketKey, type BucketKind } from './keys.js';

/** Linear hashing: `level` bits, of which the first `split` buckets use one more. */
export interface Shape {
  /** How often the indexes have been built anew. */
  readonly generation: number;
  readonly level: number;
  readonly split: number;
}

export const ENTRY_BYTES = { d: 12, i: 12, n: 35 } as const satisfies Record<BucketKind, number>;
export const TAG_BYTES = { d: 5, i: 8, n: 5 } as const satisfies Record<BucketKind, number>;
/** Entries in a bucket, in the mean, at which one is split. */
export const MEAN_FILL = { d: 48, i: 48, n: 24 } as const satisfies Record<BucketKind, number>;
/** Offset of the record's id in document and name entries; in record-id entries it is 8. */
export const ID_OFFSET = 5;
/** Offset of the three-byte visibility class in document and name entries. */
export const CLASS_OFFSET = 9;
export const FEATURES_OFFSET = 12;

/** What an entry is found by: `high` chooses the bucket, both are compared. */
export interface Address {
  readonly kind: BucketKind;
  /** First four bytes of the tag, big endian. */
  readonly high: number;
  /** The tag's other bytes, big endian: one, or four for record ids. */
  readonly low: number;
}

/** Characters of a digest in base64url: 43, six bits each; the name is its last 132 bits. */
const NAME_FROM = 21;

/** The value of each character of base64url, by its code. */
const SIX_BITS = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach((char, value) => {
  SIX_BITS[char.charCodeAt(0)] = value;
});

const sixBits = (text: string, at: number): number => SIX_BITS[text.charCodeAt(at)] as number;

export function bucketOf(hash32: number, shape: Pick<Shape, 'level' | 'split'>): number {
  const wide = 2 ** shape.level;
  const bucket = hash32 % wide;
  return bucket < shape.split ? hash32 % (wide * 2) : bucket;
}

/** How many buckets there are. */
export const bucketsIn = ({ level, split }: Shape): number => 2 ** level + split;

export function bucketKeyOf(address: Address, shape: Shape): string {
  return bucketKey(address.kind, shape.generation, bucketOf(address.high, shape));
}

/** The tag as the bytes an entry begins with. */
export function tagBytes({ kind, high, low }: Address): Buffer {
  const bytes = Buffer.allocUnsafe(TAG_BYTES[kind]);
  bytes.writeUInt32BE(high, 0);
  bytes.writeUIntBE(low, 4, TAG_BYTES[kind] - 4);
  return bytes;
}

/**
 * Makes addresses under one secret. Record ids and documents are chosen by their senders, so they are
 * hashed with SHA-256 and nobody can aim at one bucket. Name keys are skeletons of a few letters that a
 * sender could repeat without any hash; for them a fast keyed mix spreads as well.
 */
export class Addresses {
  readonly #secret: string;
  readonly #seedA: number;
  readonly #seedB: number;

  constructor(secret: string) {
    this.#secret = secret;
    const seeds = hash('sha256', `${secret}n`, 'buffer');
    this.#seedA = seeds.readInt32BE(0);
    this.#seedB = seeds.readInt32BE(4);
  }

  document(issuer: string, number: string): Address {
    return this.documentWithName(issuer, number).address;
  }

  /** Address and keyed name of a document, from one digest; the name keeps none of the address' bytes. */
  documentWithName(
    issuer: string,
    number: string,
  ): { readonly address: Address; readonly name: string } {
    // As text: making a Buffer costs three times what the digest does.
    const digest = hash('sha256', `${this.#secret}d${issuer}:${number}`, 'base64url');
    const first30 =
      (sixBits(digest, 0) << 24) |
      (sixBits(digest, 1) << 18) |
      (sixBits(digest, 2) << 12) |
      (sixBits(digest, 3) << 6) |
      sixBits(digest, 4);
    const next12 = (sixBits(digest, 5) << 6) | sixBits(digest, 6);
    return {
      address: { kind: 'd', high: first30 * 4 + (next12 >>> 10), low: (next12 >>> 2) & 0xff },
      name: digest.slice(NAME_FROM),
    };
  }

  recordId(recordId: string): Address {
    const digest = hash('sha256', `${this.#secret}i${recordId}`, 'buffer');
    return { kind: 'i', high: digest.readUInt32BE(0), low: digest.readUInt32BE(4) };
  }

  /** Two multiply-mix lanes with the finaliser of MurmurHash3 (A. Appleby, public domain). */
  name(key: string): Address {
    let a = this.#seedA;
    let b = this.#seedB;
    for (let at = 0; at < key.length; at += 1) {
      const code = key.charCodeAt(at);
      a = Math.imul(a ^ code, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul(b ^ code, 0x1b873593);
      b = (b << 13) | (b >>> 19);
    }
    return { kind: 'n', high: finish(a ^ key.length), low: finish(b ^ a) & 0xff };
  }
}

function finish(mixed: number): number {
  let h = mixed ^ (mixed >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Offset of the first entry of `bucket` from `from` on at this address, or -1. */
export function entryFrom({ kind, high, low }: Address, bucket: Buffer, from: number): number {
  const width = ENTRY_BYTES[kind];
  const long = TAG_BYTES[kind] === 8;
  const first = high >>> 24;
  for (let at = from; at + width <= bucket.length; at += width) {
    // One byte tells nearly all of them apart.
    if (bucket[at] !== first || bucket.readUInt32BE(at) !== high) continue;
    if ((long ? bucket.readUInt32BE(at + 4) : bucket[at + 4]) === low) return at;
  }
  return -1;
}

/** The record's id in a document or name entry. */
export const idOf = (bucket: Uint8Array, at: number): number =>
  (((bucket[at + ID_OFFSET] as number) << 24) |
    ((bucket[at + ID_OFFSET + 1] as number) << 16) |
    ((bucket[at + ID_OFFSET + 2] as number) << 8) |
    (bucket[at + ID_OFFSET + 3] as number)) >>>
  0;

/** The number of its visibility class. */
export const classOf = (bucket: Uint8Array, at: number): number =>
  ((bucket[at + CLASS_OFFSET] as number) << 16) |
  ((bucket[at + CLASS_OFFSET + 1] as number) << 8) |
  (bucket[at + CLASS_OFFSET + 2] as number);

/** Calls `visit` with the offset of every entry of `bucket` at this address. */
export function eachEntry(address: Address, bucket: Buffer, visit: (offset: number) => void): void {
  const width = ENTRY_BYTES[address.kind];
  for (
    let at = entryFrom(address, bucket, 0);
    at >= 0;
    at = entryFrom(address, bucket, at + width)
  ) {
    visit(at);
  }
}

/** Whether a bucket holds an entry at this address. */
export const holdsEntry = (address: Address, bucket: Buffer): boolean =>
  entryFrom(address, bucket, 0) >= 0;

export function classBytes(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(3);
  bytes.writeUIntBE(number, 0, 3);
  return bytes;
}
