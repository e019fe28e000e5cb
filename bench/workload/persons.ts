/**
 * Invented persons, addressed by number, and the slight changes in which they are asked for.
 * It must never depend on how often or in which order it is called.
 */
import { below, draw } from '../random.js';
import { memberAt, memberPlace } from './members.js';
import type { NameList } from './names.js';

export interface BenchPerson {
  /** Place of the owner in `BENCH_MEMBERS`. */
  readonly member: number;
  readonly family: string;
  readonly given: string;
  readonly dateOfBirth: string;
  readonly sex: 'F' | 'M';
  readonly nationality: string;
}

const DRAW = {
  owner: 21,
  list: 22,
  family: 23,
  second: 24,
  given: 25,
  middle: 26,
  birth: 27,
  sex: 28,
  change: 29,
  place: 30,
} as const;
const FIRST_BIRTH = Date.UTC(1946, 0, 1);
/** Births over 61 years. */
const BIRTH_DAYS = 22_280;
const DAY_MS = 86_400_000;

export function personAt(seed: number, lists: readonly NameList[], n: number): BenchPerson {
  const names = pick(lists, draw(seed, DRAW.list, n));
  const female = below(draw(seed, DRAW.sex, n), 2) === 0;
  const givens = female ? names.female : names.male;
  const first = pick(givens, draw(seed, DRAW.given, n));
  // One in three has a second given name.
  const middleDraw = draw(seed, DRAW.middle, n);
  const middle = middleDraw % 3 === 0 ? ` ${pick(givens, middleDraw)}` : '';
  const birth = FIRST_BIRTH + below(draw(seed, DRAW.birth, n), BIRTH_DAYS) * DAY_MS;
  return {
    member: memberPlace(seed, DRAW.owner, n),
    family: familyOf(seed, names, n),
    given: first + middle,
    dateOfBirth: new Date(birth).toISOString().slice(0, 10),
    sex: female ? 'F' : 'M',
    nationality: names.nationality,
  };
}

/** Two family names where that is the custom. */
function familyOf(seed: number, names: NameList, n: number): string {
  const family = pick(names.family, draw(seed, DRAW.family, n));
  const double = names.nationality === 'ESP' || names.nationality === 'BRA';
  return double ? `${family} ${pick(names.family, draw(seed, DRAW.second, n))}` : family;
}

/** The NDJSON line that lists the n-th person: a diffusion, which is published at once. */
export function personLine(seed: number, lists: readonly NameList[], n: number): string {
  const person = personAt(seed, lists, n);
  const owner = memberAt(person.member);
  const missing = n % 10 === 0;
  return JSON.stringify({
    recordId: personRecordId(owner, n),
    index: missing ? 'missing' : 'wanted',
    colour: missing ? 'yellow' : 'red',
    kind: 'diffusion',
    person: {
      names: [{ family: person.family, given: person.given, kind: 'primary' }],
      datesOfBirth: [person.dateOfBirth],
      sex: person.sex,
      nationalities: [person.nationality],
    },
    action: missing ? 'locate' : 'arrest',
    ...(missing ? {} : { offences: ['fraud'], warrant: { issuer: owner, date: '2025-03-01' } }),
  });
}

export function personRecordId(owner: string, n: number): string {
  return `${owner}-P-${String(n).padStart(8, '0')}`;
}

/** How an asking authority might write a listed person: one slight change, chosen by `n`. */
export function changedPerson(seed: number, person: BenchPerson, n: number): BenchPerson {
  switch (draw(seed, DRAW.change, n) % 5) {
    case 0:
      return { ...person, family: withoutMarks(person.family), given: withoutMarks(person.given) };
    case 1:
      return { ...person, family: swapped(person.family, draw(seed, DRAW.place, n)) };
    case 2:
      return { ...person, given: person.given.split(' ')[0] ?? person.given };
    case 3:
      return { ...person, dateOfBirth: person.dateOfBirth.slice(0, 4) };
    default:
      return { ...person, family: person.given, given: person.family };
  }
}

/** Two neighbouring letters, never the first, change places. */
function swapped(name: string, drawn: number): string {
  const letters = [...name];
  if (letters.length < 4) return name;
  const at = 1 + below(drawn, letters.length - 2);
  const left = letters[at];
  const right = letters[at + 1];
  if (left === undefined || right === undefined) return name;
  letters[at] = right;
  letters[at + 1] = left;
  return letters.join('');
}

function withoutMarks(name: string): string {
  return name.normalize('NFD').replace(/\p{Mn}/gu, '');
}

function pick<T>(list: readonly T[], drawn: number): T {
  const item = list[below(drawn, list.length)];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
}
