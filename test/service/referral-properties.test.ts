/** Over random checks, decisions and changes, nothing is ever told that was not released and may be seen. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../support/running-service.js';
import { CHECKS, FREE, HITS, idsOf, ReferralScene } from './referral-scene.js';

const scene = new ReferralScene();
beforeAll(async () => {
  await scene.start();
});
afterAll(() => scene.stop());

/** One supervised as an owner, two under no measure. */
const OWNERS = [HITS, 'FRA', 'ESP'] as const;
const ASKERS = { [CHECKS]: 'terminal', [FREE]: 'free' } as const;
const NCBS = { [CHECKS]: 'ncb', [FREE]: 'foreignNcb' } as const;
type Asker = typeof CHECKS | typeof FREE;

const owner = fc.constantFrom(...OWNERS);
const owners = fc.subarray([...OWNERS]);
const asker = fc.constantFrom<Asker[]>(CHECKS, FREE);

const step = fc.oneof(
  fc.record({ act: fc.constant('decide' as const), release: owners, stranger: fc.boolean() }),
  fc.record({ act: fc.constant('deny' as const), owner, member: asker }),
  fc.record({ act: fc.constant('open' as const), owner }),
  fc.record({ act: fc.constant('rewrite' as const), owner }),
  fc.record({ act: fc.constant('withdraw' as const), owner }),
);
type StepDone = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Entry {
  denied: Set<string>;
  withdrawn: boolean;
  /** Counts rewritings. */
  words: number;
}

/** What may be told, written down as simply as possible. */
class World {
  readonly records = new Map<string, Entry>();
  /** Owners of what the check found. */
  found: string[] = [];
  /** Of what was released: owner, and the words it had. */
  released: Map<string, number> | null = null;

  sees(asker: string, owner: string): boolean {
    const entry = this.records.get(owner);
    return entry !== undefined && !entry.withdrawn && !entry.denied.has(asker);
  }

  expected(asker: string): { state: string; owners: string[]; checkAgain: boolean } {
    if (this.released === null) return { state: 'pending', owners: [], checkAgain: false };
    const seen = [...this.released.keys()].filter((each) => this.sees(asker, each));
    const told = seen.filter((each) => this.records.get(each)?.words === this.released?.get(each));
    const state = seen.length > 0 ? 'released' : 'closed';
    return { state, owners: told.sort(), checkAgain: told.length < seen.length };
  }
}

let runs = 0;

/** One check in the service and beside it in the world. */
class Both {
  readonly world = new World();
  readonly #asker: Asker;
  readonly #run = (runs += 1);
  readonly family: string;
  checkId = '';

  constructor(asker: Asker) {
    this.#asker = asker;
    this.family = `Family-${this.#run}`;
  }

  /** A person with a passport that no other run knows: names of runs would be too much alike. */
  #push(owner: string, more: object): Promise<void> {
    const entry = this.world.records.get(owner);
    return scene.push(this.id(owner), this.family, {
      restrictions: { deny: [...(entry?.denied ?? [])] },
      person: { names: [{ fullName: this.family }], documents: [this.#passport] },
      ...more,
    });
  }

  get #passport(): object {
    return { number: `RUN${this.#run}`, issuer: 'FRA' };
  }

  #gated(owner: string): boolean {
    return owner === HITS || this.#asker === CHECKS;
  }

  id(owner: string): string {
    return `${owner}-run${this.#run}`;
  }

  async begin(present: readonly string[], hidden: readonly string[]): Promise<void> {
    for (const each of present) {
      const denied = new Set(hidden.includes(each) ? [this.#asker] : []);
      this.world.records.set(each, { denied, withdrawn: false, words: 0 });
      await this.#push(each, {});
    }
    const seen = present.filter((each) => this.world.sees(this.#asker, each));
    const token = scene[ASKERS[this.#asker]];
    const { body } = await scene.service.check(token, { documents: [this.#passport] });
    this.checkId = String(at(body, 'checkId'));
    const gated = seen.some((each) => this.#gated(each));
    const result = gated ? 'referred' : seen.length > 0 ? 'match' : 'clear';
    expect(at(body, 'result')).toBe(result);
    if (gated) this.world.found = seen;
  }

  async do(one: StepDone): Promise<void> {
    if (one.act === 'decide') return this.#decide(one.release, one.stranger);
    const entry = this.world.records.get(one.owner);
    if (entry === undefined || entry.withdrawn) return;
    const id = this.id(one.owner);
    switch (one.act) {
      case 'deny':
        entry.denied.add(one.member);
        return scene.restrict(id, { deny: [...entry.denied] });
      case 'open':
        entry.denied.clear();
        return scene.restrict(id, {});
      case 'withdraw':
        entry.withdrawn = true;
        return scene.withdraw(id);
      case 'rewrite': {
        entry.words += 1;
        return this.#push(one.owner, { offences: [`count ${entry.words}`] });
      }
    }
  }

  async #decide(release: readonly string[], stranger: boolean): Promise<void> {
    const { found, released } = this.world;
    const ids = [...release.map((each) => this.id(each)), ...(stranger ? ['FRA-none'] : [])];
    const { status } = await scene.decide(this.checkId, ids);
    const foreign = stranger || release.some((each) => !found.includes(each));
    expect(status).toBe(found.length === 0 ? 404 : released !== null ? 409 : foreign ? 422 : 200);
    if (status !== 200) return;
    // What no measure touches is told with any decision.
    const told = found.filter((each) => release.includes(each) || !this.#gated(each));
    const seen = told.filter((each) => this.world.sees(this.#asker, each));
    // The words of the time of the check alone: it has been compared with no others.
    this.world.released = new Map(seen.map((each) => [each, 0]));
  }

  async compare(): Promise<void> {
    const asker = this.#asker;
    for (const token of [scene[ASKERS[asker]], scene[NCBS[asker]]]) {
      const read = await scene.read(token, this.checkId);
      if (this.world.found.length === 0) {
        expect(read.status).toBe(404);
        continue;
      }
      const { state, owners, checkAgain } = this.world.expected(asker);
      expect(read.body).toMatchObject({ state, checkAgain });
      expect(idsOf(read).sort()).toEqual(owners.map((each) => this.id(each)).sort());
      // Not in any other field either.
      for (const each of OWNERS) {
        expect(read.text.includes(this.id(each))).toBe(owners.includes(each));
      }
      if (owners.length === 0) expect(read.text).not.toContain(this.family);
    }
    for (const token of [scene.otherTerminal, asker === CHECKS ? scene.foreignNcb : scene.ncb]) {
      expect((await scene.read(token, this.checkId)).status).toBe(404);
    }
  }
}

describe('over random decisions and changes', () => {
  it('exactly that is told which was released, is unchanged, and may be seen', async () => {
    await fc.assert(
      fc.asyncProperty(
        asker,
        owners,
        owners,
        fc.array(step, { minLength: 2, maxLength: 12 }),
        async (asking, present, hidden, steps) => {
          const both = new Both(asking);
          await both.begin(present, hidden);
          await both.compare();
          for (const one of steps) {
            await both.do(one);
            await both.compare();
          }
        },
      ),
      { numRuns: 120, endOnFailure: true },
    );
  }, 180_000);
});
