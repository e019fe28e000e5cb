/** Claiming, asking the owner, and two reviewers who have to agree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, personRecord, type Reply } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const four = new ReviewScene({ PORTCULLIS_FOUR_EYES: 'all' });

beforeAll(async () => {
  await Promise.all([scene.start(), four.start()]);
  await Promise.all([scene.supervise(), four.supervise()]);
});
afterAll(async () => {
  await scene.service.stop();
  await four.service.stop();
});

const claim = (id: string, who: string, action = 'claim'): Promise<Reply> =>
  scene.call(who, 'POST', `/v1/reviews/${id}/${action}`);

describe('a claim', () => {
  it('keeps others from working on a review until it is released', async () => {
    const id = await scene.held('c1', personRecord('Zahteva', 'Zala'));
    expect((await claim(id, 'reviewer')).status).toBe(200);
    const { body } = await scene.review(id, 'second');
    expect([at(body, 'claimedBy'), at(body, 'claimedAt')]).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    for (const action of ['claim', 'release-claim']) {
      expect((await claim(id, 'second', action)).status).toBe(409);
    }
    for (const decision of ['compliant', 'refused', 'clarify']) {
      expect((await scene.decide(id, decision, {}, 'second')).status).toBe(409);
    }
    expect((await claim(id, 'reviewer')).status).toBe(200);
    expect((await claim(id, 'reviewer', 'release-claim')).status).toBe(200);
    expect((await claim(id, 'reviewer', 'release-claim')).status).toBe(200);
    expect((await scene.decide(id, 'compliant', {}, 'second')).status).toBe(200);
  });

  it('by two at once is one reviewer’s alone', async () => {
    const id = await scene.held('c2', personRecord('Tekma', 'Tina'));
    const both = await Promise.all([claim(id, 'reviewer'), claim(id, 'second')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is for reviewers, and for reviews there are', async () => {
    const id = await scene.held('c3', personRecord('Kdo', 'Katja'));
    for (const who of [`${OWNER} ncb`, 'supervisor']) {
      expect((await claim(id, who)).status).toBe(403);
    }
    expect((await claim('none', 'reviewer')).status).toBe(404);
    expect((await scene.call('reviewer', 'GET', `/v1/reviews/${id}/claim`)).status).toBe(405);
  });
});

describe('a question to the owner', () => {
  const answer = (id: string, body: object, who = `${OWNER} ncb`): Promise<Reply> =>
    scene.call(who, 'POST', `/v1/reviews/${id}/answer`, body);

  it('reaches its inbox, and the answer comes back to the reviewers; nothing is decided', async () => {
    const id = await scene.held('a1', personRecord('Vprasaj', 'Vera'));
    const asked = await scene.decide(id, 'clarify', { reason: 'Which court?' });
    expect([asked.status, at(asked.body, 'state'), at(asked.body, 'awaiting')]).toEqual([
      200,
      'pending',
      'owner',
    ]);
    const [question] = await scene.told(`${OWNER} ncb`, 'clarification', 'a1');
    expect(question?.body).toMatchObject({ reviewId: id, version: 1, question: 'Which court?' });
    expect(await scene.result('Vera Vprasaj')).toBe('clear');

    expect((await answer(id, { answer: 'The district court.' })).status).toBe(200);
    const [told] = await scene.told('reviewer', 'clarification', 'a1');
    expect(told?.body).toMatchObject({ reviewId: id, answer: 'The district court.' });
    const { body } = await scene.review(id);
    expect(at(body, 'awaiting')).toBe('reviewer');
    expect(at(body, 'questions')).toEqual([
      expect.objectContaining({ question: 'Which court?', answer: 'The district court.' }),
    ]);
    expect((await scene.decide(id, 'compliant')).status).toBe(200);
    expect(await scene.result('Vera Vprasaj')).toBe('match');
    expect((await answer(id, { answer: 'too late' })).status).toBe(409);
  });

  it('does not stand in the way of a decision', async () => {
    const id = await scene.held('a2', personRecord('Brez', 'Branka'));
    await scene.decide(id, 'clarify', { reason: 'Which court?' });
    expect((await scene.decide(id, 'refused')).status).toBe(200);
  });

  it('is answered by its owner alone, once, with words', async () => {
    const id = await scene.held('a3', personRecord('Samo', 'Sonja'));
    expect((await answer(id, { answer: 'nobody has asked' })).status).toBe(409);
    await scene.decide(id, 'clarify', { reason: 'Why?' });
    // Another bureau is not told that there is such a review.
    const unknown = await answer('none', { answer: 'x' }, `${OTHERS[0]} ncb`);
    const foreign = await answer(id, { answer: 'x' }, `${OTHERS[0]} ncb`);
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
    for (const who of [`${OWNER} terminal`, 'reviewer', 'supervisor']) {
      expect((await answer(id, { answer: 'x' }, who)).status).toBe(403);
    }
    expect((await answer(id, {})).status).toBe(422);
    expect((await answer(id, { answer: ' ' })).status).toBe(422);
    expect((await answer(id, { answer: 'x', more: 1 })).status).toBe(400);
    expect(at((await scene.review(id)).body, 'questions', 0, 'answer')).toBeNull();
    const both = await Promise.all([
      answer(id, { answer: 'This.' }),
      answer(id, { answer: 'That.' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('goes with a version that is superseded', async () => {
    const id = await scene.held('a4', personRecord('Nadomesti', 'Nina'));
    await scene.decide(id, 'clarify', { reason: 'Armed?' });
    await scene.held('a4', personRecord('Nadomesti', 'Nina', { warnings: ['armed'] }));
    expect((await answer(id, { answer: 'Yes.' })).status).toBe(409);
  });
});

describe('where two reviewers have to agree', () => {
  it('the first opinion publishes nothing, the second of another reviewer does', async () => {
    const id = await four.held('e1', personRecord('Dvojno', 'Dana'));
    const first = await four.decide(id, 'compliant', { reason: 'in order' });
    expect([first.status, at(first.body, 'state'), at(first.body, 'awaiting')]).toEqual([
      200,
      'pending',
      'second-reviewer',
    ]);
    expect(await four.result('Dana Dvojno')).toBe('clear');
    const twice = await four.decide(id, 'compliant');
    expect([twice.status, at(twice.body, 'code')]).toEqual([409, 'conflict']);
    expect(await four.result('Dana Dvojno')).toBe('clear');
    const second = await four.decide(id, 'compliant', {}, 'second');
    expect([second.status, at(second.body, 'state')]).toEqual([200, 'decided']);
    expect(await four.result('Dana Dvojno')).toBe('match');
    expect(at(second.body, 'opinions')).toEqual([
      expect.objectContaining({ decision: 'compliant', reason: 'in order' }),
    ]);
  });

  it('two opinions at once are one opinion and one decision, whatever their order', async () => {
    const id = await four.held('e2', personRecord('Hkrati', 'Hana'));
    const both = await Promise.all([
      four.decide(id, 'compliant'),
      four.decide(id, 'compliant', {}, 'second'),
    ]);
    const statuses = both.map(({ status }) => status).sort();
    // Whoever came second without having seen the first is asked to look again.
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(statuses);
    const state = statuses[1] === 200 ? 'decided' : 'pending';
    expect(at((await four.review(id)).body, 'state')).toBe(state);
    expect(await four.result('Hana Hkrati')).toBe(state === 'decided' ? 'match' : 'clear');
  });

  it('a refusal takes one, before or after an opinion', async () => {
    const id = await four.held('e3', personRecord('Enkrat', 'Eva'));
    expect(at((await four.decide(id, 'refused')).body, 'state')).toBe('decided');
    const other = await four.held('e4', personRecord('Potem', 'Pia'));
    await four.decide(other, 'compliant');
    expect(at((await four.decide(other, 'refused', {}, 'second')).body, 'state')).toBe('decided');
    expect(await four.result('Pia Potem')).toBe('clear');
  });

  it('an addendum that either asked for is shown', async () => {
    const id = await four.held('e5', personRecord('Opomba', 'Olga'));
    await four.decide(id, 'compliant-with-addendum', { addendum: 'Disputed.' });
    await four.decide(id, 'compliant', {}, 'second');
    const found = await four.named('Olga Opomba');
    expect(at(found.body, 'matches', 0, 'addenda')).toEqual([
      expect.objectContaining({ text: 'Disputed.' }),
    ]);
  });

  it('an opinion is worth nothing for another version', async () => {
    const id = await four.held('e6', personRecord('Drugo', 'Dora'));
    await four.decide(id, 'compliant');
    const next = await four.held('e6', personRecord('Drugo', 'Dora', { warnings: ['armed'] }));
    expect((await four.decide(id, 'compliant', {}, 'second')).status).toBe(409);
    const first = await four.decide(next, 'compliant', {}, 'second');
    expect(at(first.body, 'state')).toBe('pending');
    expect(await four.result('Dora Drugo')).toBe('clear');
  });
});
