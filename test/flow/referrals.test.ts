import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerConsequence } from '../../src/flow/record-in-audit.js';
import type { ReleaseConsequence } from '../../src/flow/released.js';
import { packMessage } from '../../src/record/message.js';
import { tell } from '../../src/store/deeds.js';
import { inboxKey } from '../../src/store/keys.js';
import { at } from '../support/running-service.js';
import { callerOf, REVIEWER, Stage } from './referral-stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
beforeEach(() => {
  stage.supervised.clear();
  stage.verdicts.clear();
  stage.releases.length = 0;
  stage.whole = 'release';
  stage.follows = () => [];
});
afterAll(() => stage.stop());

let numbers = 0;
/** Files one document per record under a number of its own, and says how the gate judges each. */
async function filed(
  judged: Readonly<Record<string, 'release' | 'withhold' | 'refer'>>,
): Promise<string> {
  numbers += 1;
  const number = `DOC${numbers}`;
  for (const [recordId, verdict] of Object.entries(judged)) {
    await stage.file(`${recordId}-${numbers}`, number);
    stage.verdicts.set(`${recordId}-${numbers}`, verdict);
    stage.supervised.add(recordId);
  }
  return number;
}
const id = (owner: string): string => `${owner}-${numbers}`;
const asking = callerOf('DEU');
const decision = (release: string[]) => ({ release, reason: 'looked at' });
const listed = async (state: string): Promise<unknown[]> => {
  const list = await stage.desk.list(REVIEWER, state, null, 100);
  return (at(list, 'referrals') as { checkId: string }[]).map(({ checkId }) => checkId);
};

