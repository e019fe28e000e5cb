/** Promises 3 to 6 of the design, over random records, restrictions, measures and callers, against a model. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, RunningService } from '../support/running-service.js';
import { OPEN, World, type Asker, type Bounds, type Scope } from './model.js';

const OWNERS = ['AUT', 'BEL', 'CHE'] as const;
const MEMBERS = [...OWNERS, 'DNK', 'EST'] as const;
const AGENCIES = [null, 'border', 'customs'] as const;
const PURPOSES = ['border', 'police', 'security'] as const;
const SCOPES: readonly Scope[] = ['circulation', 'checks', 'hits', 'receive'];
const SLOTS = 3;

const service = new RunningService();
const bureau: Record<string, string> = {};
const terminal = new Map<string, string>();
let supervisor = '';
let reviewer = '';

beforeAll(async () => {
  await service.start();
  for (const member of MEMBERS) {
    bureau[member] = await service.token(member, 'ncb');
    for (const agency of AGENCIES) {
      terminal.set(`${member} ${agency ?? ''}`, await service.token(member, 'terminal', agency));
    }
  }
  supervisor = await service.token('XPO', 'supervisor');
  reviewer = await service.token('XPO', 'reviewer');
});
afterAll(() => service.stop());

const list = <T>(values: readonly T[]) => fc.subarray([...values]);
const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  fc.constant(OPEN),
  fc.record({
    deny: list(MEMBERS),
    allowOnly: fc.option(list(MEMBERS)),
    agencies: fc.option(list(['border', 'customs'])),
    purposes: fc.option(list(PURPOSES)),
  }),
);
const owner = fc.constantFrom(...OWNERS);
const slot = fc.nat({ max: SLOTS - 1 });
const recipients = fc.oneof(
  fc.constant('all' as const),
  fc.subarray([...MEMBERS], { minLength: 1 }),
);
const person = fc.boolean();

const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('push' as const),
      owner,
      slot,
      bounds,
      recipients,
      person,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('narrow' as const),
      owner,
      slot,
      member: fc.constantFrom(...MEMBERS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw' as const), owner, slot }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('default' as const), owner, bounds }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('measure' as const),
      member: fc.constantFrom(...MEMBERS),
      scopes: fc.subarray([...SCOPES], { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('lift' as const),
      member: fc.constantFrom(...MEMBERS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('decide' as const),
      owner,
      slot,
      compliant: fc.boolean(),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

let runs = 0;

/** One world in the service and beside it in the model; records of other worlds bear other numbers. */
class Both {
  readonly world = new World();
  readonly #run = (runs += 1);
  readonly #measures = new Map<string, string[]>();
  readonly #reviews = new Map<string, string>();
  /** Index of the record in each slot: kind does not change with a version. */
  readonly #persons = new Map<string, boolean>();

  number(owner: string, slot: number): string {
    return `R${this.#run}S${slot}${owner}`;
  }

  id(owner: string, slot: number): string {
    return `${owner}-run${this.#run}-${slot}`;
  }

  async call(method: string, path: string, token: string | undefined, body?: object) {
    const reply = await service.call(method, path, token ?? '', body);
    // Promise 5: whatever is in force, nobody is shut out of anything.
    expect([200, 201, 202], `${method} ${path} ${reply.text}`).toContain(reply.status);
    return reply;
  }

  async do(one: Action): Promise<void> {
    switch (one.act) {
      case 'push':
        return this.#push(one);
      case 'narrow':
        return this.#narrow(one.owner, one.slot, one.member);
      case 'withdraw': {
        const id = this.id(one.owner, one.slot);
        if (!this.world.records.has(id)) return;
        const reason = { reason: 'it is over' };
        await this.call('DELETE', `/v1/records/${id}`, bureau[one.owner], reason);
        this.world.withdraw(id);
        return;
      }
      case 'default':
        // Under supervision wider defaults would be new circulation; that is tested for itself.
        if (this.world.under(one.owner, 'circulation')) return;
        await this.#setDefaults(one.owner, one.bounds);
        return;
      case 'measure':
        return this.#measure(one.member, one.scopes);
      case 'lift':
        return this.lift(one.member);
      case 'decide':
        return this.#decide(one.owner, one.slot, one.compliant);
    }
  }

