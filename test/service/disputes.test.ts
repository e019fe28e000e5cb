/** Blocks and addenda: what reviewers do with records beside the queue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord, type Reply } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const [LOOKS] = OTHERS;

beforeAll(() => scene.start());
afterAll(() => scene.service.stop());

const reason = { reason: 'in dispute' };
const act = (
  reference: string,
  action: string,
  body: object = reason,
  who = 'reviewer',
): Promise<Reply> => scene.call(who, 'POST', `/v1/records/${OWNER}-${reference}/${action}`, body);
const stateOf = async (reference: string): Promise<unknown> =>
  at((await scene.record(reference)).body, 'state');

describe('a blocked record', () => {
  it('is seen by owner and reviewer alone, and comes back as it was', async () => {
    await scene.put('b1', personRecord('Spor', 'Stane'));
    const decision = { decision: 'act', reason: 'ours too' };
    const path = `/v1/records/${OWNER}-b1/decision`;
    await scene.call(`${LOOKS} ncb`, 'PUT', path, decision);
    const blocked = await act('b1', 'block');
    expect([blocked.status, at(blocked.body, 'state')]).toEqual([200, 'blocked']);
    expect(await scene.result('Stane Spor')).toBe('clear');
    expect(await scene.result('Stane Spor', OWNER)).toBe('clear');
    expect((await scene.record('b1', `${LOOKS} ncb`)).status).toBe(404);
    expect(await stateOf('b1')).toBe('blocked');
    expect((await scene.record('b1', 'reviewer')).status).toBe(200);
    const { body } = await scene.call(`${OWNER} ncb`, 'GET', `/v1/records/${OWNER}-b1/history`);
    expect(at(body, 'versions', 1)).toMatchObject({ change: 'block', reason: 'in dispute' });

    const unblocked = await act('b1', 'unblock');
    expect([unblocked.status, at(unblocked.body, 'state')]).toEqual([200, 'published']);
    const found = await scene.named('Stane Spor');
    expect(at(found.body, 'matches', 0, 'nationalDecision', 'decision')).toBe('act');
  });

  it('that its owner had paused comes back paused', async () => {
    await scene.put('b2', personRecord('Pavza', 'Pavel'));
    await act('b2', 'suspend', { reason: 'talks' }, `${OWNER} ncb`);
    await act('b2', 'block');
    expect((await act('b2', 'resume', reason, `${OWNER} ncb`)).status).toBe(409);
    expect(at((await act('b2', 'unblock')).body, 'state')).toBe('suspended');
    expect(await scene.result('Pavel Pavza')).toBe('clear');
    expect((await act('b2', 'resume', reason, `${OWNER} ncb`)).status).toBe(200);
    expect(await scene.result('Pavel Pavza')).toBe('match');
  });

  it('stays blocked whatever its owner sends, and shows what was sent last when it is not', async () => {
    await scene.put('b3', documentRecord(OWNER, 'SPOR123'));
    await act('b3', 'block');
    const sent = await scene.put('b3', documentRecord(OWNER, 'SPOR456'));
    expect([sent.status, at(sent.body, 'state')]).toEqual([200, 'blocked']);
    for (const action of ['suspend', 'renew', 'resume']) {
      expect((await act('b3', action, reason, `${OWNER} ncb`)).status, action).toBe(409);
    }
    expect(await scene.documentResult('SPOR123')).toBe('clear');
    expect(await scene.documentResult('SPOR456')).toBe('clear');
    await act('b3', 'unblock');
    expect(await scene.documentResult('SPOR456')).toBe('match');
  });

  it('withdrawn and sent again comes back through a reviewer alone', async () => {
    await scene.put('b4', personRecord('Obvoz', 'Oton'));
    await act('b4', 'block');
    expect(at((await scene.withdraw('b4')).body, 'state')).toBe('withdrawn');
    const id = await scene.held('b4', personRecord('Obvoz', 'Oton', { colour: 'blue' }));
    expect(await scene.result('Oton Obvoz')).toBe('clear');
    await scene.decide(id, 'compliant');
    expect(await scene.result('Oton Obvoz')).toBe('match');
    expect((await scene.put('b4', personRecord('Obvoz', 'Oton'))).status).toBe(200);
  });

  it('is blocked once, and unblocked once', async () => {
    await scene.put('b5', personRecord('Enkrat', 'Edo'));
    expect((await act('b5', 'unblock')).status).toBe(409);
    const both = await Promise.all([act('b5', 'block'), act('b5', 'block', reason, 'second')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await act('b5', 'unblock')).status).toBe(200);
    expect((await act('b5', 'unblock')).status).toBe(409);
  });

  it('was in force before: what is withdrawn, held or unknown cannot be blocked', async () => {
    await scene.put('b6', personRecord('Konec', 'Karel'));
    await scene.withdraw('b6');
    expect((await act('b6', 'block')).status).toBe(409);
    await scene.held('b7', personRecord('Caka', 'Cilka', { kind: 'notice' }));
    expect((await act('b7', 'block')).status).toBe(409);
    for (const action of ['block', 'unblock']) {
      expect((await act('none', action)).status).toBe(404);
    }
  });

  it('takes a reason and a reviewer', async () => {
    await scene.put('b8', personRecord('Razlog', 'Rudi'));
    for (const action of ['block', 'unblock']) {
      expect((await act('b8', action, {})).status).toBe(422);
      expect((await act('b8', action, { reason: ' ' })).status).toBe(422);
      for (const who of [`${OWNER} ncb`, `${LOOKS} ncb`, `${LOOKS} terminal`, 'supervisor']) {
        expect((await act('b8', action, reason, who)).status, `${action} ${who}`).toBe(403);
      }
    }
    expect(await scene.result('Rudi Razlog')).toBe('match');
  });
});

describe('an addendum', () => {
  it('is shown on every match and to everybody who reads the record, for as long as it is', async () => {
    await scene.put('a1', personRecord('Dodatek', 'Drago'));
    const body = { text: 'A court has doubts.', reason: 'judgment of May' };
    const added = await act('a1', 'addenda', body);
    expect([added.status, at(added.body, 'version')]).toEqual([201, 1]);
    const shown = [{ text: 'A court has doubts.', at: expect.any(String) as string }];
    const found = await scene.named('Drago Dodatek');
    expect(at(found.body, 'matches', 0, 'addenda')).toEqual(shown);
    expect(at((await scene.record('a1', `${LOOKS} ncb`)).body, 'addenda')).toEqual(shown);
    await scene.put('a1', personRecord('Dodatek', 'Drago', { warnings: ['armed'] }));
    const again = await scene.named('Drago Dodatek');
    expect(at(again.body, 'matches', 0, 'addenda')).toEqual(shown);
    await act('a1', 'addenda', { text: 'A second one.', reason: 'appeal' });
    expect(at((await scene.record('a1')).body, 'addenda', 1, 'text')).toBe('A second one.');
  });

  it('takes words, a reason, a reviewer and a record', async () => {
    await scene.put('a2', personRecord('Besede', 'Bor'));
    expect((await act('a2', 'addenda', { text: 'x' })).status).toBe(422);
    expect((await act('a2', 'addenda', { reason: 'x' })).status).toBe(422);
    expect((await act('a2', 'addenda', { text: '', reason: 'x' })).status).toBe(422);
    expect((await act('a2', 'addenda', { text: 'x', reason: 'y', z: 1 })).status).toBe(400);
    const body = { text: 'x', reason: 'y' };
    expect((await act('a2', 'addenda', body, `${OWNER} ncb`)).status).toBe(403);
    expect((await act('none', 'addenda', body)).status).toBe(404);
    expect(at((await scene.record('a2')).body, 'addenda')).toEqual([]);
  });

  it('is bounded in number', async () => {
    await scene.put('a3', personRecord('Meja', 'Miha'));
    const statuses = new Set<number>();
    for (let n = 0; n < 52; n += 1) {
      statuses.add((await act('a3', 'addenda', { text: `${n}`, reason: 'x' })).status);
    }
    expect([...statuses]).toEqual([201, 409]);
    expect(at((await scene.record('a3')).body, 'addenda')).toHaveLength(50);
  });
});
