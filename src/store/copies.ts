/**
 * Copies of buckets, kept current through the store's list of changes: of documents those that have been
 * asked for, of names all, as long as they are few enough.
 * A copy alone proves nothing: an answer taken from copies must be recorded under the very head they belong
 * to, and the audit's append says in the same atomic step whether that head still stands. It must never hold
 * a bucket of another revision than its own, nor tell by its pace that a record is hidden: what a push has
 * changed is fetched anew before it is asked for again.
 */
import { LIMITS } from '../limits.js';
import { parseHead, type Head } from './head.js';
import { AllBuckets, BUCKET_OVERHEAD_BYTES, LastAsked, type HeldBuckets } from './held-buckets.js';
import { bucketKey, KEYS } from './keys.js';
import { bucketOf, bucketsIn, ENTRY_BYTES, MEAN_FILL, type Address } from './packing.js';
import type { Link, Reply } from './redis-client.js';
import type { Tables } from './tables.js';

const EMPTY = Buffer.alloc(0);
const KIND_D = 'd'.charCodeAt(0);
/** A bucket in the list of changes: its kind, a letter, and its number. */
const CHANGED_BYTES = 5;
/** What a name bucket takes in the mean. */
const NAME_BUCKET_BYTES = MEAN_FILL.n * ENTRY_BYTES.n + BUCKET_OVERHEAD_BYTES;

type CopiedKind = 'd' | 'n';

interface Place {
  readonly kind: CopiedKind;
  readonly bucket: number;
}

/** One change: the revision it made, and the buckets that are not what they were. */
interface Change {
  readonly revision: number;
  readonly places: readonly Place[];
}

