/** Random lives of a record through the desks, against a model: what checks see, what waits, what a decision is worth. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Fault } from '../../src/errors.js';
import { Changes, type Changed } from '../../src/flow/changes.js';
import { AllConsequences } from '../../src/flow/consequences.js';
import { DisputeDesk } from '../../src/flow/disputes.js';
import { filedOf } from '../../src/flow/filing.js';
import { RecordDesk } from '../../src/flow/records.js';
import { ReviewConsequence } from '../../src/flow/review-consequence.js';
import { ReviewDesk } from '../../src/flow/reviews.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import { sees } from '../../src/record/visibility.js';
import type { RecordWire } from '../../src/record/wire.js';
import { RecordModel, type Mode, type Says } from './review-model.js';
import { nothingFound } from './screening-scene.js';
import { StoreInMemory } from './store-in-memory.js';

const RECORD = 'HRV-1';
const OTHERS = ['EST', 'LVA', 'LTU'] as const;
const PERSONS = ['Wojciechowska Katarzyna', 'Horvat Tomislav', 'Ibrahimovic Jusuf'] as const;
const owner: Caller = { credentialId: 'owner', member: 'HRV', role: 'ncb', agency: null };
const reviewer: Caller = {
  credentialId: 'reviewer',
  member: 'XPO',
  role: 'reviewer',
  agency: null,
};

const deny = fc.subarray([...OTHERS]).map((list) => [...list].sort());
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('push' as const),
      who: fc.constantFrom(...PERSONS),
      text: fc.constantFrom('a', 'b', 'c'),
      deny,
      notice: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('decide' as const),
      /** Which of all reviews so far, the last one first. */
      nth: fc.nat({ max: 2 }),
      compliant: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('restrict' as const), deny }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('measure' as const), on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('withdraw', 'suspend', 'resume', 'block', 'unblock'),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

class Play {
  readonly store = new StoreInMemory();
  readonly model = new RecordModel();
  readonly #records: RecordDesk;
  readonly #disputes: DisputeDesk;
  readonly #reviews: ReviewDesk;
  #now = Date.parse('2027-11-20T08:00:00Z');
  /** What the model calls a review, by the service's id for it. */
  readonly #names = new Map<string, string>();
  /** The mode from before a block. */
  #blocked: Mode = 'published';

  constructor() {
    const { store, model } = this;
    const clock = { now: () => (this.#now += 1_000) };
    const trail = { append: () => Promise.resolve() };
    const screenings = nothingFound();
    const consequences = new AllConsequences([
      new ReviewConsequence({ reviews: store.reviews, screenings }),
    ]);
    const changes = new Changes({ store, clock, trail, consequences });
    const measures = {
      get epoch() {
        return store.measuresEpoch;
      },
      holdsCirculation: () => model.supervised,
    };
    this.#records = new RecordDesk({ store, clock, measures, changes });
    this.#disputes = new DisputeDesk(changes, measures);
    const { reviews } = store;
    const parts = { store, reviews, screenings, clock, trail, changes };
    this.#reviews = new ReviewDesk({ ...parts, fourEyes: 'none' });
  }

  async do(one: Action): Promise<void> {
    const name = `review ${this.#names.size}`;
    switch (one.act) {
      case 'push':
        return this.#push(one, one.notice, name);
      case 'decide':
        return this.#decide(one.nth, one.compliant);
      case 'restrict': {
        const changed = await this.#try(() => {
          return this.#records.setRestrictions(owner, RECORD, { deny: one.deny });
        });
        if (changed !== null) this.model.restrict(one.deny, name);
        this.#note(changed, name);
        return;
      }
      case 'measure':
        this.model.supervised = one.on;
        this.store.measuresEpoch += 1;
        return;
      case 'withdraw':
        if ((await this.#try(() => this.#records.withdraw(owner, RECORD, 'over'))) !== null) {
          this.model.withdraw();
        }
        return;
      case 'suspend':
        return this.#turn(
          () => this.#records.suspend(owner, RECORD, { reason: 'talks' }),
          [['published'], 'suspended'],
        );
      case 'resume': {
        const changed = await this.#try(() => this.#records.resume(owner, RECORD, 'over'));
        expect(changed !== null).toBe(this.model.back('suspended', 'published', name));
        this.#note(changed, name);
        return;
      }
      case 'block': {
        const was = this.model.live?.mode;
        await this.#turn(
          () => this.#disputes.block(reviewer, RECORD, 'dispute'),
          [['published', 'suspended'], 'blocked'],
        );
        if (was === 'published' || was === 'suspended') this.#blocked = was;
        return;
      }
      case 'unblock': {
        const changed = await this.#try(() => this.#disputes.unblock(reviewer, RECORD, 'settled'));
        expect(changed !== null).toBe(this.model.back('blocked', this.#blocked, name));
        this.#note(changed, name);
        return;
      }
    }
  }

  async #push(says: Says, notice: boolean, name: string): Promise<void> {
    const [family = '', given = ''] = says.who.split(' ');
    const wire: RecordWire = {
      index: 'wanted',
      colour: 'red',
      // Of one text the kind is always the same, so that the same body is the same body.
      kind: notice ? 'notice' : 'diffusion',
      action: 'arrest',
      person: { names: [{ family, given }], datesOfBirth: ['1974-08-12'] },
      offences: [`${says.text}${notice ? ' noticed' : ''}`],
      restrictions: { deny: [...says.deny] },
      expiresOn: '2030-01-01',
    };
    const { who, text, deny } = says;
    const meant = { who, text: `${text}${notice ? ' noticed' : ''}`, deny };
    const changed = await this.#records.put(owner, RECORD, wire, null);
    const found = this.model.push(meant, notice, name);
    const expected = { held: 202, same: 200, circulated: changed.change === 'created' ? 201 : 200 };
    expect(changed.status).toBe(expected[found]);
    expect(changed.change === 'unchanged').toBe(found === 'same');
    this.#note(changed, name);
  }

