/** The reviewers' desk with a clock that is moved and a store that is interfered with. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Fault } from '../../src/errors.js';
import { Changes } from '../../src/flow/changes.js';
import { AllConsequences } from '../../src/flow/consequences.js';
import { DisputeDesk } from '../../src/flow/disputes.js';
import { holdReceipt } from '../../src/flow/receipts.js';
import { reviewMoved, reviewOpened } from '../../src/flow/review-consequence.js';
import { ReviewDesk } from '../../src/flow/reviews.js';
import { SCREENING_UNAVAILABLE } from '../../src/gate/screening/answer.js';
import type { ScreeningFinding } from '../../src/gate/screening/question.js';
import { LIMITS } from '../../src/limits.js';
import type { ReviewDecisionWire } from '../../src/record/compliance-wire.js';
import type { Review } from '../../src/record/review.js';
import { NOT_FILED } from '../../src/store/records.js';
import { at } from '../support/running-service.js';
import { dossier, version } from './dossiers.js';
import { foundThen } from './screening-scene.js';
import { StoreInMemory } from './store-in-memory.js';

const START = Date.parse('2027-11-20T08:00:00Z');
const REVIEW = 'review-of-one-record';
const anna: Caller = { credentialId: 'anna', member: 'XPO', role: 'reviewer', agency: null };
const bela: Caller = { ...anna, credentialId: 'bela' };
const compliant: ReviewDecisionWire = { decision: 'compliant', reason: 'in order' };
const refused: ReviewDecisionWire = { decision: 'refused', reason: 'political' };

const review: Review = {
  reviewId: REVIEW,
  subject: 'record',
  recordId: 'FRA-1',
  version: 1,
  owner: 'FRA',
  receiver: null,
  message: null,
  state: 'pending',
  openedBy: 'somebody',
  openedAt: START,
  policyVersion: '1',
  findings: [],
  lookalikes: [],
  claimedBy: null,
  claimedAt: null,
  questions: [],
  opinions: [],
  decision: null,
};

let store: StoreInMemory;
let desk: ReviewDesk;
let disputes: DisputeDesk;
let now = START;
/** What screening finds from now on. */
const findings: ScreeningFinding[] = [];

beforeEach(async () => {
  now = START;
  findings.length = 0;
  store = new StoreInMemory();
  const clock = { now: () => now };
  const trail = { append: () => Promise.resolve() };
  const changes = new Changes({ store, clock, trail, consequences: new AllConsequences([]) });
  const { reviews } = store;
  const parts = { store, reviews, screenings: foundThen(findings), clock, trail, changes };
  desk = new ReviewDesk({ ...parts, fourEyes: 'grave' });
  disputes = new DisputeDesk(changes, { epoch: 0, holdsCirculation: () => false });
  const held = version({ state: 'in_review', reviewStatus: 'in_review', reviewId: REVIEW });
  await store.records.write({
    before: null,
    after: dossier({ held }),
    filedBefore: NOT_FILED,
    filedAfter: NOT_FILED,
    history: null,
    owner: 'FRA',
    effects: { noted: [], deeds: reviewOpened(review) },
  });
});

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
};

describe('a reviewer', () => {
  it('does not decide on what its own member sent or is sent, however it came to review', async () => {
    const own: Caller = { ...anna, member: 'FRA' };
    expect(await codeOf(desk.claim(own, REVIEW))).toBe('forbidden');
    for (const wire of [compliant, refused, { decision: 'clarify', reason: 'why?' } as const]) {
      expect(await codeOf(desk.decide(own, REVIEW, wire))).toBe('forbidden');
    }
    expect(await codeOf(disputes.block(own, 'FRA-1', 'x'))).toBe('forbidden');
    expect(await codeOf(disputes.annotate(own, 'FRA-1', { text: 'x', reason: 'y' }))).toBe(
      'forbidden',
    );
    const receiptId = await receipt('DEU');
    const receiving: Caller = { ...anna, member: 'DEU' };
    expect(await codeOf(desk.decide(receiving, receiptId, compliant))).toBe('forbidden');
    expect(store.dossier('FRA-1')?.live).toBeNull();
  });

  it('takes over a claim that is too old, and not a younger one', async () => {
    await desk.claim(anna, REVIEW);
    now += LIMITS.reviewClaimMs - 1;
    expect(await codeOf(desk.claim(bela, REVIEW))).toBe('conflict');
    expect(await codeOf(desk.decide(bela, REVIEW, compliant))).toBe('conflict');
    now += 1;
    expect(at(await desk.claim(bela, REVIEW), 'claimedBy')).toBe('bela');
    expect(await codeOf(desk.decide(anna, REVIEW, compliant))).toBe('conflict');
    expect(await codeOf(desk.decide(bela, REVIEW, compliant))).toBe('done');
  });

  it('is shown from which age on a review is overdue', async () => {
    now += LIMITS.reviewAgeMs;
    expect(at(await desk.one(anna, REVIEW), 'overdue')).toBe(false);
    now += 1;
    expect(at(await desk.one(anna, REVIEW), 'overdue')).toBe(true);
    await desk.decide(anna, REVIEW, refused);
    expect(at(await desk.one(anna, REVIEW), 'overdue')).toBe(false);
  });
});

