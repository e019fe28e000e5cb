/**
 * What members decide about themselves: default restrictions for all their records, and their connection.
 * It must never let one member change another, and has no way to exclude any.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { isMember, MEMBERS } from '../record/countries.js';
import type { Restrictions } from '../record/record.js';
import type { ConnectionWire, RestrictionsWire } from '../record/wire.js';
import type { Store } from '../store/store.js';
import type { MemberRow } from '../store/tables.js';
import { restrictionsFrom } from './fields.js';
import type { CallTrail } from './records.js';
import { memberNamed } from './validate.js';

const TRIES_MAX = 10;

export interface MemberParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly supervised: (member: string) => boolean;
}

export class MemberDesk {
  readonly #parts: MemberParts;

  constructor(parts: MemberParts) {
    this.#parts = parts;
  }

  list(): object {
    const { store, supervised } = this.#parts;
    const members = MEMBERS.map(({ code, name }) => ({
      code,
      name,
      connection: store.tables.member(code).connection,
      supervised: supervised(code),
    }));
    return { members };
  }

  /** The defaults of the caller's own member; they bind every record of it from the acknowledgement on. */
  async setDefaults(caller: Caller, named: string, wire: RestrictionsWire): Promise<object> {
    authorise(caller, 'setDefaults');
    const member = this.#own(caller, named);
    const defaults: Restrictions = restrictionsFrom(wire, '');
    await this.#set(caller, member, 'member.defaults', null, (row) => ({ ...row, defaults }));
    return { member, restrictions: defaults };
  }

  defaultsOf(caller: Caller, named: string): object {
    authorise(caller, 'setDefaults');
    const member = this.#own(caller, named);
    return { member, restrictions: this.#parts.store.tables.member(member).defaults };
  }

  async setConnection(caller: Caller, named: string, wire: ConnectionWire): Promise<object> {
    authorise(caller, 'setConnection');
    const member = this.#own(caller, named);
    await this.#set(caller, member, `member.${wire.state}`, wire.reason, (row) => ({
      ...row,
      connection: wire.state,
      connectionReason: wire.reason,
    }));
    return { code: member, connection: wire.state, reason: wire.reason };
  }

  #own(caller: Caller, named: string): string {
    const member = memberNamed(named, isMember);
    if (member === caller.member) return member;
    throw new Fault('forbidden', 'A member decides this for itself alone.');
  }

  async #set(
    caller: Caller,
    member: string,
    action: string,
    reason: string | null,
    change: (row: MemberRow) => MemberRow,
  ): Promise<void> {
    const { store, clock, trail } = this.#parts;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const stored = store.tables.members.get(member) ?? null;
      const next = change(store.tables.member(member));
      if (!(await store.setMember(member, next, stored))) continue;
      const { credentialId, role } = caller;
      await trail.append({
        kind: 'call',
        at: clock.now(),
        credentialId,
        member: caller.member,
        role,
        action,
        subject: member,
        status: 200,
        reason,
      });
      return;
    }
    throw new Fault('conflict', 'The member is being changed by others; try again.');
  }
}
