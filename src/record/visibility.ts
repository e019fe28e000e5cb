/**
 * Who may see a record: its recipients, its restrictions and its owner's defaults, the stricter winning.
 * It must never make an exception for a named member, and never say why something is not seen.
 */
import { PURPOSES, type Purpose, type Restrictions } from './record.js';

/** Everything about a record that decides who sees it; many records share one. */
export interface VisibilityClass {
  readonly owner: string;
  readonly recipients: 'all' | readonly string[];
  readonly restrictions: Restrictions;
}

/** Who looks: a bureau's or agency's caller, and what for. `null` purpose: a plain reading. */
export interface Viewer {
  readonly member: string;
  readonly agency: string | null;
  readonly purpose: Purpose | null;
}

function passes(viewer: Viewer, r: Restrictions): boolean {
  if (r.deny.includes(viewer.member)) return false;
  if (r.allowOnly !== null && !r.allowOnly.includes(viewer.member)) return false;
  if (r.agencies !== null && (viewer.agency === null || !r.agencies.includes(viewer.agency))) {
    return false;
  }
  return r.purposes === null || (viewer.purpose !== null && r.purposes.includes(viewer.purpose));
}

/** Whether `viewer` may see records of this class. The owner's own callers are never bound. */
export function sees(viewer: Viewer, visibility: VisibilityClass, defaults: Restrictions): boolean {
  if (viewer.member === visibility.owner) return true;
  const { recipients } = visibility;
  if (recipients !== 'all' && !recipients.includes(viewer.member)) return false;
  return passes(viewer, visibility.restrictions) && passes(viewer, defaults);
}

const both = <T>(a: readonly T[] | null, b: readonly T[] | null): readonly T[] | null => {
  if (a === null || b === null) return a ?? b;
  return a.filter((one) => b.includes(one));
};

/** What binds when both restrictions do: whoever fails one fails it. */
export function stricterOf(a: Restrictions, b: Restrictions): Restrictions {
  return canonicalRestrictions({
    deny: [...a.deny, ...b.deny],
    allowOnly: both(a.allowOnly, b.allowOnly),
    agencies: both(a.agencies, b.agencies),
    purposes: both(a.purposes, b.purposes),
  });
}

/**
 * The members of which some caller may see records of this class, for one purpose and agency at least; their
 * owner left out.
 */
export function readersAmong(
  members: readonly string[],
  { owner, recipients, restrictions }: VisibilityClass,
  defaults: Restrictions,
): string[] {
  const { deny, allowOnly, agencies, purposes } = stricterOf(restrictions, defaults);
  if (agencies?.length === 0 || purposes?.length === 0) return [];
  return members.filter(
    (member) =>
      member !== owner &&
      (recipients === 'all' || recipients.includes(member)) &&
      !deny.includes(member) &&
      (allowOnly === null || allowOnly.includes(member)),
  );
}

/**
 * The agencies whose callers a plain reading shows records of this class, their members being let in; it has no
 * purpose, so that a list of purposes lets in none. `all` has callers of no agency in it.
 */
export function agenciesAdmitted(
  { restrictions }: Pick<VisibilityClass, 'restrictions'>,
  defaults: Restrictions,
): 'all' | readonly string[] {
  const { agencies, purposes } = stricterOf(restrictions, defaults);
  return purposes === null ? (agencies ?? 'all') : [];
}

/** The same of the agencies whose callers a check shows them, for one purpose at least. */
export function agenciesChecking(
  { restrictions }: Pick<VisibilityClass, 'restrictions'>,
  defaults: Restrictions,
): 'all' | readonly string[] {
  const { agencies, purposes } = stricterOf(restrictions, defaults);
  return purposes?.length === 0 ? [] : (agencies ?? 'all');
}

const sorted = <T extends string>(list: readonly T[]): T[] => [...new Set(list)].sort();
const sortedOrNull = <T extends string>(list: readonly T[] | null): T[] | null =>
  list === null ? null : sorted(list);

/** Lists sorted and without doubles, so that equal restrictions are equal bytes. */
export function canonicalRestrictions(r: Restrictions): Restrictions {
  return {
    deny: sorted(r.deny),
    allowOnly: sortedOrNull(r.allowOnly),
    agencies: sortedOrNull(r.agencies),
    purposes: sortedOrNull(r.purposes),
  };
}

/** One text per class; the store interns it. */
export function classText(v: VisibilityClass): string {
  const r = v.restrictions;
  return JSON.stringify([v.owner, v.recipients, r.deny, r.allowOnly, r.agencies, r.purposes]);
}

/** The twin of `classText`. */
export function parseClass(text: string): VisibilityClass {
  const [owner, recipients, deny, allowOnly, agencies, purposes] = JSON.parse(text) as [
    string,
    'all' | string[],
    string[],
    string[] | null,
    string[] | null,
    Purpose[] | null,
  ];
  return { owner, recipients, restrictions: { deny, allowOnly, agencies, purposes } };
}

/** One question that a class asks of a viewer, apart from the others. */
type Question<T> = (v: VisibilityClass, answer: T) => boolean;

const admits: Question<string> = ({ owner, recipients, restrictions: r }, member) =>
  member !== owner &&
  (recipients === 'all' || recipients.includes(member)) &&
  !r.deny.includes(member) &&
  (r.allowOnly === null || r.allowOnly.includes(member));

const admitsAgency: Question<string | null> = ({ restrictions: { agencies } }, agency) =>
  agencies === null || (agency !== null && agencies.includes(agency));

const admitsPurpose: Question<Purpose | null> = ({ restrictions: { purposes } }, purpose) =>
  purposes === null || (purpose !== null && purposes.includes(purpose));

/** Stands for every member and every agency that no list names. */
const UNNAMED = '';

/**
 * Whether somebody could see a record after who could not before. Defaults play no part: they bind both alike,
 * and without any the most is seen. Members are taken to be more than a list can name, so that a list of all
 * there are today counts as narrower than none.
 */
export function widens(before: VisibilityClass, after: VisibilityClass): boolean {
  const both = [before, after];
  const named = both.flatMap(({ recipients, restrictions: { deny, allowOnly } }) => [
    ...(recipients === 'all' ? [] : recipients),
    ...deny,
    ...(allowOnly ?? []),
  ]);
  const agencies = both.flatMap(({ restrictions }) => restrictions.agencies ?? []);
  const ways = [
    wayFor(admits, [...named, UNNAMED]),
    wayFor(admitsAgency, [...agencies, UNNAMED, null]),
    wayFor(admitsPurpose, [...PURPOSES, null]),
  ].map((way) => way(before, after));
  // A viewer has to pass all three, so whom one lets in newly the other two must not keep out.
  return ways.every((way) => way !== 'nobody') && ways.includes('more');
}

type Way = 'nobody' | 'no more' | 'more';

const wayFor =
  <T>(asks: Question<T>, answers: readonly T[]) =>
  (before: VisibilityClass, after: VisibilityClass): Way => {
    const admitted = answers.filter((answer) => asks(after, answer));
    if (admitted.length === 0) return 'nobody';
    return admitted.every((answer) => asks(before, answer)) ? 'no more' : 'more';
  };
