/**
 * MessagePack to values and back, as strict as our JSON: texts, numbers, booleans, null, lists, maps.
 * It must never hand the decoder bytes that it has not walked first (depth, lengths, types), nor choose between
 * two values of one name.
 */
import { isUtf8 } from 'node:buffer';
import { Packr, Unpackr } from 'msgpackr';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { namesIn } from './names.js';

const unpackr = new Unpackr({ useRecords: false, int64AsType: 'number', mapsAsObjects: true });
const packr = new Packr({ useRecords: false });

const broken = (): Fault => new Fault('invalid_request', 'The body is not MessagePack.', '');

/** Lengths of what follows a lead byte, from 0xc0 on; -1 is refused: binary, extensions, the unused one. */
const FIXED: readonly number[] = [
  0, -1, 0, 0, -1, -1, -1, -1, -1, -1, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, -1, -1, -1, -1, -1,
];

class Walk {
  readonly #bytes: Buffer;
  #at = 0;
  /** Keys of all maps so far. */
  names = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  #length(width: number): number {
    if (this.#at + width > this.#bytes.length) throw broken();
    const length = this.#bytes.readUIntBE(this.#at, width);
    this.#at += width;
    return length;
  }

  #skip(length: number): void {
    if (this.#at + length > this.#bytes.length) throw broken();
    this.#at += length;
  }

  /** The decoder would put another sign in the place of what is not UTF-8, and a name would be another's. */
  #text(length: number): void {
    const from = this.#at;
    this.#skip(length);
    if (isUtf8(this.#bytes.subarray(from, this.#at))) return;
    throw new Fault('invalid_request', 'A text is not UTF-8.', '');
  }

  #list(count: number, depth: number): void {
    // Every element takes a byte at least, so a forged count ends here.
    if (count > this.#bytes.length - this.#at) throw broken();
    for (let n = 0; n < count; n += 1) this.value(depth + 1);
  }

  #map(count: number, depth: number): void {
    if (count * 2 > this.#bytes.length - this.#at) throw broken();
    for (let n = 0; n < count; n += 1) {
      this.#key();
      this.value(depth + 1);
    }
  }

  /** A text, whose decoded form is a name: nothing else may be a key. */
  #key(): void {
    this.names += 1;
    const lead = this.#bytes[this.#at] ?? 0;
    const text = (lead >= 0xa0 && lead <= 0xbf) || (lead >= 0xd9 && lead <= 0xdb);
    if (!text) throw broken();
    this.value(0);
  }

  value(depth: number): void {
    if (depth > LIMITS.depthMax) {
      throw new Fault('invalid_request', `Nesting is at most ${LIMITS.depthMax} deep.`, '');
    }
    const lead = this.#length(1);
    if (lead <= 0x7f || lead >= 0xe0) return;
    if (lead <= 0x8f) return this.#map(lead & 0x0f, depth);
    if (lead <= 0x9f) return this.#list(lead & 0x0f, depth);
    if (lead <= 0xbf) return this.#text(lead & 0x1f);
    if (lead >= 0xd9 && lead <= 0xdb) return this.#text(this.#length(1 << (lead - 0xd9)));
    if (lead >= 0xdc && lead <= 0xdd) return this.#list(this.#length(lead === 0xdc ? 2 : 4), depth);
    if (lead >= 0xde) return this.#map(this.#length(lead === 0xde ? 2 : 4), depth);
    const fixed = FIXED[lead - 0xc0] ?? -1;
    if (fixed < 0) throw broken();
    this.#skip(fixed);
  }
}

/** Throws `invalid_request` for anything that a JSON text could not say. */
export function msgpackFrom(bytes: Buffer): unknown {
  const walk = new Walk(bytes);
  walk.value(0);
  if (!walk.done) throw broken();
  const value = decoded(bytes);
  if (namesIn(value) !== walk.names) {
    throw new Fault('invalid_request', 'A name stands twice in one map.', '');
  }
  return value;
}

function decoded(bytes: Buffer): unknown {
  try {
    return unpackr.unpack(bytes) as unknown;
  } catch {
    throw broken();
  }
}

export function msgpackOf(value: unknown): Uint8Array {
  return packr.pack(value);
}
