/**
 * Copies of the document buckets that have been asked for, kept current through the store's list of changes.
 * A copy alone proves nothing: an answer taken from copies must be recorded under the very head they belong
 * to, and the audit's append says in the same atomic step whether that head still stands. It must never hold
 * a bucket of another revision than its own, nor tell by its pace that a record is hidden: what a push has
 * changed is fetched anew before it is asked for again.
 */
import { LIMITS } from '../limits.js';
import { parseHead, type Head } from './head.js';
import { bucketKey, KEYS } from './keys.js';
import { bucketOf, type Address } from './packing.js';
import type { Link, Reply } from './redis-client.js';
import type { Tables } from './tables.js';

const EMPTY = Buffer.alloc(0);
/** What a copy takes beside its bytes: its place in the map, its Buffer. */
const OVERHEAD_BYTES = 150;
const NUMBER_BYTES = 4;

/** Bounded in bytes by two generations: what is asked again moves to the young one. */
class Buckets {
  #young = new Map<number, Buffer>();
  #old = new Map<number, Buffer>();
  #youngBytes = 0;

  get(bucket: number): Buffer | undefined {
    const young = this.#young.get(bucket);
    if (young !== undefined) return young;
    const old = this.#old.get(bucket);
    if (old !== undefined) this.set(bucket, old);
    return old;
  }

  set(bucket: number, bytes: Buffer): void {
    if (this.#youngBytes > LIMITS.copiesBytesMax / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(bucket, bytes);
    this.#youngBytes += bytes.length + OVERHEAD_BYTES;
  }

  has(bucket: number): boolean {
    return this.#young.has(bucket) || this.#old.has(bucket);
  }

  get empty(): boolean {
    return this.#young.size === 0 && this.#old.size === 0;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = 0;
  }
}

/** One change: the revision it made, and the buckets that are not what they were. */
interface Change {
  readonly revision: number;
  readonly buckets: readonly number[];
}

export class Copies {
  readonly #link: Link;
  readonly #tables: Tables;
  readonly #onTrouble: (error: unknown) => void;
  readonly #buckets = new Buckets();
  /** Of the documents; every copy is as it was under it. */
  #revision: number;
  #following = false;

  /** `link` reads the changes; it must not be the one that checks wait for. */
  constructor(link: Link, tables: Tables, onTrouble: (error: unknown) => void) {
    this.#link = link;
    this.#tables = tables;
    this.#onTrouble = onTrouble;
    this.#revision = tables.head.documents;
  }

  /** The bucket of a document's address under the tables' head; `undefined` where there is no copy of that. */
  at(address: Address): Buffer | undefined {
    const { head } = this.#tables;
    if (head.documents !== this.#revision) {
      this.follow();
      return undefined;
    }
    return this.#buckets.get(bucketOf(address.high, head.shapes.d));
  }

  /** Keeps a bucket that was read beside the tables' head; the bytes are copied. */
  keep(address: Address, bytes: Buffer | null): void {
    const { head } = this.#tables;
    if (head.documents !== this.#revision) return;
    const bucket = bucketOf(address.high, head.shapes.d);
    if (!this.#buckets.has(bucket)) this.#buckets.set(bucket, ownOf(bytes));
  }

  /** Brings the copies up to the tables' head, in the background. */
  follow(): void {
    if (this.#following || this.#tables.head.documents === this.#revision) return;
    this.#following = true;
    this.#catchUp()
      .catch((error: unknown) => {
        this.#forget(this.#tables.head);
        this.#onTrouble(error);
      })
      .finally(() => {
        this.#following = false;
        this.follow();
      });
  }

  #forget(head: Head): void {
    this.#buckets.clear();
    this.#revision = head.documents;
  }

  /** One step towards the present: `follow` takes as many as it needs. */
  async #catchUp(): Promise<void> {
    const { head } = this.#tables;
    const behind = head.documents - this.#revision;
    // Nothing to bring up, too much, or a store that went back: then nothing that is held is worth a question.
    if (this.#buckets.empty || behind > LIMITS.changesFollowedMax || behind < 0) {
      this.#forget(head);
      return;
    }
    const changes = await this.#changesSince(this.#revision);
    const held = new Set<number>();
    for (const { buckets } of changes) {
      for (const bucket of buckets) if (this.#buckets.has(bucket)) held.add(bucket);
    }
    const asked = [...held].slice(0, LIMITS.keysPerCallMax);
    const reply = await this.#link.send([
      'MGET',
      KEYS.head,
      ...asked.map((bucket) => bucketKey('d', bucket)),
    ]);
    const values = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
    const [text, ...read] = values;
    const now = parseHead(Buffer.isBuffer(text) ? text.toString() : null);
    const whole = changes.every(({ revision }, nth) => revision === this.#revision + 1 + nth);
    const last = this.#revision + changes.length;
    if (now.store !== head.store || !whole || held.size > asked.length) {
      this.#forget(now.store === head.store ? now : head);
      return;
    }
    // Changed again in between: the next step begins from here once more.
    if (now.documents !== last) return;
    asked.forEach((bucket, nth) => {
      const bytes = read[nth];
      this.#buckets.set(bucket, ownOf(Buffer.isBuffer(bytes) ? bytes : null));
    });
    this.#revision = last;
  }

  async #changesSince(revision: number): Promise<Change[]> {
    const args = ['XRANGE', KEYS.changes, `${revision + 1}-0`, '+'];
    const reply = await this.#link.send(args);
    if (!Array.isArray(reply)) return [];
    return (reply as readonly Reply[]).map(changeOf);
  }
}

const ownOf = (bytes: Buffer | null): Buffer => (bytes === null ? EMPTY : Buffer.from(bytes));

function changeOf(reply: Reply): Change {
  const [id, fields] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
  const [, packed] = Array.isArray(fields) ? (fields as readonly Reply[]) : [];
  const buckets: number[] = [];
  if (Buffer.isBuffer(packed)) {
    for (let at = 0; at + NUMBER_BYTES <= packed.length; at += NUMBER_BYTES) {
      buckets.push(packed.readUInt32BE(at));
    }
  }
  return { revision: Number.parseInt(String(id), 10), buckets };
}
