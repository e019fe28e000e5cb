/**
 * Recent lookups of supervised members, counted in Redis for every process together.
 * It must never hold more of a person than a slot of a keyed hash and codes of nationalities, and never
 * grow without bound.
 *
 * A member's counts are at most 65,536 slots of searched data and, for each purpose, one for every nationality
 * there is: about 10 MB for a member that asks without a pause, and all of it goes within 26 hours.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { Pace } from '../pace.js';
import type { Lookup, LookupContext, NationalityCounts } from '../record/lookup.js';
import { PURPOSES, type Purpose } from '../record/record.js';
import { lookupsKey } from './keys.js';
import type { Link, Reply } from './redis-client.js';

interface Pending {
  readonly lookup: Lookup;
  readonly resolve: (context: LookupContext) => void;
  readonly reject: (thrown: unknown) => void;
}

/** Base64 characters with the bits of a slot. */
const SLOT_CHARACTERS = 3;

/**
 * The slot of a keyed hash, its first 16 bits. Two searches share one by chance once in 65,536; a member has
 * to ask millions of times a day before that alone looks like a repetition.
 */
export function slotOf(searched: string): number {
  return Buffer.from(searched.slice(0, SLOT_CHARACTERS), 'base64url').readUInt16BE(0);
}

function argumentsOf({ member, at, purpose, searched, asked, matched }: Lookup): string[] {
  const second = String(Math.floor(at / 1_000));
  const slot = String(slotOf(searched));
  return [lookupsKey(member), second, purpose, slot, asked.join(''), matched.join('')];
}

/** Reads the counts of one reply in their order. */
class Counts {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(text: string) {
    this.#numbers = text.split(' ').map(Number);
  }

  next(): number {
    const number = this.#numbers[this.#at] ?? NaN;
    this.#at += 1;
    if (Number.isSafeInteger(number)) return number;
    throw new Fault('index_unavailable', 'The lookups were not counted.');
  }

  nationalities(codes: readonly string[]): NationalityCounts {
    const any = this.next();
    return { any, of: Object.fromEntries(codes.map((code) => [code, this.next()])) };
  }

  end(): void {
    if (this.#at === this.#numbers.length) return;
    throw new Fault('index_unavailable', 'The lookups were not counted.');
  }
}

function contextOf({ asked, matched }: Lookup, reply: Reply | undefined): LookupContext {
  const counts = new Counts(Buffer.isBuffer(reply) ? reply.toString('latin1') : '');
  const context = {
    volume: { minute: counts.next(), hour: counts.next(), day: counts.next() },
    purposes: Object.fromEntries(PURPOSES.map((purpose) => [purpose, counts.next()])) as Record<
      Purpose,
      number
    >,
    repetition: { hour: counts.next(), day: counts.next() },
    asked: counts.nationalities(asked),
    matched: counts.nationalities(matched),
  };
  counts.end();
  return context;
}

export class Lookups {
  readonly #link: Pick<Link, 'send'>;
  readonly #pace = new Pace();
  #waiting: Pending[] = [];

  /** `link`: one that neither checks nor pushes wait for. */
  constructor(link: Pick<Link, 'send'>) {
    this.#link = link;
    this.#pace.join(() => this.#flush());
  }

  /**
   * Counts a lookup and tells what has been counted of its member. Those of one turn leave together, one call
   * at a time. Rejects with `index_unavailable` or `overloaded`; whoever waits brings a deadline of their own.
   */
  record(lookup: Lookup): Promise<LookupContext> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= LIMITS.lookupsWaitingMax) {
        throw new Fault('overloaded', 'Too many lookups wait to be counted.');
      }
      this.#waiting.push({ lookup, resolve, reject });
      this.#pace.wanted();
    });
  }

  #flush(): void {
    const batch = this.#waiting.splice(0, LIMITS.lookupsPerCallMax);
    if (batch.length === 0) return;
    this.#pace.begin();
    void this.#call(batch);
  }

  async #call(batch: readonly Pending[]): Promise<void> {
    try {
      const args = batch.flatMap(({ lookup }) => argumentsOf(lookup));
      const reply = await this.#link.send([
        'FCALL',
        'pc_lookups',
        '0',
        PURPOSES.join(','),
        ...args,
      ]);
      const told = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
      batch.forEach(({ lookup, resolve }, nth) => resolve(contextOf(lookup, told[nth])));
    } catch (error) {
      // Whoever has been told already stays told.
      for (const { reject } of batch) reject(error);
    } finally {
      this.#pace.end();
    }
  }
}
