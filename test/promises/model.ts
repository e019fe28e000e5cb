/**
 * The rules of who sees what, written down a second time and as simply as possible, to hold the service against.
 * It must never import anything of the service.
 */

export interface Bounds {
  readonly deny: readonly string[];
  readonly allowOnly: readonly string[] | null;
  readonly agencies: readonly string[] | null;
  readonly purposes: readonly string[] | null;
}

export interface Asker {
  readonly member: string;
  readonly agency: string | null;
  readonly purpose: string;
}

interface Version {
  readonly bounds: Bounds;
  readonly recipients: 'all' | readonly string[];
}

interface Entry {
  readonly owner: string;
  live: Version | null;
  held: Version | null;
  /** Refused once, and nothing found compliant since. */
  refused: boolean;
}

export type Scope = 'circulation' | 'checks' | 'hits' | 'receive';

export const OPEN: Bounds = { deny: [], allowOnly: null, agencies: null, purposes: null };

/** Within one set of bounds: nobody is named twice differently, so the order of the questions does not matter. */
function within(asker: Asker, { deny, allowOnly, agencies, purposes }: Bounds): boolean {
  const excluded = deny.includes(asker.member);
  const listed = allowOnly === null || allowOnly.includes(asker.member);
  const agency = agencies === null || (asker.agency !== null && agencies.includes(asker.agency));
  const purpose = purposes === null || purposes.includes(asker.purpose);
  return !excluded && listed && agency && purpose;
}

export class World {
  readonly records = new Map<string, Entry>();
  readonly defaults = new Map<string, Bounds>();
  /** Scopes in force by member; every measure of the world sends all it gates to a reviewer. */
  readonly scopes = new Map<string, Set<Scope>>();

  under(member: string, scope: Scope): boolean {
    return this.scopes.get(member)?.has(scope) ?? false;
  }

  #sees(asker: Asker, owner: string, version: Version): boolean {
    if (asker.member === owner) return true;
    const { recipients, bounds } = version;
    const addressed = recipients === 'all' || recipients.includes(asker.member);
    return addressed && within(asker, bounds) && within(asker, this.defaults.get(owner) ?? OPEN);
  }

  /** What a check for this record alone must answer. */
  answer(asker: Asker, id: string): 'clear' | 'match' | 'referred' {
    const entry = this.records.get(id);
    if (entry?.live == null || !this.#sees(asker, entry.owner, entry.live)) return 'clear';
    const gated = this.under(asker.member, 'checks') || this.under(entry.owner, 'hits');
    return gated ? 'referred' : 'match';
  }

  /** A push; whether it is held. */
  push(id: string, owner: string, version: Version): boolean {
    const entry = this.records.get(id) ?? { owner, live: null, held: null, refused: false };
    this.records.set(id, entry);
    const held = this.under(owner, 'circulation') || entry.refused;
    if (held) entry.held = version;
    else {
      entry.live = version;
      entry.held = null;
    }
    return held;
  }

  decide(id: string, compliant: boolean): void {
    const entry = this.records.get(id);
    if (entry?.held == null) return;
    if (compliant) entry.live = entry.held;
    entry.refused = !compliant;
    entry.held = null;
  }

  withdraw(id: string): void {
    const entry = this.records.get(id);
    if (entry === undefined) return;
    entry.live = null;
    entry.held = null;
  }

  /** New bounds that let in nobody new bind at once, on what is published and on what waits. */
  narrow(id: string, bounds: Bounds): void {
    const entry = this.records.get(id);
    if (entry === undefined) return;
    if (entry.live !== null) entry.live = { ...entry.live, bounds };
    if (entry.held !== null) entry.held = { ...entry.held, bounds };
  }
}
