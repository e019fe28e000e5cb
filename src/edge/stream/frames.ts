/**
 * Frames of a stream: bytes to what is asked, answers to bytes.
 * It must never decode a frame's id: it goes back as the bytes that came, whatever MessagePack they say.
 */
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import { msgpackOf } from '../msgpack.js';

/** Values are the bytes of one well-formed MessagePack value each, not yet looked at; lent like the frame. */
export type Frame =
  | { readonly kind: 'check' | 'checks'; readonly id: Buffer; readonly value: Buffer }
  | {
      readonly kind: 'subscribe';
      /** Unlike checks a subscription may go without; its failures then bear `nil`. */
      readonly id: Buffer | null;
      readonly value: Buffer;
      readonly after: Buffer | null;
    };

const FIELDS = ['id', 'check', 'checks', 'subscribe', 'after'] as const;
type Field = (typeof FIELDS)[number];

const bad = (detail: string): Fault => new Fault('invalid_request', detail, '');
const broken = (): Fault => bad('The frame is not MessagePack.');

/** Bytes behind a lead byte, from 0xc0 on; -1 where it is more than a fixed number of them. */
const FIXED: readonly number[] = [
  0, -1, 0, 0, -1, -1, -1, -1, -1, -1, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17,
];

/** Walks over MessagePack of every type without decoding it, and without recursion. */
class Cursor {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.at === this.#bytes.length;
  }

  #number(width: number): number {
    if (this.at + width > this.#bytes.length) throw broken();
    const number = this.#bytes.readUIntBE(this.at, width);
    this.at += width;
    return number;
  }

  #pass(length: number): number {
    if (this.at + length > this.#bytes.length) throw broken();
    this.at += length;
    return 0;
  }

  /** Passes one lead and what belongs to it; gives how many values follow inside. */
  #lead(): number {
    const lead = this.#number(1);
    if (lead <= 0x7f || lead >= 0xe0) return 0;
    if (lead <= 0x8f) return 2 * (lead & 0x0f);
    if (lead <= 0x9f) return lead & 0x0f;
    if (lead <= 0xbf) return this.#pass(lead & 0x1f);
    // Binary and extensions: our values hold none, but an id may be one.
    if (lead >= 0xc4 && lead <= 0xc6) return this.#pass(this.#number(1 << (lead - 0xc4)));
    if (lead >= 0xc7 && lead <= 0xc9) return this.#pass(this.#number(1 << (lead - 0xc7)) + 1);
    if (lead >= 0xd9 && lead <= 0xdb) return this.#pass(this.#number(1 << (lead - 0xd9)));
    if (lead === 0xdc || lead === 0xdd) return this.#number(lead === 0xdc ? 2 : 4);
    if (lead >= 0xde) return 2 * this.#number(lead === 0xde ? 2 : 4);
    const fixed = FIXED[lead - 0xc0] ?? -1;
    if (fixed < 0) throw broken();
    return this.#pass(fixed);
  }

  /** Passes one whole value; gives its bytes. */
  value(): Buffer {
    const from = this.at;
    for (let missing = 1; missing > 0; missing -= 1) {
      missing += this.#lead();
      // Every value takes a byte at least, so a forged count ends here.
      if (missing - 1 > this.#bytes.length - this.at) throw broken();
    }
    return this.#bytes.subarray(from, this.at);
  }

  /** How many elements the list has that begins here; 0 for what is no list. */
  length(): number {
    const lead = this.#bytes[this.at] ?? 0;
    const list = (lead >= 0x90 && lead <= 0x9f) || lead === 0xdc || lead === 0xdd;
    return list ? this.#lead() : 0;
  }

  /** How many pairs the map has that begins here. */
  map(): number {
    const lead = this.#bytes[this.at] ?? 0;
    if ((lead < 0x80 || lead > 0x8f) && lead !== 0xde && lead !== 0xdf) {
      throw bad('A frame is a map.');
    }
    return this.#lead() / 2;
  }

  /** The text that begins here, of at most 31 bytes; the empty one for what is no such text. */
  key(): string {
    const text = this.value();
    const lead = text[0] ?? 0;
    const start = lead >= 0xa0 && lead <= 0xbf ? 1 : lead === 0xd9 ? 2 : text.length;
    return text.toString('latin1', start, start + 32);
  }
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

function fieldsOf(bytes: Buffer): Map<Field, Buffer> {
  const cursor = new Cursor(bytes);
  const fields = new Map<Field, Buffer>();
  for (let pairs = cursor.map(); pairs > 0; pairs -= 1) {
    const name = cursor.key();
    if (!isField(name)) throw bad('A frame has a field that is not described.');
    if (fields.has(name)) throw bad('A frame has a field twice.');
    fields.set(name, cursor.value());
  }
  if (!cursor.done) throw bad('There is more than one value in the frame.');
  return fields;
}

/**
 * What a frame asks. Throws `invalid_request` for what is not a frame at all: not a map, an unknown or a
 * repeated field, not exactly one of check, checks and subscribe, no id or one that is too long.
 */
export function frameFrom(bytes: Buffer): Frame {
  const fields = fieldsOf(bytes);
  const id = fields.get('id') ?? null;
  const after = fields.get('after') ?? null;
  const asked = (['check', 'checks', 'subscribe'] as const).filter((kind) => fields.has(kind));
  const [kind] = asked;
  const value = kind === undefined ? undefined : fields.get(kind);
  if (kind === undefined || value === undefined || asked.length > 1) {
    throw bad('A frame has one of check, checks and subscribe.');
  }
  if (id !== null && id.length > LIMITS.streamIdBytesMax) {
    throw bad(`An id is at most ${LIMITS.streamIdBytesMax} bytes.`);
  }
  if (kind === 'subscribe') return { kind, id, value, after };
  if (after !== null) throw bad('Only a subscription has after.');
  if (id === null) throw bad('A check without an id cannot be answered.');
  return { kind, id, value };
}

/** What a frame costs of its caller's quota: its checks, and one at least, so that nothing is free. */
export function costOf({ kind, value }: Frame): number {
  if (kind !== 'checks') return 1;
  return Math.min(Math.max(new Cursor(value).length(), 1), LIMITS.batchChecksMax);
}

/** The id that stands for none. */
export const NIL = Buffer.from([0xc0]);

const head = (name: string): Buffer =>
  Buffer.concat([Buffer.from([0xa0 | name.length]), Buffer.from(name, 'latin1')]);
const ID = Buffer.concat([Buffer.from([0x82]), head('id')]);
const KEYS = { reply: head('reply'), error: head('error') } as const;

/** `{ id, reply }` or `{ id, error }`. */
export function answerFrame(id: Buffer, key: keyof typeof KEYS, value: object): Uint8Array {
  return Buffer.concat([ID, id, KEYS[key], msgpackOf(value)]);
}

/** A frame that answers nothing. */
export type Notice =
  { readonly drain: true } | { readonly inbox: object } | { readonly referral: object };

export const noticeFrame = (notice: Notice): Uint8Array => msgpackOf(notice);
