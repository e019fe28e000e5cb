/**
 * Statistics for any span of time, from counters that were raised in the same step as the audit itself.
 * It must never count a check that is not in the audit, nor count one twice.
 */
import type { Clock } from '../clock.js';
import type { AuditStore, Grain } from './store-contract.js';
import { COUNTERS } from './tally.js';

export interface Statistics {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly totals: {
    readonly checks: number;
    readonly matches: number;
    readonly referred: number;
    readonly messages: number;
  };
  readonly perMinute: { readonly checks: number; readonly messages: number };
  readonly byMember: readonly {
    readonly member: string;
    readonly checks: number;
    readonly matches: number;
  }[];
  readonly byOwner: readonly {
    readonly owner: string;
    readonly checksAgainst: number;
    readonly matches: number;
  }[];
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY_MS = 86_400_000;
/** Shorter than the counters are kept, so that none expires while it is read. */
const SECONDS_KEPT = 7_200 - 120;
const MINUTES_KEPT = 8 * 86_400 - HOUR;
const KEYS_PER_READ = 256;

/** The finest step, in seconds, to which a point of time can still be told. */
function stepAt(second: number, now: number): number {
  if (second >= now - SECONDS_KEPT) return 1;
  return second >= now - MINUTES_KEPT ? MINUTE : HOUR;
}

interface Parts {
  readonly s: number[];
  readonly m: number[];
  readonly h: number[];
}

/** Seconds [from, to) as whole hours where possible, else minutes, else seconds. */
function partsOf(from: number, to: number): Parts {
  const parts: Parts = { s: [], m: [], h: [] };
  for (let at = from; at < to;) {
    if (at % HOUR === 0 && at + HOUR <= to) {
      parts.h.push(at / HOUR);
      at += HOUR;
    } else if (at % MINUTE === 0 && at + MINUTE <= to) {
      parts.m.push(at / MINUTE);
      at += MINUTE;
    } else {
      parts.s.push(at);
      at += 1;
    }
  }
  return parts;
}

async function addUp(store: AuditStore, fromMs: number, toMs: number, clock: Clock) {
  const now = Math.floor(clock.now() / 1_000);
  const since = ((await store.firstHour()) ?? Math.floor(now / HOUR)) * HOUR;
  let from = Math.max(Math.floor(fromMs / 1_000), since);
  // The second that runs belongs to the span; nothing is counted in the future.
  let to = Math.min(Math.floor(toMs / 1_000) + 1, now + HOUR);
  from -= from % stepAt(from, now);
  const step = stepAt(to, now);
  to = Math.ceil(to / step) * step;
  const sums = new Map<string, number>();
  for (const [grain, numbers] of Object.entries(partsOf(from, to)) as [Grain, number[]][]) {
    for (let at = 0; at < numbers.length; at += KEYS_PER_READ) {
      for (const counts of await store.counters(grain, numbers.slice(at, at + KEYS_PER_READ))) {
        for (const [name, n] of counts) sums.set(name, (sums.get(name) ?? 0) + n);
      }
    }
  }
  return sums;
}

/** Names behind a prefix, of any of the prefixes, sorted. */
function named(sums: ReadonlyMap<string, number>, prefixes: readonly string[]): string[] {
  const names = new Set<string>();
  for (const key of sums.keys()) {
    for (const prefix of prefixes) if (key.startsWith(prefix)) names.add(key.slice(prefix.length));
  }
  return [...names].sort();
}

/**
 * CONTRACT section 10. The span is told to the second for the last two hours, to the minute for eight
 * days, to the hour before that; it is widened to whole steps.
 */
export async function readStatistics(
  store: AuditStore,
  fromMs: number,
  toMs: number,
  clock: Clock,
): Promise<Statistics> {
  const sums = await addUp(store, fromMs, toMs, clock);
  const of = (name: string): number => sums.get(name) ?? 0;
  const byMember = named(sums, [COUNTERS.asked, COUNTERS.matched]).map((member) => ({
    member,
    checks: of(COUNTERS.asked + member),
    matches: of(COUNTERS.matched + member),
  }));
  const byOwner = named(sums, [COUNTERS.against, COUNTERS.matchedOf]).map((owner) => ({
    owner,
    checksAgainst: of(COUNTERS.against + owner),
    matches: of(COUNTERS.matchedOf + owner),
  }));
  const checks = of(COUNTERS.checks);
  const messages = of(COUNTERS.messages);
  const minutes = Math.max(1, (toMs - fromMs) / 60_000);
  const perMinute = (n: number): number => Math.round((n / minutes) * 100) / 100;
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    totals: {
      checks,
      matches: byOwner.reduce((sum, { matches }) => sum + matches, 0),
      referred: of(COUNTERS.referred),
      messages,
    },
    perMinute: { checks: perMinute(checks), messages: perMinute(messages) },
    byMember,
    byOwner,
  };
}

/** One owner's rows by UTC day, days without any left out. */
export async function ownerByDay(
  store: AuditStore,
  owner: string,
  fromMs: number,
  toMs: number,
  clock: Clock,
): Promise<{ readonly day: string; readonly checksAgainst: number; readonly matches: number }[]> {
  const days: { day: string; checksAgainst: number; matches: number }[] = [];
  const since = ((await store.firstHour()) ?? Math.floor(clock.now() / 3_600_000)) * 3_600_000;
  const first = Math.max(fromMs, since);
  for (let day = first - (first % DAY_MS); day <= toMs; day += DAY_MS) {
    const sums = await addUp(
      store,
      Math.max(day, fromMs),
      Math.min(day + DAY_MS - 1_000, toMs),
      clock,
    );
    const checksAgainst = sums.get(COUNTERS.against + owner) ?? 0;
    const matches = sums.get(COUNTERS.matchedOf + owner) ?? 0;
    if (checksAgainst + matches === 0) continue;
    days.push({ day: new Date(day).toISOString().slice(0, 10), checksAgainst, matches });
  }
  return days;
}
