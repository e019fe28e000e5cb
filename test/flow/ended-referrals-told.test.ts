/** What callers, reviewers and streams are told before and after a referral's days are over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clock.js';
import { Fault } from '../../src/errors.js';
import { EndedDays, endedReferrals } from '../../src/flow/ended-days.js';
import { ReferralFeed } from '../../src/flow/referral-feed.js';
import { Referrals } from '../../src/store/referrals.js';
import { at, until } from '../support/running-service.js';
import { callerOf, REVIEWER, Stage } from './referral-stage.js';

const DAY_MS = 86_400_000;
const asking = callerOf('DEU');
let stage: Stage;
const troubles: unknown[] = [];
const heard: object[] = [];
let decided = '';
let pending = '';
let withheld = '';

async function pass(days: number): Promise<void> {
  stage.clock.ms += days * DAY_MS;
  const referrals = new Referrals(stage.store.backgroundLink);
  await new EndedDays({
    store: stage.store,
    clock: stage.clock,
    kinds: endedReferrals(referrals, 90, (error) => void troubles.push(error)),
  }).run();
}

const watch = (checkId: string): { close(): void } =>
  new ReferralFeed({
    checks: stage.referred,
    bell: stage.store.bell,
    onTrouble: (error) => void troubles.push(error),
  }).watch(asking, checkId, (outcome) => heard.push(outcome));

async function listed(state: string): Promise<unknown[]> {
  const list = await stage.desk.list(REVIEWER, state, null, 100);
  return (at(list, 'referrals') as { checkId: string }[]).map(({ checkId }) => checkId);
}

/** What a failure says: nothing in it may depend on the check. */
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Fault ? [error.code, error.message] : error),
  );

beforeAll(async () => {
  stage = await Stage.open();
  stage.supervised.add('AUT');
  await stage.file('AUT-1', 'DOC1');
  stage.verdicts.set('AUT-1', 'withhold');
  withheld = (await stage.ask(asking, 'DOC1')).checkId;
  stage.verdicts.set('AUT-1', 'refer');
  decided = (await stage.ask(asking, 'DOC1')).checkId;
  pending = (await stage.ask(asking, 'DOC1')).checkId;
  await stage.desk.decide(REVIEWER, decided, { release: ['AUT-1'], reason: 'looked at' });
});
afterAll(() => stage.stop());

describe('a referral whose days are not over', () => {
  it('is read and listed', async () => {
    await pass(90);
    expect(await stage.referred.read(asking, decided)).toMatchObject({ state: 'released' });
    expect(await listed('released')).toEqual([decided]);
    expect(await listed('withheld')).toEqual([withheld]);
  });
});

describe('a referral whose days are over', () => {
  it('reads as one that never was, to who asked and to reviewers, and is in no list', async () => {
    const waiting = watch(pending);
    await pass(1);
    const unknown = newId();
    for (const checkId of [decided, withheld]) {
      const read = (of: string) => failureOf(stage.referred.read(asking, of));
      expect(await read(checkId)).toEqual(await read(unknown));
      const show = (of: string) => failureOf(stage.desk.one(REVIEWER, of));
      expect(await show(checkId)).toEqual(await show(unknown));
      const decide = (of: string) =>
        failureOf(stage.desk.decide(REVIEWER, of, { release: [], reason: 'again' }));
      expect(await decide(checkId)).toEqual(await decide(unknown));
    }
    expect(await failureOf(stage.referred.read(asking, decided))).toContain('not_found');
    for (const state of ['released', 'closed', 'withheld']) expect(await listed(state)).toEqual([]);
    expect(await listed('all')).toEqual([pending]);
    waiting.close();
  });

  it('stays in the audit with what became of it', async () => {
    const entries = await stage.entries(decided);
    const actions = entries.map(({ kind, action }) => String(action ?? kind));
    expect(actions).toContain('referral.decide');
    expect(actions).toContain('check');
  });

  it('disturbs no stream: one that waits for another is told of its decision, one of it is told nothing', async () => {
    const gone = watch(decided);
    const waiting = watch(pending);
    await pass(500);
    expect(heard).toEqual([]);
    expect(await stage.referred.read(asking, pending)).toMatchObject({ state: 'pending' });
    await stage.desk.decide(REVIEWER, pending, { release: ['AUT-1'], reason: 'late' });
    await until(() => Promise.resolve(heard.length > 0));
    expect(heard).toMatchObject([{ checkId: pending, decidedAt: expect.any(String) as string }]);
    expect(troubles).toEqual([]);
    for (const one of [gone, waiting]) one.close();
  });
});