export class Copies {
  readonly #link: Link;
  readonly #tables: Tables;
  readonly #onTrouble: (error: unknown) => void;
  readonly #names = new AllBuckets();
  readonly #held: Readonly<Record<CopiedKind, HeldBuckets>> = {
    d: new LastAsked(LIMITS.copiesBytesMax),
    n: this.#names,
  };
  /** Every copy is as it was under it, and of these buckets. */
  #revision: number;
  #generation: number;
  #following = false;
  #filling = false;

  /** `link` reads what is copied ahead; it must not be the one that checks wait for. */
  constructor(link: Link, tables: Tables, onTrouble: (error: unknown) => void) {
    this.#link = link;
    this.#tables = tables;
    this.#onTrouble = onTrouble;
    this.#revision = tables.head.revision;
    this.#generation = generationOf(tables.head);
  }

  /**
   * The bucket of an address under the tables' head, or an empty one where it holds nothing at this address;
   * `undefined` where there is no copy of that.
   */
  at({ kind, high, low }: Address): Buffer | undefined {
    const { head } = this.#tables;
    if (kind === 'i') return undefined;
    if (!this.#isOf(head)) {
      this.follow();
      return undefined;
    }
    const bucket = bucketOf(high, head.shapes[kind]);
    return kind === 'n' ? this.#names.having(bucket, low) : this.#held.d.get(bucket);
  }

  /** Keeps a document's bucket that was read beside the head `asOf`, where that is the tables'; the bytes are copied. */
  keep({ high }: Address, bytes: Buffer | null, asOf: string): void {
    const { head } = this.#tables;
    // While the reply was on its way the tables, and copies that hold nothing, may have gone further.
    if (head.text !== asOf || !this.#isOf(head)) return;
    const bucket = bucketOf(high, head.shapes.d);
    if (!this.#held.d.has(bucket)) this.#held.d.set(bucket, ownOf(bytes));
  }

  /**
   * Copies some more of the name buckets, in the background, while any is missing. Who asks for names that
   * are not copied calls it, so that it costs nothing where nobody does.
   */
  copyNames(): void {
    const { head } = this.#tables;
    if (this.#filling || this.#following || !this.#isOf(head)) return;
    const count = bucketsIn(head.shapes.n);
    if (count * NAME_BUCKET_BYTES > LIMITS.nameCopiesBytesMax) {
      this.#names.clear();
      return;
    }
    const { nameCopiesPerCall, nameCopyCalls } = LIMITS;
    const missing = this.#names.missing(count, nameCopiesPerCall * nameCopyCalls);
    if (missing.length === 0) return;
    this.#filling = true;
    // Several calls: between them Redis answers checks.
    const calls: Promise<void>[] = [];
    for (let from = 0; from < missing.length; from += nameCopiesPerCall) {
      calls.push(this.#copy(missing.slice(from, from + nameCopiesPerCall)));
    }
    Promise.all(calls)
      .catch(this.#onTrouble)
      .finally(() => (this.#filling = false));
  }

  async #copy(missing: readonly number[]): Promise<void> {
    const { store } = this.#tables.head;
    const { head, buckets } = await this.#read(missing.map((bucket) => ({ kind: 'n', bucket })));
    // What changes is being followed: it would not be known which of these are among it.
    if (this.#following || head.store !== store || !this.#isOf(head)) return;
    missing.forEach((bucket, nth) => this.#names.set(bucket, buckets[nth] ?? EMPTY));
  }

  /** Brings the copies up to the tables' head, in the background. */
  follow(): void {
    if (this.#following || this.#isOf(this.#tables.head)) return;
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

  /** Whether the copies are of this head. A store that went back may come to the same revision with other buckets. */
  #isOf(head: Head): boolean {
    return head.revision === this.#revision && generationOf(head) === this.#generation;
  }

  #forget(head: Head): void {
    this.#held.d.clear();
    this.#held.n.clear();
    this.#revision = head.revision;
    this.#generation = generationOf(head);
  }

  /** One step towards the present: `follow` takes as many as it needs. */
  async #catchUp(): Promise<void> {
    const { head } = this.#tables;
    const behind = head.revision - this.#revision;
    const nothing = this.#held.d.empty && this.#held.n.empty;
    // Nothing to bring up, too much, other buckets, or a store that went back: then nothing that is held is worth a question.
    const others = generationOf(head) !== this.#generation;
    if (nothing || others || behind > LIMITS.changesFollowedMax || behind < 0) {
      this.#forget(head);
      return;
    }
    const changes = await this.#changesSince(this.#revision);
    const changed = this.#heldOf(changes);
    const asked = changed.slice(0, LIMITS.keysPerCallMax);
    const { head: now, buckets } = await this.#read(asked);
    const whole = changes.every(({ revision }, nth) => revision === this.#revision + 1 + nth);
    const last = this.#revision + changes.length;
    if (now.store !== head.store || !whole) {
      this.#forget(now.store === head.store ? now : head);
      return;
    }
    // Changed again in between: the next step begins from here once more.
    if (now.revision !== last || generationOf(now) !== this.#generation) return;
    asked.forEach(({ kind, bucket }, nth) => this.#held[kind].set(bucket, buckets[nth] ?? EMPTY));
    for (const { kind, bucket } of changed.slice(asked.length)) this.#held[kind].drop(bucket);
    this.#revision = last;
  }

  /** The buckets that have changed and of which there are copies, each once. */
  #heldOf(changes: readonly Change[]): Place[] {
    const held = new Map<string, Place>();
    for (const { places } of changes) {
      for (const place of places) {
        const { kind, bucket } = place;
        if (this.#held[kind].has(bucket)) held.set(`${kind}${bucket}`, place);
      }
    }
    return [...held.values()];
  }

  /** Buckets as they are now, and the head beside them. */
  async #read(places: readonly Place[]): Promise<{ head: Head; buckets: Buffer[] }> {
    const keys = places.map(({ kind, bucket }) => bucketKey(kind, this.#generation, bucket));
    const reply = await this.#link.send(['MGET', KEYS.head, ...keys]);
    const [text, ...read] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
    return {
      head: parseHead(Buffer.isBuffer(text) ? text.toString() : null),
      buckets: read.map((bytes) => ownOf(Buffer.isBuffer(bytes) ? bytes : null)),
    };
  }

  async #changesSince(revision: number): Promise<Change[]> {
    const args = ['XRANGE', KEYS.changes, `${revision + 1}-0`, '+'];
    const reply = await this.#link.send(args);
    if (!Array.isArray(reply)) return [];
    return (reply as readonly Reply[]).map(changeOf);
  }
}

/** The same for all kinds. */
const generationOf = ({ shapes }: Head): number => shapes.n.generation;

const ownOf = (bytes: Buffer | null): Buffer => (bytes === null ? EMPTY : Buffer.from(bytes));

function changeOf(reply: Reply): Change {
  const [id, fields] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
  const [, packed] = Array.isArray(fields) ? (fields as readonly Reply[]) : [];
  const places: Place[] = [];
  if (Buffer.isBuffer(packed)) {
    for (let at = 0; at + CHANGED_BYTES <= packed.length; at += CHANGED_BYTES) {
      const kind = packed[at] === KIND_D ? 'd' : 'n';
      places.push({ kind, bucket: packed.readUInt32BE(at + 1) });
    }
  }
  return { revision: Number.parseInt(String(id), 10), places };
}
