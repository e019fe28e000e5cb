/**
 * Measures: what supervision of a member means, who decided it, and when it holds.
 * It must never exclude anybody: a measure adds review and nothing else.
 */

/**
 * What is reviewed first: `circulation` what the member sends, `checks` what it looks up, `hits` matches on its
 * data, `receive` what others' data it is sent.
 */
export const SCOPES = ['circulation', 'checks', 'hits', 'receive'] as const;
export type Scope = (typeof SCOPES)[number];

export const MEASURE_POLICIES = ['rules', 'refer-all'] as const;
export type MeasurePolicy = (typeof MEASURE_POLICIES)[number];

export const MEASURE_STATES = ['proposed', 'in-force', 'lifted', 'lapsed'] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

/** The decision to lift a measure, which may take effect on another day. */
export interface Lift {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly effectiveOn: number;
}

/** Instants are milliseconds since 1970, persons are the credentials they acted with. */
export interface Measure {
  readonly measureId: string;
  readonly member: string;
  readonly scopes: readonly Scope[];
  readonly policy: MeasurePolicy;
  readonly reason: string;
  /** In force from its proposal on, and lapsing unless endorsed in time. */
  readonly urgent: boolean;
  /** The day by which it is to be looked at again, `YYYY-MM-DD`; it does not end by itself then. */
  readonly reviewOn: string | null;
  readonly proposedBy: string;
  readonly proposedAt: number;
  /** When an urgent one lapses; `null` for others. */
  readonly endorseBy: number | null;
  readonly endorsedBy: string | null;
  readonly endorsedAt: number | null;
  /** What its endorser gave as a reason, if anything; rows of an older build have none. */
  readonly endorsedReason?: string | null;
  /** The lift that counts: the last that was set. */
  readonly lift: Lift | null;
  /** Those that another was set instead of, before they took effect; oldest first. */
  readonly earlierLifts?: readonly Lift[];
  /** Whether it was told that the measure has ended, where time alone has ended it. */
  readonly endedTold?: boolean;
  /** Whether the General Secretariat was told that the day has come to look at it again. */
  readonly reviewTold?: boolean;
}

/** The state at an instant; it follows from the row alone, so every process comes to the same. */
export function measureStateAt(measure: Measure, now: number): MeasureState {
  const { lift, endorsedAt, urgent, endorseBy } = measure;
  const lapsed = endorsedAt === null && urgent && endorseBy !== null && now >= endorseBy;
  if (lapsed && (lift === null || lift.effectiveOn > endorseBy)) return 'lapsed';
  if (lift !== null && now >= lift.effectiveOn) return 'lifted';
  if (endorsedAt !== null || urgent) return 'in-force';
  return 'proposed';
}

/** The next instant at which the state changes by time alone; `Infinity` where none is known. */
export function nextChangeOf({ lift, endorsedAt, endorseBy }: Measure, now: number): number {
  const instants = [lift?.effectiveOn ?? Infinity, endorsedAt === null ? endorseBy : null];
  return Math.min(...instants.map((at) => (at !== null && at > now ? at : Infinity)));
}
