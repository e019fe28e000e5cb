/**
 * Statistics for any span of time, from counters that were raised in the same step as the audit itself.
 * It must never count a check that is not in the audit, nor count one twice.
 */
import type { Clock } from '../clock.js';
import {
  addUp,
  countedPart,
  seriesStep,
  type SeriesPoint,
  type SeriesStep,
  type Traced,
} from './counted-span.js';
import type { AuditStore } from './store-contract.js';
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
  /** Checks that identified a wanted person, and by how many members the persons of a check were wanted. */
  readonly identifications: {
    readonly checks: number;
    readonly byCountries: Readonly<Record<string, number>>;
  };
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
  /** Every step of the span's counted part in order; together they are the totals. */
  readonly series: {
    readonly step: SeriesStep;
    readonly points: readonly SeriesPoint[];
  };
}

const DAY_MS = 86_400_000;

type Sums = ReadonlyMap<string, number>;

/** Names behind a prefix, of any of the prefixes, sorted. */
function named(sums: Sums, prefixes: readonly string[]): string[] {
  const names = new Set<string>();
  for (const key of sums.keys()) {
    for (const prefix of prefixes) if (key.startsWith(prefix)) names.add(key.slice(prefix.length));
  }
  return [...names].sort();
}

const perMinute = (n: number, spanMs: number): number =>
  Math.round((n / Math.max(1, spanMs / 60_000)) * 100) / 100;

/** `own`: of the checks of that member alone. */
function identifications(sums: Sums, own: string | null): Statistics['identifications'] {
  const byCountries = new Map<number, number>();
  for (const name of named(sums, [COUNTERS.identified])) {
    const [member = '', countries = ''] = name.split(':');
    if (own !== null && member !== own) continue;
    const n = sums.get(COUNTERS.identified + name) ?? 0;
    byCountries.set(Number(countries), (byCountries.get(Number(countries)) ?? 0) + n);
  }
  const checks = [...byCountries.values()].reduce((sum, n) => sum + n, 0);
  const ascending = [...byCountries].sort(([a], [b]) => a - b);
  return { checks, byCountries: Object.fromEntries(ascending) };
}

/**
 * CONTRACT section 10. The span ends before `toMs`. It is told to the second for the last two hours, to the
 * minute for eight days, to the hour before that; a step belongs to the span in which it begins. With `own` everything is of what that member
 * asked, and of what was asked of it: the world's totals would tell it of the others.
 */
export async function readStatistics(
  store: AuditStore,
  fromMs: number,
  toMs: number,
  clock: Clock,
  own: string | null = null,
): Promise<Statistics> {
  // A bureau is told of messages in its inbox, not in numbers.
  const traced: Traced = {
    checks: own === null ? COUNTERS.checks : COUNTERS.asked + own,
    messages: own === null ? COUNTERS.messages : null,
  };
  const step = seriesStep(fromMs, toMs, clock);
  const counted = await countedPart(store, { fromMs, toMs }, clock);
  const { sums, points } = await addUp(store, counted, clock, { step, traced });
  const of = (name: string): number => sums.get(name) ?? 0;
  const byMember = named(sums, [COUNTERS.asked, COUNTERS.matched])
    .filter((member) => own === null || member === own)
    .map((member) => ({
      member,
      checks: of(COUNTERS.asked + member),
      matches: of(COUNTERS.matched + member),
    }));
  const byOwner = named(sums, [COUNTERS.against, COUNTERS.matchedOf])
    .filter((owner) => own === null || owner === own)
    .map((owner) => ({
      owner,
      checksAgainst: of(COUNTERS.against + owner),
      matches: of(COUNTERS.matchedOf + owner),
    }));
  const checks = of(traced.checks);
  const messages = traced.messages === null ? 0 : of(traced.messages);
  // Every match returned to a member is one of an owner's, so both sums are the same.
  const matches = byMember.reduce((sum, row) => sum + row.matches, 0);
  const referred = of(own === null ? COUNTERS.referred : COUNTERS.referredOf + own);
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    totals: { checks, matches, referred, messages },
    perMinute: {
      checks: perMinute(checks, toMs - fromMs),
      messages: perMinute(messages, toMs - fromMs),
    },
    identifications: identifications(sums, own),
    byMember,
    byOwner,
    series: { step, points },
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
  const counted = await countedPart(store, { fromMs, toMs }, clock);
  const first = counted.fromMs - (counted.fromMs % DAY_MS);
  for (let day = first; day < counted.toMs; day += DAY_MS) {
    const part = {
      fromMs: Math.max(day, counted.fromMs),
      toMs: Math.min(day + DAY_MS, counted.toMs),
    };
    const { sums } = await addUp(store, part, clock);
    const checksAgainst = sums.get(COUNTERS.against + owner) ?? 0;
    const matches = sums.get(COUNTERS.matchedOf + owner) ?? 0;
    if (checksAgainst + matches === 0) continue;
    days.push({ day: new Date(day).toISOString().slice(0, 10), checksAgainst, matches });
  }
  return days;
}
