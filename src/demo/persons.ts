/**
 * Records of invented wanted and missing persons.
 * It must never be anyone: names, dates and numbers are drawn, each for itself.
 */
import type { Action, Colour, Warning } from '../record/record.js';
import type { BulkLineWire } from '../record/wire.js';
import { birthsFor } from './births.js';
import { boundsFor } from './bounds-of-view.js';
import type { Chance } from './chance.js';
import type { Days } from './days.js';
import { latinOf, listsFor, nameFrom, NAME_LISTS, type DemoName, type NameLists } from './names.js';
import { personNumberAt } from './numbers.js';

type PersonWire = NonNullable<BulkLineWire['person']>;
type NameWire = PersonWire['names'][number];

/** One in so many is a notice, which waits for review; the others are published at once. */
const NOTICE_EVERY = 1_000;
/** So many of a hundred are nationals of another member than the owner. */
const FOREIGN = 30;

/** Places of document numbers kept for one person. */
const NUMBERS_PER_PERSON = 2;

const OFFENCES = [
  ...['fraud', 'burglary', 'robbery', 'theft of vehicles', 'murder', 'money laundering'],
  ...['drug trafficking', 'trafficking in human beings', 'smuggling of migrants', 'arson'],
  ...['counterfeiting of currency', 'kidnapping', 'corruption', 'cybercrime', 'assault'],
] as const;
const WARNINGS: readonly (readonly [Warning, number])[] = [
  ...([['armed', 30] as const, ['violent', 30] as const, ['escape', 20] as const] as const),
  ...([['health', 10] as const, ['suicide', 8] as const, ['terrorism', 2] as const] as const),
];

interface Part {
  readonly colour: Colour;
  readonly action: Action;
}

const WANTED: readonly (readonly [Part, number])[] = [
  [{ colour: 'red', action: 'arrest' }, 68],
  [{ colour: 'red', action: 'locate' }, 4],
  [{ colour: 'blue', action: 'locate' }, 9],
  [{ colour: 'blue', action: 'discreet-check' }, 7],
  [{ colour: 'blue', action: 'inform' }, 3],
  [{ colour: 'green', action: 'inform' }, 6],
  [{ colour: 'green', action: 'discreet-check' }, 3],
];
const MISSING: readonly (readonly [Part, number])[] = [
  [{ colour: 'yellow', action: 'locate' }, 80],
  [{ colour: 'yellow', action: 'inform' }, 20],
];

export interface PersonPlace {
  /** Counts all persons of the world from 0. */
  readonly n: number;
  readonly owner: string;
  readonly days: Days;
}

export function personLine(place: PersonPlace, chance: Chance): BulkLineWire {
  const { n, owner, days } = place;
  const missing = chance.percent(12);
  const { colour, action } = chance.weighted(missing ? MISSING : WANTED);
  const foreign = chance.percent(FOREIGN);
  const lists = foreign ? chance.pick(NAME_LISTS) : listsFor(owner);
  const nationality = foreign ? chance.pick(lists.members) : owner;
  const arrest = action === 'arrest';
  const warnings = chance.percent(arrest ? 12 : 3) ? [chance.weighted(WARNINGS)] : [];
  return {
    recordId: `${owner}-P-${String(n).padStart(6, '0')}`,
    index: missing ? 'missing' : 'wanted',
    colour,
    kind: n % NOTICE_EVERY === NOTICE_EVERY - 1 ? 'notice' : 'diffusion',
    person: personFor({ lists, nationality, missing }, place, chance),
    action,
    ...(missing ? {} : { offences: chance.some(OFFENCES, 2) }),
    ...(arrest ? { warrant: warrantFor(owner, days, chance) } : {}),
    ...(warnings.length === 0 ? {} : { warnings }),
    ...boundsFor(owner, chance),
    ...(chance.percent(25) ? { expiresOn: days.after(chance.within(200, 1_800)) } : {}),
  };
}

function warrantFor(
  owner: string,
  days: Days,
  chance: Chance,
): NonNullable<BulkLineWire['warrant']> {
  const date = days.before(chance.within(10, 2_500));
  const convicted = chance.percent(25);
  return convicted
    ? { issuer: owner, date, sentenceMonths: chance.within(6, 180) }
    : { issuer: owner, date, maximumPenaltyYears: chance.within(2, 25) };
}

interface Origin {
  readonly lists: NameLists;
  readonly nationality: string;
  readonly missing: boolean;
}

function personFor(
  { lists, nationality, missing }: Origin,
  { n, days }: PersonPlace,
  chance: Chance,
): PersonWire {
  const female = chance.percent(missing ? 50 : 22);
  const sex = female ? 'F' : 'M';
  const issued = chance.weighted([
    [0, 40],
    [1, 52],
    [2, 8],
  ] as const);
  const documents = Array.from({ length: issued }, (_, at) => ({
    number: personNumberAt(n * NUMBERS_PER_PERSON + at),
    issuer: nationality,
    type: at === 0 ? 'P' : 'I',
  }));
  const known = lists.places.length > 0 && chance.percent(50);
  return {
    names: namesFor(lists, sex, chance),
    datesOfBirth: [...birthsFor(days, missing ? 4 : 19, missing ? 85 : 70, chance)],
    sex: chance.percent(2) ? 'U' : sex,
    nationalities: [nationality],
    ...(known ? { placeOfBirth: chance.pick(lists.places) } : {}),
    ...(documents.length === 0 ? {} : { documents }),
  };
}

function namesFor(lists: NameLists, sex: 'F' | 'M', chance: Chance): NameWire[] {
  const written = nameFrom(lists, sex, chance);
  const names = writings(written, lists);
  if (sex === 'F' && chance.percent(12)) {
    const birth = { ...written, family: chance.pick(lists.family[sex]) };
    names.push({ ...(latinOf(birth, lists.writing) ?? birth), kind: 'birth' });
  }
  if (chance.percent(18)) {
    const alias = nameFrom(lists, sex, chance);
    names.push({ ...(latinOf(alias, lists.writing) ?? alias), kind: 'alias' });
  }
  if (chance.percent(6)) {
    const { family, given } = nameFrom(lists, sex, chance);
    names.push({ fullName: `${given} ${family}`, kind: 'alias', quality: 'low' });
  }
  return names;
}

/** As the passport shows it, with the original beside it where that is another script. */
function writings(name: DemoName, { writing }: NameLists): NameWire[] {
  if (writing === 'latin') return [{ ...name, kind: 'primary' }];
  const original: NameWire = { ...name, kind: 'original-script' };
  const latin = latinOf(name, writing);
  return latin === null ? [original] : [{ ...latin, kind: 'primary' }, original];
}
