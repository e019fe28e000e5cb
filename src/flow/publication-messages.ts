/**
 * What members are told of a record: that it is published to them, and that it must be purged again.
 * It must never say anything of the person, nor tell a member, or one of its callers, that a record is being kept
 * from it.
 */
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { Audience } from '../record/message.js';
import type { RecordContent, RecordState, Restrictions } from '../record/record.js';
import type { Deed } from '../store/deeds.js';
import type { Effects } from '../store/records.js';
import type { Addressees, Telling } from './addressees.js';
import type { Consequence } from './consequences.js';
import { editionOf } from './editions.js';
import { stateOf, type Actor, type Step } from './life.js';
import { ownerOf } from './restrict.js';

/** States of a version that has been seen, or could have been. */
const CIRCULATED: readonly RecordState[] = ['published', 'suspended', 'blocked', 'expired'];

/** A record that had been seen, and is to be purged. */
interface TakenBack {
  readonly before: Dossier;
  readonly was: StoredVersion;
  readonly state: RecordState;
}

/** What a change takes back of what had been seen, or could have been; `null` where nothing. */
export function takenBack(before: Dossier | null, { live, held }: Dossier): TakenBack | null {
  const was = before?.live ?? null;
  if (before === null || was === null) return null;
  // What expired while it waited for review was never to be seen.
  if (editionOf(before) === 0) return null;
  // A version waits that replaces it: nothing has been taken back.
  if (live === null && held?.state === 'in_review') return null;
  const state = live?.state ?? 'refused';
  if (!CIRCULATED.includes(was.state) || CIRCULATED.includes(state)) return null;
  return { before, was, state };
}

/** Whether two versions differ in nothing but who may see them. */
function sameButBounds(a: RecordContent, b: RecordContent): boolean {
  const { recipients, restrictions } = a;
  return JSON.stringify(a) === JSON.stringify({ ...b, recipients, restrictions });
}

type Agencies = 'all' | readonly string[];

/** What a message says of the agencies that are shown it. */
function shownBy(agencies: Agencies, except: readonly string[] = []): { callers?: Audience } {
  return agencies === 'all' && except.length === 0 ? {} : { callers: { to: agencies, except } };
}

/** Of the agencies that are let in, those that were not before; `null` where there are none. */
function letInNewly(before: Agencies, now: Agencies): { callers?: Audience } | null {
  if (before === 'all') return null;
  if (now === 'all') return shownBy(now, before);
  const newly = now.filter((agency) => !before.includes(agency));
  return newly.length === 0 ? null : shownBy(newly);
}

/** Who tells, and when. */
type Teller = Pick<Actor, 'credentialId' | 'now' | 'today'>;

function publicationOf(record: Dossier, is: StoredVersion, actor: Teller): Telling {
  const { recordId } = record;
  const { index, colour, kind, action } = is.content;
  const owner = ownerOf(recordId);
  const body = { version: editionOf(record), index, colour, kind, owner, action };
  const by = { by: actor.credentialId, now: actor.now };
  return { type: 'publication', recordId, version: is.version, body, ...by };
}

export class PublicationMessages implements Consequence {
  readonly #addressees: Addressees;

  constructor(addressees: Addressees) {
    this.#addressees = addressees;
  }

  /**
   * Persons alone: of lost documents there are a hundred million, and nobody reads them one by one. They are
   * found by checks.
   */
  of(before: Dossier | null, { next }: Step, actor: Actor): Partial<Effects> | null {
    const was = before?.live ?? null;
    const is = next.live;
    if ((is ?? was)?.content.index === 'documents') return null;
    if (is !== null && stateOf(is, actor.today) === 'published') {
      return this.#published(next, was, is, actor);
    }
    const taken = takenBack(before, next);
    return taken === null ? null : this.#retracted(taken, actor);
  }

  /**
   * A new version goes to all who may see it. Where only the bounds have changed it goes to those who may see it
   * now and could not before: to the others it would say that the owner restricts somebody.
   */
  #published(next: Dossier, was: StoredVersion | null, is: StoredVersion, actor: Actor) {
    const out = was !== null && stateOf(was, actor.today) === 'published';
    if (out && was.version === is.version) return null;
    const { content } = is;
    const told = publicationOf(next, is, actor);
    if (out && sameButBounds(was.content, content)) {
      return { deeds: this.#toNewReaders(told, content, was.content) };
    }
    const agencies = this.#addressees.agencies(next.recordId, content);
    // A record that no reading shows, since only checks for some purposes do, is told to nobody.
    if (agencies !== 'all' && agencies.length === 0) return null;
    const readers = this.#addressees.of(next.recordId, content);
    return { deeds: this.#addressees.tell(readers, { ...told, ...shownBy(agencies) }) };
  }

  /**
   * Tells of a record that is out whom its owner's defaults show it now, and did not when they were these: as if
   * its own restrictions had become wider.
   */
  ofWiderDefaults(record: Dossier, before: Restrictions, actor: Teller): readonly Deed[] {
    const { live } = record;
    if (live === null || live.content.index === 'documents') return [];
    if (stateOf(live, actor.today) !== 'published') return [];
    const told = publicationOf(record, live, actor);
    return this.#toNewReaders(told, live.content, live.content, before);
  }

  /** To those who may see it now and could not with `was`, under these defaults or those there are. */
  #toNewReaders(
    told: Telling,
    content: RecordContent,
    was: RecordContent,
    defaults?: Restrictions,
  ): Deed[] {
    const { recordId } = told;
    const agencies = this.#addressees.agencies(recordId, content);
    if (agencies !== 'all' && agencies.length === 0) return [];
    const readers = this.#addressees.of(recordId, content);
    const could = new Set(this.#addressees.of(recordId, was, defaults));
    const newly = letInNewly(this.#addressees.agencies(recordId, was, defaults), agencies);
    const members = readers.filter((member) => !could.has(member));
    const deeds = this.#addressees.tell(members, { ...told, ...shownBy(agencies) });
    if (newly === null) return deeds;
    const others = readers.filter((member) => could.has(member));
    return [...deeds, ...this.#addressees.tell(others, { ...told, ...newly })];
  }

  /**
   * Whoever could get it, if only by a check for some purpose, is asked to purge it, and nobody else; why is said
   * by its kind alone, the words are the owner's.
   */
  #retracted({ before, was, state }: TakenBack, actor: Actor) {
    const { recordId } = before;
    const { version } = was;
    const reason = state === 'withdrawn' ? 'withdrawn' : 'not-compliant';
    const body = { version: editionOf(before), reason, purge: true };
    const shown = shownBy(this.#addressees.checking(recordId, was.content));
    const told = { recordId, version, body, ...shown, by: actor.credentialId, now: actor.now };
    const readers = this.#addressees.of(recordId, was.content);
    return { deeds: this.#addressees.tellNoted(readers, { type: 'retraction', ...told }) };
  }
}
