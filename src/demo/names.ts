/**
 * Names of invented persons, put together from faker's lists.
 * It must never be given the name of a person of any list: two given names and the uniform draw make
 * even a chance likeness rare, and a test holds the demonstration world against one.
 */
import type { LocaleDefinition } from '@faker-js/faker';
import anyAscii from 'any-ascii';
import { CULTURES, type Culture, type Writing } from './cultures.js';
import type { Chance } from './chance.js';

export interface DemoName {
  readonly family: string;
  readonly given: string;
}

/** The lists of one culture. */
export interface NameLists {
  readonly writing: Writing;
  readonly members: readonly string[];
  readonly family: Readonly<Record<'F' | 'M', readonly string[]>>;
  readonly given: Readonly<Record<'F' | 'M', readonly string[]>>;
  readonly places: readonly string[];
}

type Entries = NonNullable<LocaleDefinition['person']>['first_name'];

/** A list for one sex that is shorter makes everyone alike: then the common list is taken. */
const ENOUGH = 15;

function listFor(entries: Entries, sex: 'F' | 'M'): string[] {
  const own = (sex === 'F' ? entries?.female : entries?.male) ?? [];
  const all = own.length >= ENOUGH ? own : [...own, ...(entries?.generic ?? [])];
  return [...new Set(all.map((name) => name.trim()))].filter((name) => name !== '');
}

function listsOf({ faker, writing, members }: Culture): NameLists {
  const { person, location } = faker.rawDefinitions;
  const both = (entries: Entries) => ({
    F: listFor(entries, 'F'),
    M: listFor(entries, 'M'),
  });
  return {
    writing,
    members,
    family: both(person?.last_name),
    given: both(person?.first_name),
    places: location?.city_name ?? [],
  };
}

/** Every culture's lists, in a fixed order. */
export const NAME_LISTS: readonly NameLists[] = CULTURES.map(listsOf);

const listsByMember = new Map(
  NAME_LISTS.flatMap((lists) => lists.members.map((member) => [member, lists] as const)),
);
const OTHERS = NAME_LISTS[NAME_LISTS.length - 1];

export function listsFor(member: string): NameLists {
  const lists = listsByMember.get(member) ?? OTHERS;
  if (lists === undefined) throw new RangeError('there are no name lists');
  return lists;
}

/** Scripts that write no blank between the parts of a given name. */
const UNDIVIDED = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** One name in the culture's own writing, with two given names or a given name of two signs. */
export function nameFrom(lists: NameLists, sex: 'F' | 'M', chance: Chance): DemoName {
  const family = chance.pick(lists.family[sex]);
  const first = chance.pick(lists.given[sex]);
  const second = chance.pick(lists.given[sex]);
  if (UNDIVIDED.test(first)) {
    // Its own sign and one of another: no list holds the pair as a usual name.
    const [sign = ''] = first;
    return { family, given: sign + ([...second].at(-1) ?? '') };
  }
  return { family, given: first === second ? first : `${first} ${second}` };
}

/** Letters that the transliteration adds and no passport shows. */
const NOT_IN_NAMES = /[^A-Za-z -]/g;

/** The name in Latin letters, one capital a word; `null` where the writing hides the sounds. */
export function latinOf(name: DemoName, writing: Writing): DemoName | null {
  if (writing === 'signs') return null;
  const latin = (text: string): string =>
    anyAscii(text)
      .replace(NOT_IN_NAMES, '')
      .toLowerCase()
      .replace(/(^|[ -])([a-z])/g, (_, before: string, letter: string) => {
        return before + letter.toUpperCase();
      });
  return { family: latin(name.family), given: latin(name.given) };
}
