/** What is held, however it is sent: it is nowhere to be seen, and comes out by a decision alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord, until } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const [LOOKS] = OTHERS;

beforeAll(async () => {
  await scene.start();
  await scene.put('up', personRecord('Posodobi', 'Petra', { warnings: ['health'] }));
  await scene.put('col', personRecord('Barva', 'Bojan', { colour: 'blue', action: 'locate' }));
  await scene.put('docup', documentRecord(OWNER, 'OLD123', { document: stolen('OLD123') }));
  await scene.supervise();
});
afterAll(() => scene.service.stop());

const stolen = (number: string, status = 'stolen'): object => ({
  number,
  issuer: OWNER,
  type: 'P',
  status,
});

const matchOf = async (name: string): Promise<unknown> =>
  at((await scene.named(name)).body, 'matches', 0);

describe('a held version', () => {
  it('of a published record leaves what is published as it was, until it is decided', async () => {
    const before = await matchOf('Petra Posodobi');
    const other = (await scene.record('up', `${LOOKS} ncb`)).text;
    const id = await scene.held('up', personRecord('Posodobi', 'Petra', { warnings: ['armed'] }));
    expect(at(await matchOf('Petra Posodobi'), 'warnings')).toEqual(at(before, 'warnings'));
    expect((await scene.record('up', `${LOOKS} ncb`)).text).toBe(other);
    const own = await scene.record('up');
    expect(at(own.body, 'state')).toBe('published');
    expect(at(own.body, 'held')).toMatchObject({ state: 'in_review', reviewId: id, version: 2 });
    await scene.decide(id, 'compliant');
    expect(at(await matchOf('Petra Posodobi'), 'warnings')).toEqual(['armed']);
    expect(at((await scene.record('up')).body, 'held')).toBeNull();
  });

  it('that is refused leaves what is published as it was for ever', async () => {
    const id = await scene.held('up', personRecord('Posodobi', 'Petra', { warnings: ['violent'] }));
    await scene.decide(id, 'refused');
    expect(at(await matchOf('Petra Posodobi'), 'warnings')).toEqual(['armed']);
    const { body } = await scene.record('up');
    expect([at(body, 'state'), at(body, 'held', 'state')]).toEqual(['published', 'refused']);
    expect(at(body, 'held', 'reviewStatus')).toBe('refused');
  });

  it('is in no reading of others: record, history, list, decision, document, batch', async () => {
    const record = personRecord('Nevidna', 'Nada', {
      person: {
        names: [{ family: 'Nevidna', given: 'Nada' }],
        documents: [{ number: 'NEV123', issuer: OWNER }],
      },
    });
    const id = await scene.held('hid', record);
    const path = `/v1/records/${OWNER}-hid`;
    const unknown = (await scene.record('nothing', `${LOOKS} ncb`)).text;
    for (const where of ['', '/history']) {
      const reply = await scene.call(`${LOOKS} ncb`, 'GET', `${path}${where}`);
      expect([reply.status, reply.text]).toEqual([404, unknown]);
    }
    const act = { decision: 'act', reason: 'x' };
    expect((await scene.call(`${LOOKS} ncb`, 'PUT', `${path}/decision`, act)).status).toBe(404);
    const checks = {
      checks: [
        { purpose: 'border', person: { fullName: 'Nada Nevidna' }, minScore: 0 },
        { purpose: 'police', documents: [{ number: 'NEV123', issuer: OWNER }] },
      ],
    };
    const terminal = `${LOOKS} terminal`;
    const batch = await scene.call(terminal, 'POST', '/v1/checks/batch', checks);
    expect(at(batch.body, 'replies', 0, 'reply', 'result')).toBe('clear');
    expect(batch.text).not.toContain(`${OWNER}-hid`);
    // Its owner reads it, and finds it in no check either: it is not in force.
    expect(await scene.result('Nada Nevidna', OWNER)).toBe('clear');
    expect((await scene.record('hid')).text).toContain(id);
    expect((await scene.record('hid', 'reviewer')).text).toContain(id);
    expect(await scene.told(`${LOOKS} ncb`, 'publication', 'hid')).toEqual([]);
    await scene.decide(id, 'compliant');
    expect(await scene.documentResult('NEV123')).toBe('match');
  });

  it('beside a published one is not told to a member that decides on the record for itself', async () => {
    await scene.held('up', personRecord('Posodobi', 'Petra', { warnings: ['escape', 'armed'] }));
    const path = `/v1/records/${OWNER}-up/decision`;
    const act = { decision: 'act', reason: 'ours too' };
    const decided = await scene.call(`${LOOKS} ncb`, 'PUT', path, act);
    const { body } = await scene.record('up', `${LOOKS} ncb`);
    expect(decided.body).toEqual({
      recordId: `${OWNER}-up`,
      version: at(body, 'version'),
      state: 'published',
    });
    expect(decided.headers.get('etag')).toBe(`"${String(at(body, 'version'))}"`);
    const { text } = await scene.call(`${OWNER} ncb`, 'GET', `/v1/records/${OWNER}-up/history`);
    expect(text).not.toContain('ours too');
  });

  it('counts in no statistics of its owner', async () => {
    await scene.held('st', personRecord('Stevilka', 'Stana'));
    const path = `/v1/stats/owners/${OWNER}`;
    const { body: before } = await scene.call('auditor', 'GET', path);
    for (let n = 0; n < 20; n += 1) await scene.result('Stana Stevilka');
    // A check that does count, after those that must not.
    await scene.result('Petra Posodobi');
    let counted: unknown;
    await until(async () => {
      counted = at((await scene.call('auditor', 'GET', path)).body, 'checksAgainst');
      return counted !== at(before, 'checksAgainst');
    });
    expect(counted).toBe(Number(at(before, 'checksAgainst')) + 1);
  });

  it('of another colour is held like any other', async () => {
    const red = personRecord('Barva', 'Bojan', { colour: 'red', action: 'arrest' });
    const id = await scene.held('col', red);
    expect(at(await matchOf('Bojan Barva'), 'action')).toBe('locate');
    await scene.decide(id, 'compliant');
    expect(at(await matchOf('Bojan Barva'), 'action')).toBe('arrest');
  });

  it('of a lost document is held, and so is its update', async () => {
    const first = await scene.held('doc', documentRecord(OWNER, 'LOST123'));
    expect(await scene.documentResult('LOST123')).toBe('clear');
    await scene.decide(first, 'compliant');
    expect(await scene.documentResult('LOST123')).toBe('match');
    const moved = { document: stolen('NEW123') };
    const second = await scene.held('docup', documentRecord(OWNER, 'NEW123', moved));
    expect(await scene.documentResult('OLD123')).toBe('match');
    expect(await scene.documentResult('NEW123')).toBe('clear');
    await scene.decide(second, 'compliant');
    expect(await scene.documentResult('OLD123')).toBe('clear');
    expect(await scene.documentResult('NEW123')).toBe('match');
  });

  it('of a bulk file is held line by line, good lines and bad ones', async () => {
    const line = (n: number): object => ({
      recordId: `${OWNER}-b${n}`,
      ...personRecord('Paket', `P${n}`),
    });
    const bad = { recordId: `${OWNER}-b9`, index: 'wanted' };
    const lines = [line(1), bad, line(2)];
    const answers = await scene.service.bulk(scene.token(`${OWNER} ncb`), lines);
    expect(answers.map((answer) => at(answer, 'status'))).toEqual([202, 422, 202]);
    expect(at(answers[0], 'state')).toBe('in_review');
    for (const n of [1, 2]) expect(await scene.result(`P${n} Paket`)).toBe('clear');
    const { body } = await scene.call('reviewer', 'GET', '/v1/reviews');
    const waiting = at(body, 'reviews') as { reviewId: string; recordId: string }[];
    const found = waiting.find(({ recordId }) => recordId === `${OWNER}-b2`);
    await scene.decide(found?.reviewId ?? '', 'compliant');
    expect(await scene.result('P1 Paket')).toBe('clear');
    expect(await scene.result('P2 Paket')).toBe('match');
  });

  it('sent again changes nothing and opens no second review', async () => {
    const id = await scene.held('same', personRecord('Enako', 'Ema'));
    const again = await scene.put('same', personRecord('Enako', 'Ema'));
    expect([again.status, at(again.body, 'state'), at(again.body, 'version')]).toEqual([
      200,
      'in_review',
      1,
    ]);
    const { body } = await scene.call('reviewer', 'GET', `/v1/reviews?owner=${OWNER}`);
    const about = (at(body, 'reviews') as { recordId: string; reviewId: string }[]).filter(
      ({ recordId }) => recordId === `${OWNER}-same`,
    );
    expect(about.map(({ reviewId }) => reviewId)).toEqual([id]);
  });

  it('of a paused record stays paused when it is released', async () => {
    const path = `/v1/records/${OWNER}-up`;
    const reason = { reason: 'talks' };
    await scene.call(`${OWNER} ncb`, 'POST', `${path}/suspend`, reason);
    const id = await scene.held('up', personRecord('Posodobi', 'Petra', { warnings: ['escape'] }));
    await scene.decide(id, 'compliant');
    expect(await scene.result('Petra Posodobi')).toBe('clear');
    expect(at((await scene.record('up')).body, 'state')).toBe('suspended');
    await scene.call(`${OWNER} ncb`, 'POST', `${path}/resume`, reason);
    expect(at(await matchOf('Petra Posodobi'), 'warnings')).toEqual(['escape']);
  });

  it('of what was renewed meanwhile gets a number behind it', async () => {
    const id = await scene.held('up', personRecord('Posodobi', 'Petra', { warnings: ['suicide'] }));
    const path = `/v1/records/${OWNER}-up`;
    const renewed = await scene.call(`${OWNER} ncb`, 'POST', `${path}/renew`, { reason: 'needed' });
    const number = Number(at(renewed.body, 'version'));
    const { body } = await scene.decide(id, 'compliant');
    expect(at(body, 'state')).toBe('decided');
    expect(Number(at((await scene.record('up')).body, 'version'))).toBeGreaterThan(number);
  });
});

describe('after the measure is lifted', () => {
  it('nothing held is published, what is new is, and what was refused waits again', async () => {
    const held = await scene.held('l1', personRecord('Dvig', 'Dora'));
    const refused = await scene.held('l2', personRecord('Zavrni', 'Zora'));
    await scene.decide(refused, 'refused');
    await scene.lift();
    expect(await scene.result('Dora Dvig')).toBe('clear');
    expect((await scene.put('l1', personRecord('Dvig', 'Dora'))).status).toBe(200);
    expect(await scene.result('Dora Dvig')).toBe('clear');
    expect((await scene.put('l3', personRecord('Nova', 'Nika'))).status).toBe(201);
    expect(await scene.result('Nika Nova')).toBe('match');
    for (const more of [{}, { colour: 'blue' }, { warnings: ['armed'] }]) {
      const again = await scene.put('l2', personRecord('Zavrni', 'Zora', more));
      expect([again.status, at(again.body, 'state')]).toEqual([202, 'in_review']);
      expect(await scene.result('Zora Zavrni')).toBe('clear');
    }
    const { body } = await scene.record('l2');
    const last = String(at(body, 'reviewId'));
    await scene.decide(last, 'compliant');
    expect(await scene.result('Zora Zavrni')).toBe('match');
    // Found compliant, the person is no longer refused under this id.
    const free = await scene.put('l2', personRecord('Zavrni', 'Zora', { warnings: ['escape'] }));
    expect(free.status).toBe(200);
    // What is held still waits, and is still decided.
    expect((await scene.decide(held, 'compliant')).status).toBe(200);
    expect(await scene.result('Dora Dvig')).toBe('match');
  });

  it('a new version of what is held is published at once, and the held one is over', async () => {
    await scene.supervise();
    const id = await scene.held('l4', personRecord('Prehod', 'Polona'));
    await scene.lift();
    const record = personRecord('Prehod', 'Polona', { warnings: ['armed'] });
    expect((await scene.put('l4', record)).status).toBe(200);
    expect(await scene.result('Polona Prehod')).toBe('match');
    expect(at((await scene.review(id)).body, 'state')).toBe('superseded');
    expect((await scene.decide(id, 'compliant')).status).toBe(409);
  });
});

describe('a notice', () => {
  it('waits for a reviewer, whoever sends it', async () => {
    const record = personRecord('Obvestilo', 'Olga', { kind: 'notice' });
    const id = await scene.held('n1', record);
    expect(await scene.result('Olga Obvestilo')).toBe('clear');
    await scene.decide(id, 'compliant');
    const found = await scene.named('Olga Obvestilo');
    expect(at(found.body, 'matches', 0)).toMatchObject({ kind: 'notice', supervised: false });
  });
});