describe('what is found while a review waits', () => {
  const grave: ScreeningFinding = {
    rule: 'protected.person',
    version: 1,
    severity: 'grave',
    reason: 'protected',
    path: null,
    context: null,
    source: 'policy',
  };

  it('is shown, and takes a second reviewer where it is grave', async () => {
    findings.push(grave);
    expect(at(await desk.one(anna, REVIEW), 'gravest')).toBe('grave');
    expect(at(await desk.decide(anna, REVIEW, compliant), 'awaiting')).toBe('second-reviewer');
    expect(at(await desk.decide(bela, REVIEW, compliant), 'state')).toBe('decided');
  });

  it('is kept where screening fails later, and once it is decided', async () => {
    findings.push(grave);
    await desk.claim(anna, REVIEW);
    findings[0] = { ...grave, rule: SCREENING_UNAVAILABLE, severity: 'serious' };
    expect(at(await desk.one(anna, REVIEW), 'findings', 0, 'rule')).toBe(grave.rule);
    await desk.decide(anna, REVIEW, refused);
    findings.length = 0;
    expect(at(await desk.one(anna, REVIEW), 'findings', 0, 'rule')).toBe(grave.rule);
  });
});

describe('a list', () => {
  it('looks through so many and no more for a page, and goes on from there', async () => {
    const count = LIMITS.reviewsPassedMax + 10;
    for (let n = 1; n <= count; n += 1) {
      const owner = n === count ? 'DEU' : 'FRA';
      const reviewId = `r${String(n).padStart(19, '0')}`;
      await store.act(reviewOpened({ ...review, reviewId, owner, openedAt: START + n }));
    }
    const listing = { state: null, owner: 'DEU', limit: 100 };
    const first = await desk.list(anna, { ...listing, cursor: null });
    expect(at(first, 'reviews')).toEqual([]);
    const cursor = at(first, 'next') as string;
    const second = await desk.list(anna, { ...listing, cursor });
    expect(at(second, 'reviews')).toHaveLength(1);
    expect(at(second, 'next')).toBeNull();
  });
});

describe('a decision', () => {
  it('changes nothing where somebody has moved the review since it was read', async () => {
    const before = store.dossier('FRA-1');
    const kept = await store.reviews.read(REVIEW);
    if (kept === null) throw new Error('no review');
    const deciding = desk.decide(anna, REVIEW, compliant);
    // Between the desk's reading and its writing.
    await store.act(reviewMoved(kept, { ...kept.row, claimedBy: 'bela', claimedAt: now }));
    expect(await codeOf(deciding)).toBe('conflict');
    expect(store.dossier('FRA-1')).toEqual(before);
    expect(store.allReviews().get(REVIEW)?.state).toBe('pending');
  });

  it('does not publish a version whose last valid day has passed; it can still be refused', async () => {
    now = Date.parse('2030-01-02T00:00:00Z');
    expect(await codeOf(desk.decide(anna, REVIEW, compliant))).toBe('conflict');
    expect(store.dossier('FRA-1')?.live).toBeNull();
    expect(await codeOf(desk.decide(anna, REVIEW, refused))).toBe('done');
  });
});

async function receipt(receiver: string): Promise<string> {
  const body = { version: 1, purge: true };
  const deeds = holdReceipt({
    receiver,
    message: { type: 'publication', at: now, recordId: 'FRA-1', body, audience: null },
    recordId: 'FRA-1',
    version: 1,
    owner: 'FRA',
    openedBy: 'somebody',
  });
  await store.act(deeds);
  const found = [...store.allReviews().values()].find(({ subject }) => subject === 'receipt');
  return found?.reviewId ?? '';
}

describe('a receipt', () => {
  it('found compliant is delivered to its receiver, once', async () => {
    const id = await receipt('DEU');
    expect(at(await desk.one(anna, id), 'message', 'type')).toBe('publication');
    expect(store.told).toEqual([]);
    expect(at(await desk.decide(anna, id, compliant), 'state')).toBe('decided');
    expect(store.told.map(({ to, message }) => [to, message.type, message.recordId])).toEqual([
      ['DEU', 'publication', 'FRA-1'],
    ]);
    expect(await codeOf(desk.decide(bela, id, compliant))).toBe('conflict');
    expect(store.told).toHaveLength(1);
    expect(store.dossier('FRA-1')?.live).toBeNull();
  });

  it('that is refused is told to nobody', async () => {
    const id = await receipt('DEU');
    await desk.decide(anna, id, refused);
    expect(store.told).toEqual([]);
    expect(store.members('reviews:pending')).toEqual([REVIEW]);
  });

  it('takes no addendum and no question: there is nobody to answer', async () => {
    const id = await receipt('DEU');
    for (const wire of [
      { decision: 'compliant-with-addendum', reason: 'x', addendum: 'y' } as const,
      { decision: 'clarify', reason: 'x' } as const,
    ]) {
      expect(await codeOf(desk.decide(anna, id, wire))).toBe('unprocessable');
    }
    const ncb: Caller = { credentialId: 'ncb', member: 'FRA', role: 'ncb', agency: null };
    expect(await codeOf(desk.answer(ncb, id, 'x'))).toBe('not_found');
    expect(store.allReviews().get(id)?.state).toBe('pending');
  });
});
