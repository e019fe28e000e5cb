/**
 * What becomes of one record of a member that is supervised now and then, written down a second time and as simply
 * as possible. It must never import anything of the service.
 */
export interface Says {
  /** Whom it is about, what it says of him, and who may not see it. */
  readonly who: string;
  readonly text: string;
  readonly deny: readonly string[];
}

export type Mode = 'published' | 'suspended' | 'blocked' | 'withdrawn';
export type End = 'pending' | 'decided' | 'superseded' | 'withdrawn';

const same = (a: Says, b: Says): boolean => JSON.stringify(a) === JSON.stringify(b);
const opens = (from: Says, deny: readonly string[]): boolean =>
  from.deny.some((member) => !deny.includes(member));
const union = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].sort();

export class RecordModel {
  /** `seen`: as it is, it has been shown, or a reviewer has agreed. */
  live: (Says & { mode: Mode; seen: boolean }) | null = null;
  held: (Says & { review: string | null }) | null = null;
  readonly refused = new Set<string>();
  readonly reviews = new Map<string, End>();
  supervised = false;

  /** What this member is shown of it in a check. */
  seenBy(member: string): string | null {
    if (this.live?.mode !== 'published' || this.live.deny.includes(member)) return null;
    return this.live.text;
  }

  get #pending(): string | null {
    return this.held?.review ?? null;
  }

  #end(end: End): void {
    if (this.#pending !== null) this.reviews.set(this.#pending, end);
    if (this.held !== null) this.held = { ...this.held, review: null };
  }

  #hold(says: Says, review: string): void {
    this.#end('superseded');
    this.held = { ...says, review };
    this.reviews.set(review, 'pending');
  }

  /** Whether a push is held, circulated, or says nothing new. */
  push(says: Says, notice: boolean, review: string): 'held' | 'circulated' | 'same' {
    const over = this.held === null ? this.live?.mode === 'withdrawn' : this.#pending === null;
    const latest = this.held ?? this.live;
    if (latest !== null && !over && same(pick(latest), says)) return 'same';
    if (this.supervised || notice || this.refused.size > 0) {
      this.#hold(says, review);
      return 'held';
    }
    this.#end('superseded');
    this.held = null;
    const mode = this.#modeAfter();
    this.live = { ...says, mode, seen: mode === 'published' };
    return 'circulated';
  }

  /** A pause and a dispute last, whatever is sent or released meanwhile. */
  #modeAfter(): Mode {
    const mode = this.live?.mode;
    return mode === 'suspended' || mode === 'blocked' ? mode : 'published';
  }

  /** Whether a decision counts: on what waits now, and on nothing else. */
  decide(review: string, compliant: boolean): boolean {
    if (this.held === null || this.#pending !== review) return false;
    const says = pick(this.held);
    this.#end('decided');
    if (compliant) {
      this.live = { ...says, mode: this.#modeAfter(), seen: true };
      this.held = null;
      this.refused.delete(says.who);
    } else this.refused.add(says.who);
    return true;
  }

  withdraw(): void {
    const last = this.live ?? this.held;
    if (last === null || (this.held === null && this.live?.mode === 'withdrawn')) return;
    if (this.live?.mode === 'blocked') this.refused.add(this.live.who);
    this.#end('withdrawn');
    this.live = { ...pick(last), mode: 'withdrawn', seen: true };
    this.held = null;
  }

  /** Whether the record goes from one of these into `to`. */
  turn(from: readonly Mode[], to: Mode): boolean {
    if (this.live === null || !from.includes(this.live.mode)) return false;
    this.live.mode = to;
    if (to === 'published') this.live.seen = true;
    return true;
  }

  /** A pause or a block ends; what nobody has seen of a supervised member waits, unless something newer does. */
  back(from: 'suspended' | 'blocked', to: Mode, review: string): boolean {
    const { live } = this;
    if (live?.mode === from && to === 'published' && this.supervised && !live.seen) {
      if (this.#pending === null) this.#hold(pick(live), review);
      this.live = null;
      return true;
    }
    return this.turn([from], to);
  }

  /** New bounds: narrower at once, wider of a supervised member by review, and of what waits by a new review. */
  restrict(deny: readonly string[], review: string): void {
    const { live, held } = this;
    const waits =
      this.supervised && live !== null && live.mode !== 'withdrawn' && opens(live, deny);
    const hidden = live?.mode === 'suspended' || live?.mode === 'blocked';
    const seen = live !== null && live.seen && !(hidden && !waits && opens(live, deny));
    if (live !== null) this.live = { ...live, seen, deny: waits ? union(live.deny, deny) : deny };
    if (held !== null && this.#pending !== null) {
      if (opens(held, deny)) this.#hold({ ...pick(held), deny }, review);
      else this.held = { ...held, deny };
    } else if (waits && live !== null) this.#hold({ ...pick(live), deny }, review);
    else if (held !== null) this.held = { ...held, deny };
  }
}

const pick = ({ who, text, deny }: Says): Says => ({ who, text, deny });
