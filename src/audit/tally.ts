/**
 * Counts a block's checks for the statistics while its entries are collected.
 * It must never count anything but checks, nor one check twice.
 *
 *   n            checks                      r            checks referred
 *   c:<member>   checks asked by it          m:<member>   matches returned to it
 *   g            messages; counted where they are told, not here
 *   o:<owner>    checks considered for it    om:<owner>   matches returned of it
 */
import type { CheckEntry } from './entry.js';

export const COUNTERS = {
  checks: 'n',
  referred: 'r',
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
  #matched: Map<string, number> | null = null;
  #matchedOf: Map<string, number> | null = null;
  #against: Map<string, number> | null = null;

  /** `counted` `false`: the check itself was counted with an earlier entry of it. */
  add(check: CheckEntry, counted = true): void {
    if (counted) {
      this.#checks += 1;
      raise(this.#asked, check.member, 1);
    }
    if (check.considered.length > 0) {
      this.#against ??= new Map();
      for (const owner of check.considered) raise(this.#against, owner, 1);
    }
    if (check.result === 'referred') this.#referred += 1;
    if (check.returned.length === 0) return;
    this.#matched ??= new Map();
    this.#matchedOf ??= new Map();
    raise(this.#matched, check.member, check.returned.length);
    for (const id of check.returned) raise(this.#matchedOf, id.slice(0, OWNER_LETTERS), 1);
  }

  /** The counters to raise; empty without checks. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    if (this.#checks > 0) counts.set(COUNTERS.checks, this.#checks);
    if (this.#referred > 0) counts.set(COUNTERS.referred, this.#referred);
    for (const [member, n] of this.#asked) counts.set(COUNTERS.asked + member, n);
    for (const [member, n] of this.#matched ?? []) counts.set(COUNTERS.matched + member, n);
    for (const [owner, n] of this.#against ?? []) counts.set(COUNTERS.against + owner, n);
    for (const [owner, n] of this.#matchedOf ?? []) counts.set(COUNTERS.matchedOf + owner, n);
    return counts;
  }
}
