/** Restrictions of a supervised owner: narrower ones bind at once, wider ones are new circulation. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, personRecord, type Reply } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const [FIRST, SECOND] = OTHERS;

beforeAll(() => scene.start());
afterEach(() => scene.lift());
afterAll(() => scene.service.stop());

const restrict = (reference: string, restrictions: object): Promise<Reply> =>
  scene.call(`${OWNER} ncb`, 'PUT', `/v1/records/${OWNER}-${reference}/restrictions`, restrictions);
const defaults = (restrictions: object): Promise<Reply> =>
  scene.call(`${OWNER} ncb`, 'PUT', `/v1/members/${OWNER}/restrictions`, restrictions);

describe('restrictions of a record', () => {
  it('that let somebody in are held as a version, and let nobody in before the decision', async () => {
    const deny = { restrictions: { deny: [FIRST] } };
    await scene.put('w1', personRecord('Sirse', 'Sava', deny));
    await scene.supervise();
    const held = await restrict('w1', { deny: [] });
    expect([held.status, at(held.body, 'state'), at(held.body, 'version')]).toEqual([
      202,
      'in_review',
      2,
    ]);
    expect(await scene.result('Sava Sirse', FIRST)).toBe('clear');
    expect(await scene.result('Sava Sirse', SECOND)).toBe('match');
    expect(await scene.told(`${FIRST} ncb`, 'publication', 'w1')).toEqual([]);
    const id = String(at(held.body, 'reviewId'));
    const { body } = await scene.review(id);
    expect(at(body, 'diff')).toEqual([
      { path: '/restrictions/deny/0', before: FIRST, after: null },
    ]);
    // The same again waits for the same review.
    expect((await restrict('w1', { deny: [] })).status).toBe(200);
    expect(await scene.queue()).toEqual([id]);
    expect((await scene.decide(id, 'compliant')).status).toBe(200);
    expect(await scene.result('Sava Sirse', FIRST)).toBe('match');
    expect((await scene.told(`${FIRST} ncb`, 'publication', 'w1')).length).toBe(1);
  });

  it('that are refused stay as they were', async () => {
    await scene.put('w2', personRecord('Ostane', 'Oto', { restrictions: { deny: [FIRST] } }));
    await scene.supervise();
    const held = await restrict('w2', {});
    await scene.decide(String(at(held.body, 'reviewId')), 'refused');
    expect(await scene.result('Oto Ostane', FIRST)).toBe('clear');
    expect(at((await scene.record('w2')).body, 'restrictions', 'deny')).toEqual([FIRST]);
  });

  it('that keep more out bind at once, on what is published and what waits', async () => {
    await scene.put('w3', personRecord('Ozje', 'Ota'));
    await scene.supervise();
    const id = await scene.held('w3', personRecord('Ozje', 'Ota', { warnings: ['armed'] }));
    const narrowed = await restrict('w3', { deny: [FIRST] });
    expect([narrowed.status, at(narrowed.body, 'state')]).toEqual([200, 'published']);
    expect(await scene.result('Ota Ozje', FIRST)).toBe('clear');
    expect(at((await scene.review(id)).body, 'record', 'restrictions', 'deny')).toEqual([FIRST]);
    expect((await scene.decide(id, 'compliant')).status).toBe(200);
    expect(await scene.result('Ota Ozje', FIRST)).toBe('clear');
    const seen = await scene.named('Ota Ozje', SECOND);
    expect(at(seen.body, 'matches', 0, 'warnings')).toEqual(['armed']);
  });

  it('that exchange one for another keep the one out at once and the other until the decision', async () => {
    await scene.put('w4', personRecord('Zamenja', 'Zlata', { restrictions: { deny: [FIRST] } }));
    await scene.supervise();
    const held = await restrict('w4', { deny: [SECOND] });
    expect(held.status).toBe(202);
    for (const member of OTHERS) {
      expect(await scene.result('Zlata Zamenja', member)).toBe('clear');
    }
    await scene.decide(String(at(held.body, 'reviewId')), 'compliant');
    expect(await scene.result('Zlata Zamenja', FIRST)).toBe('match');
    expect(await scene.result('Zlata Zamenja', SECOND)).toBe('clear');
  });

  it('that open wider what waits, take a review of their own', async () => {
    await scene.supervise();
    const deny = { restrictions: { deny: [FIRST] } };
    const id = await scene.held('w5', personRecord('Odprto', 'Olga', deny));
    const opened = await restrict('w5', {});
    expect(opened.status).toBe(202);
    expect((await scene.decide(id, 'compliant')).status).toBe(409);
    expect(at((await scene.review(id)).body, 'state')).toBe('superseded');
    await scene.decide(String(at(opened.body, 'reviewId')), 'compliant');
    expect(await scene.result('Olga Odprto', FIRST)).toBe('match');
  });

  it('of an owner under no measure bind at once, either way', async () => {
    await scene.put('w6', personRecord('Prosto', 'Peter', { restrictions: { deny: [FIRST] } }));
    expect((await restrict('w6', {})).status).toBe(200);
    expect(await scene.result('Peter Prosto', FIRST)).toBe('match');
    await scene.supervise(OWNER, ['checks', 'hits', 'receive']);
    expect((await restrict('w6', { deny: [FIRST] })).status).toBe(200);
    expect((await restrict('w6', {})).status).toBe(200);
  });
});

describe('default restrictions', () => {
  it('become narrower at any time, and not wider under the measure', async () => {
    await scene.put('d1', personRecord('Privzeto', 'Pia'));
    await scene.supervise();
    expect((await defaults({ deny: [FIRST] })).status).toBe(200);
    expect(await scene.result('Pia Privzeto', FIRST)).toBe('clear');
    for (const wider of [{}, { deny: [SECOND] }, { allowOnly: [FIRST] }]) {
      const reply = await defaults(wider);
      expect([reply.status, at(reply.body, 'code')]).toEqual([409, 'conflict']);
    }
    expect(await scene.result('Pia Privzeto', FIRST)).toBe('clear');
    expect((await defaults({ deny: [FIRST], purposes: ['border'] })).status).toBe(200);
    await scene.lift();
    expect((await defaults({})).status).toBe(200);
    expect(await scene.result('Pia Privzeto', FIRST)).toBe('match');
  });

  it('that a reviewer has added are taken back at will', async () => {
    await scene.put('d2', personRecord('Zaklon', 'Zoja'));
    const connection = `/v1/members/${OWNER}/connection`;
    const state = { state: 'disconnected', reason: 'no longer able to watch' };
    await scene.call(`${OWNER} ncb`, 'POST', connection, state);
    const path = `/v1/members/${OWNER}/restrictions`;
    expect((await scene.call('reviewer', 'PUT', path, { deny: [FIRST] })).status).toBe(200);
    expect(await scene.result('Zoja Zaklon', FIRST)).toBe('clear');
    await scene.supervise();
    expect((await defaults({})).status).toBe(200);
    expect(await scene.result('Zoja Zaklon', FIRST)).toBe('match');
  });
});