  async #decide(nth: number, compliant: boolean): Promise<void> {
    const ids = [...this.#names.keys()].reverse();
    const reviewId = ids[nth];
    if (reviewId === undefined) return;
    const before = this.store.dossier(RECORD);
    const decision = compliant ? 'compliant' : 'refused';
    const decided = await this.#try(() =>
      this.#reviews.decide(reviewer, reviewId, { decision, reason: 'looked at' }),
    );
    const counts = this.model.decide(this.#names.get(reviewId) ?? '', compliant);
    expect(decided !== null).toBe(counts);
    if (!counts) expect(this.store.dossier(RECORD)).toEqual(before);
  }

  async #turn(call: () => Promise<Changed>, [from, to]: readonly [readonly Mode[], Mode]) {
    const changed = await this.#try(call);
    expect(changed !== null).toBe(this.model.turn(from, to));
  }

  /** `null` where the state does not allow it, or there is no record yet. */
  async #try<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Fault && ['conflict', 'not_found'].includes(error.code)) return null;
      throw error;
    }
  }

  #note(changed: Changed | null, name: string): void {
    if (changed?.reviewId !== undefined) this.#names.set(changed.reviewId, name);
  }

  compare(): void {
    const dossier = this.store.dossier(RECORD);
    const { filings, visibility } = filedOf(dossier);
    const found = filings.some(({ visibility: other }) => other === undefined);
    for (const member of OTHERS) {
      const viewer = { member, agency: null, purpose: null };
      const seen = visibility !== null && sees(viewer, visibility, UNRESTRICTED);
      const text = seen && found ? (dossier?.live?.content.offences[0] ?? null) : null;
      expect(text).toBe(this.model.seenBy(member));
    }
    for (const filing of filings) {
      // What was refused lies where nobody sees it and nobody asks.
      const place = filing.by === 'document' ? filing.issuer : filing.key;
      expect(place.startsWith('refused ')).toBe(filing.visibility !== undefined);
    }
    const states = [...this.store.allReviews()].map(([id, { state }]) => [
      this.#names.get(id),
      state,
    ]);
    expect(new Map(states as [string, string][])).toEqual(this.model.reviews);
    const pending = this.store.members('reviews:pending').map((id) => this.#names.get(id));
    const waiting = [...this.model.reviews].filter(([, end]) => end === 'pending');
    expect(pending).toEqual(waiting.map(([name]) => name));
  }
}

describe('over random lives of a record', () => {
  it('checks see exactly what the model says, and exactly what it says waits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 20 }), async (actions) => {
        const play = new Play();
        for (const one of actions) {
          await play.do(one);
          play.compare();
        }
      }),
      { numRuns: 800 },
    );
  }, 120_000);
});