  async #push(one: Extract<Action, { act: 'push' }>): Promise<void> {
    const id = this.id(one.owner, one.slot);
    const person = this.#persons.get(id) ?? one.person;
    this.#persons.set(id, person);
    const number = this.number(one.owner, one.slot);
    const shared = { recipients: one.recipients, restrictions: one.bounds };
    const passport = { number, issuer: one.owner, type: 'P' };
    const record = person
      ? {
          ...shared,
          index: 'wanted',
          colour: 'red',
          kind: 'diffusion',
          action: 'arrest',
          person: { names: [{ family: `Run${this.#run}`, given: 'Any' }], documents: [passport] },
          // Another text each time, so that no push is the same body again.
          offences: [`count ${Math.random()}`],
        }
      : {
          ...shared,
          index: 'documents',
          document: { ...passport, status: 'stolen' },
          offences: [`count ${Math.random()}`],
        };
    const reply = await this.call('PUT', `/v1/records/${id}`, bureau[one.owner], record);
    const { recipients, bounds } = one;
    const held = this.world.push(id, one.owner, { recipients, bounds });
    expect(reply.status === 202).toBe(held);
    if (held) this.#reviews.set(id, String(at(reply.body, 'reviewId')));
    else this.#reviews.delete(id);
  }

  async #narrow(owner: string, slot: number, member: string): Promise<void> {
    const id = this.id(owner, slot);
    const entry = this.world.records.get(id);
    const version = entry?.live ?? entry?.held;
    if (version == null) return;
    // Only what binds everything alike: one more exclusion on what is published and what waits.
    if (entry?.live != null && entry.held !== null) return;
    const next = { ...version.bounds, deny: [...version.bounds.deny, member] };
    await this.call('PUT', `/v1/records/${id}/restrictions`, bureau[owner], next);
    this.world.narrow(id, next);
  }

  async #setDefaults(owner: string, bounds: Bounds): Promise<void> {
    await this.call('PUT', `/v1/members/${owner}/restrictions`, bureau[owner], bounds);
    this.world.defaults.set(owner, bounds);
  }

  async #measure(member: string, scopes: readonly Scope[]): Promise<void> {
    const body = { member, scopes, reason: 'doubts', urgent: true, policy: 'refer-all' };
    const reply = await this.call('POST', '/v1/measures', supervisor, body);
    const ids = this.#measures.get(member) ?? [];
    this.#measures.set(member, [...ids, String(at(reply.body, 'measureId'))]);
    const known = this.world.scopes.get(member) ?? new Set();
    this.world.scopes.set(member, new Set([...known, ...scopes]));
  }

  async lift(member: string): Promise<void> {
    for (const id of this.#measures.get(member) ?? []) {
      await this.call('POST', `/v1/measures/${id}/lift`, supervisor, { reason: 'dispelled' });
    }
    this.#measures.delete(member);
    this.world.scopes.delete(member);
  }

  async #decide(owner: string, slot: number, compliant: boolean): Promise<void> {
    const id = this.id(owner, slot);
    const reviewId = this.#reviews.get(id);
    if (reviewId === undefined || this.world.records.get(id)?.held == null) return;
    const decision = compliant ? 'compliant' : 'refused';
    const path = `/v1/reviews/${reviewId}/decision`;
    const reply = await this.call('POST', path, reviewer, { decision, reason: 'looked at' });
    if (at(reply.body, 'state') === 'pending') {
      // Policy asks for a second reviewer.
      const second = await service.token('XPO', 'reviewer');
      await this.call('POST', path, second, { decision, reason: 'looked at too' });
    }
    this.world.decide(id, compliant);
    this.#reviews.delete(id);
  }

  /** Every record asked for by one caller, in one batch, against the model. */
  async compare(member: string, agency: string | null, purpose: string): Promise<void> {
    const asker: Asker = { member, agency, purpose };
    const asked = OWNERS.flatMap((owner) =>
      Array.from({ length: SLOTS }, (_, slot) => ({ owner, slot })),
    );
    const checks = asked.map(({ owner, slot }) => ({
      purpose,
      documents: [{ number: this.number(owner, slot), issuer: owner }],
    }));
    const token = terminal.get(`${member} ${agency ?? ''}`);
    const reply = await this.call('POST', '/v1/checks/batch', token, { checks });
    asked.forEach(({ owner, slot }, nth) => {
      const result = at(reply.body, 'replies', nth, 'reply', 'result');
      const expected = this.world.answer(asker, this.id(owner, slot));
      const shown = at(reply.body, 'replies', nth, 'reply', 'matches') as unknown[];
      const told = `${JSON.stringify(asker)} about ${this.id(owner, slot)}`;
      // Rules about a member's checks as a whole may refer a miss too, never the other way round.
      if (expected === 'clear' && this.world.under(member, 'checks')) {
        expect(['clear', 'referred'], told).toContain(result);
      } else expect(result, told).toBe(expected);
      expect(shown.length > 0, told).toBe(result === 'match');
    });
  }

  async end(): Promise<void> {
    for (const member of MEMBERS) await this.lift(member);
    for (const owner of OWNERS) await this.#setDefaults(owner, OPEN);
  }
}

describe('over random records, restrictions, measures and callers', () => {
  it('everybody is told exactly what the model of the rules says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            action,
            fc.constantFrom(...MEMBERS),
            fc.constantFrom(...AGENCIES),
            fc.constantFrom(...PURPOSES),
          ),
          { minLength: 5, maxLength: 25 },
        ),
        async (steps) => {
          const both = new Both();
          try {
            for (const [one, member, agency, purpose] of steps) {
              await both.do(one);
              await both.compare(member, agency, purpose);
            }
            for (const member of MEMBERS) {
              for (const agency of AGENCIES) await both.compare(member, agency, 'border');
            }
          } finally {
            await both.end();
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 180_000);
});
