/**
 * What members are told of a record: that it is published to them, and that it must be purged again.
 * It must never say anything of the person, nor tell a member that a record is being kept from it.
 */
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { RecordContent, RecordState } from '../record/record.js';
import type { Effects } from '../store/records.js';
import type { Addressees } from './addressees.js';
import type { Consequence } from './consequences.js';
import { editionOf } from './editions.js';
import { stateOf, type Actor, type Step } from './life.js';
import { ownerOf } from './restrict.js';

/** States of a version that has been seen, or could have been. */
const CIRCULATED: readonly RecordState[] = ['published', 'suspended', 'blocked', 'expired'];

/** Whether two versions differ in nothing but who may see them. */
function sameButBounds(a: RecordContent, b: RecordContent): boolean {
  const { recipients, restrictions } = a;
  return JSON.stringify(a) === JSON.stringify({ ...b, recipients, restrictions });
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
    if (before === null || was === null) return null;
    // A version waits that replaces it: nothing has been taken back.
    if (is === null && next.held?.state === 'in_review') return null;
    const state = is?.state ?? 'refused';
    if (!CIRCULATED.includes(was.state) || CIRCULATED.includes(state)) return null;
    return this.#retracted(before, was, state, actor);
  }

  /**
   * A new version goes to all who may see it. Where only the bounds have changed it goes to those who may see it
   * now and could not before: to the others it would say that the owner restricts somebody.
   */
  #published(next: Dossier, was: StoredVersion | null, is: StoredVersion, actor: Actor) {
    const { recordId } = next;
    const out = was !== null && stateOf(was, actor.today) === 'published';
    if (out && was.version === is.version) return null;
    let readers = this.#addressees.of(recordId, is.content);
    if (out && sameButBounds(was.content, is.content)) {
      const before = new Set(this.#addressees.of(recordId, was.content));
      readers = readers.filter((member) => !before.has(member));
    }
    const { version } = is;
    const { index, colour, kind, action } = is.content;
    const owner = ownerOf(recordId);
    const body = { version: editionOf(next), index, colour, kind, owner, action };
    const told = { recordId, version, body, by: actor.credentialId, now: actor.now };
    return { deeds: this.#addressees.tell(readers, { type: 'publication', ...told }) };
  }

  /** Those who could see it are asked to purge it; why is said by its kind alone, the words are the owner's. */
  #retracted(before: Dossier, was: StoredVersion, state: RecordState, actor: Actor) {
    const { recordId } = before;
    const { version } = was;
    const reason = state === 'withdrawn' ? 'withdrawn' : 'not-compliant';
    const body = { version: editionOf(before), reason, purge: true };
    const told = { recordId, version, body, by: actor.credentialId, now: actor.now };
    const readers = this.#addressees.of(recordId, was.content);
    return { deeds: this.#addressees.tellNoted(readers, { type: 'retraction', ...told }) };
  }
}
