/**
 * Writes records: the plans of one turn leave as one call, each record one atomic step.
 * It must never acknowledge what Redis has not.
 */
import { Packr } from 'msgpackr';
import { Fault } from '../errors.js';
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
  readonly recordId: string;
  readonly document: boolean;
  /** Revision the store must hold, 0 = none. */
  readonly expected: number;
  readonly body: Buffer;
  readonly adds: readonly Entry[];
  readonly removes: readonly Entry[];
  /** One packed history line, or empty. */
  readonly history: Buffer;
  /** One packed announcement, or empty. */
  readonly feed: Buffer;
  readonly owner: string;
}

interface Pending {
  readonly packed: Buffer;
  readonly resolve: (id: number | 'conflict') => void;
  readonly reject: (error: unknown) => void;
}

const PLANS_PER_CALL_MAX = 64;
const packr = new Packr({ useRecords: false });

function packPlan(plan: Plan): Buffer {
  return packr.pack([
    plan.tag,
    plan.recordId,
    plan.document,
    plan.expected,
    plan.body,
    plan.adds.map((e) => [e.kind, e.tag, e.rest]),
    plan.removes.map((e) => [e.kind, e.tag]),
    plan.history,
    plan.feed,
    plan.owner,
  ]);
}

export class Writes {
  #waiting: Pending[] = [];
  #scheduled = false;
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Resolves with the record's id once it is on disk, or `conflict` where the revision had moved. */
  apply(plan: Plan): Promise<number | 'conflict'> {
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
        ...batch.map((p) => p.packed),
      ]);
      if (!Array.isArray(reply)) throw new Fault('index_unavailable', 'The store did not answer.');
      const results = reply as readonly unknown[];
      batch.forEach((pending, at) => {
        const text = String(results[at]);
        pending.resolve(text === 'conflict' ? text : Number(text));
      });
    } catch (error) {
      for (const pending of batch) pending.reject(error);
    }
  }
}
