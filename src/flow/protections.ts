/**
 * Protected persons: what a member says about those who asked for, or were granted, protection against another.
 * It must never tell anybody but that member that there are any; screening finds them without knowing whose they are.
 */
import { authorise, type Caller } from '../access/caller.js';
import { type Clock, instant } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { ProtectionWire } from '../record/compliance-wire.js';
import { decodeDossier, type Dossier, type StoredVersion } from '../record/codec.js';
import { isMember } from '../record/countries.js';
import type { Kept } from '../store/records.js';
import type { Store } from '../store/store.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { filedOf } from './filing.js';
import {
  protectionId,
  protectionIn,
  protectionList,
  referenceIn,
  versionOf,
  type Protection,
} from './protection.js';
import { personFrom } from './validate.js';

export interface ProtectionParts {
  readonly store: Pick<Store, 'records'>;
  readonly clock: Clock;
  readonly trail: CallTrail;
}

const REFERENCE = new RegExp(`^[A-Za-z0-9._-]{1,${LIMITS.referenceCharactersMax}}$`);
const CURSOR = /^\d{1,12}$/;

const unknown = (): Fault => new Fault('not_found', 'There is no such protection.');

function protectionFrom(caller: Caller, { against, status, person }: ProtectionWire): Protection {
  if (!isMember(against)) {
    throw new Fault('unprocessable', 'There is no such member.', '/against');
  }
  if (against === caller.member) {
    throw new Fault('unprocessable', 'A member protects against others.', '/against');
  }
  return { against, status, person: personFrom(person) };
}

function shown(dossier: Dossier): object | null {
  const protection = protectionIn(dossier);
  if (protection === null || dossier.live === null) return null;
  const { against, status, person } = protection;
  return {
    reference: referenceIn(dossier.recordId),
    against,
    status,
    person,
    createdAt: instant(dossier.createdAt),
    updatedAt: instant(dossier.live.updatedAt),
  };
}

export class ProtectionDesk {
  readonly #parts: ProtectionParts;

  constructor(parts: ProtectionParts) {
    this.#parts = parts;
  }

  /** The caller's own, in order of entry; `next` is `null` on the last page. */
  async list(caller: Caller, cursor: string | null, limit: number): Promise<object> {
    authorise(caller, 'protections');
    if (cursor !== null && !CURSOR.test(cursor)) {
      throw new Fault('invalid_request', 'This is not a cursor that a list gave.', '/cursor');
    }
    const from = Number(cursor ?? 0);
    const { records } = this.#parts.store;
    const ids = await records.owned(protectionList(caller.member), from, limit + 1);
    const bodies = await records.bodies(ids.slice(0, limit));
    const protections = bodies.flatMap((body) => {
      const one = body === null ? null : shown(decodeDossier(body));
      return one === null ? [] : [one];
    });
    return { protections, next: ids.length > limit ? String(from + limit) : null };
  }

  /** Sets one, new or anew; screening finds it in whatever the other member sends from now on. */
  async put(caller: Caller, reference: string, wire: ProtectionWire): Promise<object> {
    authorise(caller, 'protections');
    if (!REFERENCE.test(reference)) {
      const detail = 'A reference is 1 to 48 of A-Z a-z 0-9 . _ -';
      throw new Fault('unprocessable', detail, '/reference');
    }
    const protection = protectionFrom(caller, wire);
    const now = this.#parts.clock.now();
    await this.#write(caller, reference, 'put', (before) => {
      const number = (before?.live?.version ?? 0) + 1;
      return versionOf(protection, number, now);
    });
    return { reference, against: protection.against, status: protection.status };
  }

  /** Takes one back; nothing of the person is kept. */
  async remove(caller: Caller, reference: string): Promise<object> {
    authorise(caller, 'protections');
    if (!REFERENCE.test(reference)) throw unknown();
    await this.#write(caller, reference, 'delete', (before) => {
      if (before === null || before.live === null) throw unknown();
      return null;
    });
    return { reference };
  }

  async #write(
    caller: Caller,
    reference: string,
    action: 'put' | 'delete',
    next: (before: Dossier | null) => StoredVersion | null,
  ): Promise<void> {
    const { store, clock, trail } = this.#parts;
    const { credentialId, member } = caller;
    const id = protectionId(member, reference);
    for (let tries = 0; tries < LIMITS.changeTriesMax; tries += 1) {
      const before: Kept | null = await store.records.read(id);
      const base = before?.dossier ?? null;
      const live = next(base);
      const now = clock.now();
      const after = dossierWith(base ?? newDossier(id, credentialId, now), live);
      const written = await store.records.write({
        before,
        after,
        filedBefore: filedOf(base),
        filedAfter: filedOf(after),
        history: null,
        owner: protectionList(member),
      });
      if (written !== 'written') continue;
      const subject = `${member} ${reference}`;
      const call = { action: `protection.${action}`, subject, status: 200 };
      await trail.append(callEntry(caller, now, call));
      return;
    }
    throw new Fault('conflict', 'The protection is being changed by others; try again.');
  }
}

const newDossier = (recordId: string, createdBy: string, createdAt: number): Dossier => ({
  revision: 0,
  recordId,
  createdAt,
  createdBy,
  live: null,
  held: null,
  addenda: [],
  decisions: {},
  refusal: null,
});

const dossierWith = (before: Dossier, live: StoredVersion | null): Dossier => ({
  ...before,
  revision: before.revision + 1,
  live,
});
