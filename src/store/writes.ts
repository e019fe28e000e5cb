/**
 * Writes records: the plans of one turn leave as one call, each record one atomic step.
 * It must never acknowledge what Redis has not.
 */
import { Fault } from '../errors.js';
import { packFields, type Deed } from './deeds.js';
import type { BucketKind } from './keys.js';
import type { Link } from './redis-client.js';

/** An index entry without its id; `rest` follows the id. */
export interface Entry {
  readonly kind: BucketKind;
  readonly tag: Buffer;
  readonly rest: Buffer;
}

export interface Plan {
  readonly tag: Buffer;
  readonly document: boolean;
  /** Revision the store must hold, 0 = none. */
  readonly expected: number;
  /** The measures it was directed under, by their epoch; `null` where they do not matter. */
  readonly measures: number | null;
  readonly body: Buffer;
  readonly adds: readonly Entry[];
  readonly removes: readonly Entry[];
  /** One packed history line, or empty. */
  readonly history: Buffer;
  /** One packed announcement, or empty. */
  readonly feed: Buffer;
  readonly owner: string;
  /** Keys of lists that take the record's id. */
  readonly noted: readonly string[];
  readonly deeds: readonly Deed[];
}

/** Nothing was written: somebody else had changed the record, or measures have changed. */
export type NotWritten = 'conflict' | 'stale';

interface Pending {
  readonly packed: Buffer;
  readonly resolve: (id: number | NotWritten) => void;
  readonly reject: (error: unknown) => void;
}

const PLANS_PER_CALL_MAX = 64;
/**
 * Fields one behind the other, each after its length in four bytes, big endian. Not MessagePack: the
 * reader inside Redis 7.0 knows no binary strings.
 */
function packPlan(plan: Plan): Buffer {
  const fields: Uint8Array[] = [
    plan.tag,
    Buffer.from(plan.document ? '1' : '0'),
    Buffer.from(String(plan.expected)),
    Buffer.from(plan.measures === null ? '' : String(plan.measures)),
    plan.body,
    plan.history,
    plan.feed,
    Buffer.from(plan.owner),
    Buffer.from(String(plan.removes.length)),
  ];
  for (const { kind, tag } of plan.removes) fields.push(Buffer.from(kind), tag);
  fields.push(Buffer.from(String(plan.adds.length)));
  for (const { kind, tag, rest } of plan.adds) fields.push(Buffer.from(kind), tag, rest);
  fields.push(Buffer.from(String(plan.noted.length)));
  for (const key of plan.noted) fields.push(Buffer.from(key));
  fields.push(Buffer.from(String(plan.deeds.length)));
  return Buffer.concat([packFields(fields), ...plan.deeds]);
}

export class Writes {
  #waiting: Pending[] = [];
  #scheduled = false;
  readonly #link: Link;
  readonly #normaliser: string;

  /** `normaliser`: version of the one that makes the entries; `null`: whichever the index is of. */
  constructor(link: Link, normaliser: number | null) {
    this.#link = link;
    this.#normaliser = normaliser === null ? '' : String(normaliser);
  }

  /** Resolves with the record's id once it is on disk, or with why it was not written. */
  apply(plan: Plan): Promise<number | NotWritten> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ packed: packPlan(plan), resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#flush();
      });
    });
  }

  #flush(): void {
    while (this.#waiting.length > 0) void this.#call(this.#waiting.splice(0, PLANS_PER_CALL_MAX));
  }

  async #call(batch: readonly Pending[]): Promise<void> {
    try {
      const reply = await this.#link.send([
        'FCALL',
        'pc_apply',
        '0',
        this.#normaliser,
        ...batch.map((p) => p.packed),
      ]);
      if (!Array.isArray(reply)) throw new Fault('index_unavailable', 'The store did not answer.');
      const results = reply as readonly unknown[];
      batch.forEach((pending, at) => {
        const text = String(results[at]);
        pending.resolve(text === 'conflict' || text === 'stale' ? text : Number(text));
      });
    } catch (error) {
      for (const pending of batch) pending.reject(error);
    }
  }
}