describe('a match that is withheld', () => {
  it('reads as no match and as no referral, and is seen by reviewers', async () => {
    const number = await filed({ AUT: 'withhold', BEL: 'release' });
    const { checkId, result } = await stage.ask(asking, number);
    expect(result).toBe('match');
    await expect(stage.referred.read(asking, checkId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listed('withheld')).toContain(checkId);
    for (const state of ['pending', 'all']) expect(await listed(state)).not.toContain(checkId);
    const shown = await stage.desk.one(REVIEWER, checkId);
    expect(shown).toMatchObject({
      state: 'withheld',
      matches: [],
      withheld: [{ recordId: id('AUT'), verdict: 'withhold', rules: ['test.withhold'] }],
    });
    expect(at(shown, 'withheld', 0, 'record', 'document', 'number')).toBe(number);
    const decided = stage.desk.decide(REVIEWER, checkId, decision([id('AUT')]));
    await expect(decided).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stays so in a check that is referred, whatever is decided', async () => {
    const number = await filed({ AUT: 'withhold', BEL: 'refer', CHE: 'release' });
    const { checkId, result } = await stage.ask(asking, number);
    expect(result).toBe('referred');
    expect(await stage.desk.one(REVIEWER, checkId)).toMatchObject({
      matches: [
        { recordId: id('BEL'), verdict: 'refer' },
        { recordId: id('CHE'), verdict: 'release' },
      ],
      withheld: [{ recordId: id('AUT') }],
    });
    const wrong = stage.desk.decide(REVIEWER, checkId, decision([id('CHE'), id('AUT')]));
    await expect(wrong).rejects.toMatchObject({ code: 'unprocessable', path: '/release/1' });
    await stage.desk.decide(REVIEWER, checkId, decision([id('BEL'), id('CHE')]));
    const read = await stage.referred.read(asking, checkId);
    expect(read.matches).toHaveLength(2);
    expect(JSON.stringify(read)).not.toContain(id('AUT'));
  });
});

describe('a reviewer', () => {
  it.each(['asks', 'owns a match', 'owns a withheld match'])(
    'does not decide where the own member %s',
    async (how) => {
      const number = await filed({ AUT: 'withhold', BEL: 'refer' });
      const { checkId } = await stage.ask(asking, number);
      const member = { asks: 'DEU', 'owns a match': 'BEL' }[how] ?? 'AUT';
      const own = stage.desk.decide(callerOf(member, 'reviewer'), checkId, decision([]));
      await expect(own).rejects.toMatchObject({ code: 'forbidden' });
      expect(await listed('pending')).toContain(checkId);
      await stage.desk.decide(callerOf('NOR', 'reviewer'), checkId, decision([]));
      expect(await listed('closed')).toContain(checkId);
    },
  );

  it('sees when a decision is overdue', async () => {
    const { checkId } = await stage.ask(asking, await filed({ AUT: 'refer' }));
    const day = 86_400_000;
    expect(await stage.desk.one(REVIEWER, checkId)).toMatchObject({ overdue: false });
    stage.clock.ms += day;
    expect(await stage.desk.one(REVIEWER, checkId)).toMatchObject({ overdue: false });
    stage.clock.ms += 1;
    const late = { overdue: true, ageSeconds: day / 1_000 };
    expect(await stage.desk.one(REVIEWER, checkId)).toMatchObject(late);
    stage.clock.ms += day;
    await stage.desk.decide(REVIEWER, checkId, decision([]));
    stage.clock.ms += day;
    // Decided, it grows no older.
    const closed = { overdue: false, ageSeconds: (2 * day) / 1_000 };
    expect(await stage.desk.one(REVIEWER, checkId)).toMatchObject(closed);
  });
});

describe('a released match', () => {
  it.each(['suspended', 'blocked', 'withdrawn', 'expired', 'in_review'] as const)(
    'is not told while its record is %s',
    async (state) => {
      const { checkId } = await stage.ask(asking, await filed({ AUT: 'refer' }));
      await stage.desk.decide(REVIEWER, checkId, decision([id('AUT')]));
      expect(await stage.referred.read(asking, checkId)).toMatchObject({ state: 'released' });
      await stage.turn(id('AUT'), state);
      const read = await stage.referred.read(asking, checkId);
      expect(read).toMatchObject({ state: 'closed', matches: [], checkAgain: false });
    },
  );

  it('is told up to the last valid day of its record', async () => {
    const others = stage;
    // A stage of its own: the times of an audit never go back.
    stage = await Stage.open();
    try {
      const { checkId } = await stage.ask(asking, await filed({ AUT: 'refer' }));
      await stage.desk.decide(REVIEWER, checkId, decision([id('AUT')]));
      stage.clock.ms = Date.parse('2040-01-01T23:59:59Z');
      expect(await stage.referred.read(asking, checkId)).toMatchObject({ state: 'released' });
      stage.clock.ms += 1_000;
      expect(await stage.referred.read(asking, checkId)).toMatchObject({ state: 'closed' });
    } finally {
      await stage.stop();
      stage = others;
    }
  });
});

describe('what follows from a release', () => {
  it('may be the same that follows from an answer', () => {
    const follows: ReleaseConsequence = ({ cleared, at }) =>
      cleared.matches.map(({ dossier }) => tell(dossier.recordId.slice(0, 3), Buffer.of(1), at));
    // What is told of releases can be told of answers: this line would not compile otherwise.
    const alsoAnswers: AnswerConsequence = follows;
    expect(alsoAnswers).toBe(follows);
  });

  it('is done in its step, once, and is told of the released matches alone', async () => {
    const number = await filed({ AUT: 'refer', BEL: 'refer' });
    const { checkId } = await stage.ask(asking, number);
    const message = { type: 'match', at: 1, recordId: null, body: {}, audience: null } as const;
    stage.follows = ({ cleared }) =>
      cleared.matches.map(({ dossier }) =>
        tell(dossier.recordId.slice(0, 3), packMessage(message), stage.clock.ms),
      );
    const both = await Promise.allSettled(
      [1, 2].map(() => stage.desk.decide(REVIEWER, checkId, decision([id('BEL')]))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const told = async (member: string): Promise<unknown> =>
      stage.store.backgroundLink.send(['XLEN', inboxKey(member)]);
    expect([await told('AUT'), await told('BEL')]).toEqual([0, 1]);
    expect(stage.releases[0]).toMatchObject({
      checkId,
      result: 'match',
      cleared: {
        asked: { caller: { credentialId: 'DEU-terminal', member: 'DEU' }, purpose: 'border' },
        matches: [{ score: 1, dossier: { recordId: id('BEL') } }],
      },
    });
  });

  it('is nothing where nothing is released', async () => {
    const { checkId } = await stage.ask(asking, await filed({ AUT: 'refer' }));
    stage.clock.ms += 1;
    await stage.desk.decide(REVIEWER, checkId, decision([]));
    expect(stage.releases).toEqual([]);
    // Before it was referred it may have been recorded from a copy, and not answered.
    const entries = (await stage.entries(checkId)).filter(({ result }) => result !== 'clear');
    expect(entries).toMatchObject([{ result: 'referred' }, { kind: 'call' }]);
  });
});

describe('a check of a supervised member for what is listed nowhere', () => {
  it('is referred once, from the store itself, where it is referred as a whole', async () => {
    const number = `NONE${numbers}`;
    // Asked by others first, so that this process has a copy of where the document would be.
    for (let nth = 0; nth < 3; nth += 1) await stage.ask(callerOf('ITA'), number);
    stage.supervised.add('DEU');
    stage.whole = 'refer';
    for (let nth = 0; nth < 20; nth += 1) {
      // Every push moves the head that copies are proven by.
      const pushed = stage.file(`FRA-push${numbers}-${nth}`, `PUSH${numbers}X${nth}`);
      const { checkId, result } = await stage.ask(asking, number);
      expect(result).toBe('referred');
      expect(await stage.entries(checkId)).toHaveLength(1);
      await pushed;
    }
  });
});
