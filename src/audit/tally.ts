/**
 * Counts a block's checks for the statistics while its entries are collected.
 * It must never count anything but checks, nor one check twice.
 *
 *   n                checks                            r            checks referred
 *   c:<member>       checks asked by it                r:<member>   of those, referred
 *   m:<member>       matches returned to it            o:<owner>    checks considered for it
 *   w:<member>:<n>   of its checks, those that found   om:<owner>   matches returned of it
 *                    persons wanted by n members
 *
 * Messages are counted beside them, as `g`, in the step that writes a message.
 */
import type { CheckEntry, CheckResult } from './entry.js';

export const COUNTERS = {
  checks: 'n',
  referred: 'r',
  referredOf: 'r:',
  identified: 'w:',
  messages: 'g',
  asked: 'c:',
  matched: 'm:',
  against: 'o:',
  matchedOf: 'om:',
} as const;

const OWNER_LETTERS = 3;

function raise(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

export class Tally {
  #checks = 0;
  #referred = 0;
  readonly #asked = new Map<string, number>();
  #referredOf: Map<string, number> | null = null;
  #identified: Map<string, number> | null = null;
  #matched: Map<string, number> | null = null;
  #matchedOf: Map<string, number> | null = null;
  #against: Map<string, number> | null = null;

  /** `earlier`: the result of an entry of the same check that this one stands for; nothing was found then. */
  add(check: CheckEntry, earlier: CheckResult | null = null): void {
    if (earlier === null) {
      this.#checks += 1;
      raise(this.#asked, check.member, 1);
    }
    const referred = Number(check.result === 'referred') - Number(earlier === 'referred');
    if (referred !== 0) {
      this.#referred += referred;
      this.#referredOf ??= new Map();
      raise(this.#referredOf, check.member, referred);
    }
    if (check.considered.length > 0) {
      this.#against ??= new Map();
      for (const owner of check.considered) raise(this.#against, owner, 1);
    }
    if (check.returned.length === 0) return;
    if (check.wantedBy > 0) {
      this.#identified ??= new Map();
      raise(this.#identified, `${check.member}:${check.wantedBy}`, 1);
    }
    this.#matched ??= new Map();
    this.#matchedOf ??= new Map();
    raise(this.#matched, check.member, check.returned.length);
    for (const id of check.returned) raise(this.#matchedOf, id.slice(0, OWNER_LETTERS), 1);
  }

  /** The counters to raise, some by less than nothing; empty without checks. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    const put = (name: string, n: number): void => void (n !== 0 && counts.set(name, n));
    const putAll = (prefix: string, from: ReadonlyMap<string, number> | null): void => {
      for (const [name, n] of from ?? []) put(prefix + name, n);
    };
    put(COUNTERS.checks, this.#checks);
    put(COUNTERS.referred, this.#referred);
    putAll(COUNTERS.asked, this.#asked);
    putAll(COUNTERS.referredOf, this.#referredOf);
    putAll(COUNTERS.identified, this.#identified);
    putAll(COUNTERS.matched, this.#matched);
    putAll(COUNTERS.against, this.#against);
    putAll(COUNTERS.matchedOf, this.#matchedOf);
    return counts;
  }
}
