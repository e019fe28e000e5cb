/**
 * What members decide about themselves: default restrictions for all their records, and their connection.
 * It must never let one member change another, and has no way to exclude any.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { GENERAL_SECRETARIAT, isMember, MEMBERS } from '../record/countries.js';
import { packMessage, type Message } from '../record/message.js';
import { UNRESTRICTED, type Restrictions } from '../record/record.js';
import { stricterOf } from '../record/visibility.js';
import type { ConnectionWire, RestrictionsWire } from '../record/wire.js';
import { inboxBell, measuresWere, ring, tell } from '../store/deeds.js';
import type { Store } from '../store/store.js';
import type { MemberRow } from '../store/tables.js';
import { restrictionsFrom } from './fields.js';
import { callEntry, type CallTrail } from './call-trail.js';
import type { CirculationMeasures } from './circulate.js';
import { memberNamed } from './validate.js';
import { defaultsWiden, widened } from './wider-defaults.js';

export interface MemberParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly measures: CirculationMeasures & { supervised(member: string): boolean };
}

export class MemberDesk {
  readonly #parts: MemberParts;

  constructor(parts: MemberParts) {
    this.#parts = parts;
  }

  list(): object {
    const { store, measures } = this.#parts;
    const members = MEMBERS.map(({ code, name }) => ({
      code,
      name,
      connection: store.tables.member(code).connection,
      supervised: measures.supervised(code),
    }));
    return { members };
  }

  /**
   * The defaults of a member; they bind every record of it from the acknowledgement on. Its own bureau sets
   * them, and with them undoes what a reviewer has set; a reviewer adds protective ones while it is disconnected.
   * Whoever sees more by them is told of each record afterwards.
   * Throws `conflict` where wider ones would show others, all at once, what is reviewed record by record.
   */
  async setDefaults(caller: Caller, named: string, wire: RestrictionsWire): Promise<object> {
    authorise(caller, 'setDefaults');
    const restrictions: Restrictions = restrictionsFrom(wire, '');
    if (caller.role === 'reviewer') return this.#protect(caller, named, restrictions);
    const member = this.#own(caller, named);
    await this.#set(caller, member, 'member.defaults', null, (row) => {
      this.#requireNoWider(member, row.own, restrictions);
      return { ...row, defaults: restrictions, own: restrictions, protective: null };
    });
    return { member, restrictions, protective: null };
  }

  /**
   * Measured by what the member had set itself: what a reviewer has added it takes back at will. Defaults stand
   * for no one record, so there is nothing that could be held.
   */
  #requireNoWider(member: string, before: Restrictions, after: Restrictions): void {
    if (!this.#parts.measures.holdsCirculation(member)) return;
    if (!defaultsWiden(member, before, after)) return;
    const detail =
      'While a measure on circulation is in force, default restrictions can only become narrower; ' +
      'those of single records can be widened, through review.';
    throw new Fault('conflict', detail);
  }

  async #protect(caller: Caller, named: string, protective: Restrictions): Promise<object> {
    const member = memberNamed(named, isMember);
    let own = UNRESTRICTED;
    const change = (row: MemberRow): MemberRow => {
      if (row.connection === 'connected') {
        throw new Fault('conflict', 'The member is connected and protects its data itself.');
      }
      own = row.own;
      return { ...row, defaults: stricterOf(own, protective), protective };
    };
    const body = { state: 'protected', restrictions: protective };
    await this.#set(caller, member, 'member.protect', null, change, member, body);
    return { member, restrictions: own, protective };
  }

  /** What its own bureau has set, and beside it what a reviewer has. */
  defaultsOf(caller: Caller, named: string): object {
    authorise(caller, 'setDefaults');
    const member =
      caller.role === 'reviewer' ? memberNamed(named, isMember) : this.#own(caller, named);
    const { own, protective } = this.#parts.store.tables.member(member);
    return { member, restrictions: own, protective };
  }

  async setConnection(caller: Caller, named: string, wire: ConnectionWire): Promise<object> {
    authorise(caller, 'setConnection');
    const member = this.#own(caller, named);
    const change = (row: MemberRow): MemberRow => ({
      ...row,
      connection: wire.state,
      connectionReason: wire.reason,
    });
    // The General Secretariat is whom others are pointed to while it is away.
    const body = { member, state: wire.state, reason: wire.reason };
    const action = `member.${wire.state}`;
    await this.#set(caller, member, action, wire.reason, change, GENERAL_SECRETARIAT, body);
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
    told: string | null = null,
    body: Message['body'] = {},
  ): Promise<void> {
    const { store, clock, trail, measures } = this.#parts;
    const now = clock.now();
    const message: Message = { type: 'connection', at: now, recordId: null, body, audience: null };
    // Its messages have waited for it: whoever waits for them is woken.
    const messages =
      told === null ? [] : [tell(told, packMessage(message), now), ring(inboxBell(member))];
    for (let tries = 0; tries < LIMITS.changeTriesMax; tries += 1) {
      const stored = store.tables.members.get(member) ?? null;
      const deeds = [measuresWere(measures.epoch), ...messages];
      const { defaults } = store.tables.member(member);
      const next = change(store.tables.member(member));
      const by = caller.credentialId;
      const more = await widened(store.widenings, member, by, defaults, next.defaults);
      if (!(await store.setMember(member, next, stored, [...deeds, ...more]))) continue;
      await trail.append(callEntry(caller, now, { action, subject: member, status: 200, reason }));
      return;
    }
    throw new Fault('conflict', 'The member is being changed by others; try again.');
  }
}
