/** The review queue from outside: what waits, what a reviewer reads of it, deciding, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();

beforeAll(async () => {
  await scene.start();
  await scene.put('u', personRecord('Ustica', 'Una', { warnings: ['health'] }));
  await scene.supervise();
});
afterAll(() => scene.service.stop());

describe('the queue', () => {
  it('holds what waits, oldest first, page by page, and nothing twice', async () => {
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      ids.push(await scene.held(`q${n}`, personRecord('Quarto', `Q${n}`)));
    }
    expect(await scene.queue(`?owner=${OWNER}`)).toEqual(ids);
    const walked: string[] = [];
    for (let query = '?limit=2'; ;) {
      const { body } = await scene.call('reviewer', 'GET', `/v1/reviews${query}`);
      const page = at(body, 'reviews') as { reviewId: string }[];
      walked.push(...page.map(({ reviewId }) => reviewId));
      const next = at(body, 'next') as string | null;
      if (next === null) break;
      expect(page).toHaveLength(2);
      query = `?limit=2&cursor=${next}`;
    }
    expect(walked).toEqual(ids);
    expect(await scene.queue('?owner=EST')).toEqual([]);
    expect(await scene.queue('?state=decided')).toEqual([]);
    for (const [nth, id] of ids.entries()) {
      expect((await scene.decide(id, nth < 4 ? 'compliant' : 'refused')).status).toBe(200);
    }
    expect(await scene.queue()).toEqual([]);
    expect(await scene.queue('?state=decided')).toEqual(ids);
    expect(await scene.queue('?state=all')).toEqual(ids);
  });

  it('tells of each its age, its owner and who works on it', async () => {
    const id = await scene.held('age', personRecord('Alter', 'Age'));
    const { body } = await scene.call('reviewer', 'GET', '/v1/reviews');
    expect(at(body, 'reviews', 0)).toMatchObject({
      reviewId: id,
      subject: 'record',
      recordId: `${OWNER}-age`,
      version: 1,
      owner: OWNER,
      state: 'pending',
      awaiting: 'reviewer',
      claimedBy: null,
      overdue: false,
    });
    expect(at(body, 'reviews', 0, 'ageSeconds')).toBeTypeOf('number');
    await scene.decide(id, 'refused');
  });

  it.each(['?state=odd', '?limit=0', '?limit=1000'])('refuses the list %s', async (query) => {
    const reply = await scene.call('reviewer', 'GET', `/v1/reviews${query}`);
    expect([reply.status, at(reply.body, 'code')]).toEqual([422, 'unprocessable']);
  });

  it('refuses a cursor that no list gave', async () => {
    const reply = await scene.call('reviewer', 'GET', '/v1/reviews?cursor=x');
    expect(reply.status).toBe(400);
  });
});

describe('a review', () => {
  it('shows the record as held, the published version, and where they differ', async () => {
    const update = personRecord('Ustica', 'Una', { warnings: ['armed'], colour: 'blue' });
    const id = await scene.held('u', update);
    const { body } = await scene.review(id);
    expect(at(body, 'record', 'warnings')).toEqual(['armed']);
    expect(at(body, 'previous', 'warnings')).toEqual(['health']);
    expect(at(body, 'diff')).toEqual([
      { path: '/colour', before: 'red', after: 'blue' },
      { path: '/warnings/0', before: 'health', after: 'armed' },
    ]);
    const findings = at(body, 'findings') as { rule: string; path: string | null }[];
    expect(findings.map(({ rule }) => rule)).toContain('changed.colour');
    expect(at(body, 'policyVersion')).toBeTypeOf('string');
    expect((await scene.decide(id, 'refused')).status).toBe(200);
  });

  it('of something new has no published version beside it', async () => {
    const id = await scene.held('new', personRecord('Neu', 'Nina'));
    const { body } = await scene.review(id);
    expect(at(body, 'previous')).toBeNull();
    expect(at(body, 'diff')).toEqual([]);
    await scene.decide(id, 'refused');
  });

  it('is read by reviewers alone', async () => {
    const id = await scene.held('secret', personRecord('Skrito', 'Sara'));
    for (const who of [`${OWNER} ncb`, 'EST ncb', 'EST terminal', 'supervisor', 'auditor']) {
      expect((await scene.review(id, who)).status, who).toBe(403);
      expect((await scene.call(who, 'GET', '/v1/reviews')).status, who).toBe(403);
    }
    await scene.decide(id, 'refused');
  });
});

describe('a decision', () => {
  it('publishes in the same step: the next check of anybody finds the record', async () => {
    const id = await scene.held('c', personRecord('Celje', 'Cvetka'));
    for (const member of OTHERS) expect(await scene.result('Cvetka Celje', member)).toBe('clear');
    const decided = await scene.decide(id, 'compliant');
    expect([decided.status, at(decided.body, 'state')]).toEqual([200, 'decided']);
    const found = await scene.named('Cvetka Celje');
    expect(at(found.body, 'matches', 0)).toMatchObject({
      recordId: `${OWNER}-c`,
      reviewStatus: 'compliant',
      supervised: true,
      addenda: [],
    });
    expect(await scene.record('c')).toMatchObject({ status: 200 });
    expect((await scene.told(`${OTHERS[1]} ncb`, 'publication', 'c')).length).toBe(1);
  });

  it('with an addendum shows it on every match, and whatever the owner does it stays', async () => {
    const id = await scene.held('add', personRecord('Dodatek', 'Dana'));
    const addendum = { addendum: 'The offence is disputed.' };
    expect((await scene.decide(id, 'compliant-with-addendum', addendum)).status).toBe(200);
    const texts = async (): Promise<unknown> =>
      at((await scene.named('Dana Dodatek')).body, 'matches', 0, 'addenda');
    const shown = [expect.objectContaining({ text: 'The offence is disputed.' })];
    expect(await texts()).toEqual(shown);
    await scene.withdraw('add');
    const again = await scene.held('add', personRecord('Dodatek', 'Dana'));
    await scene.decide(again, 'compliant');
    expect(await texts()).toEqual(shown);
  });

  it('that refuses shows nobody anything and tells the owner why', async () => {
    const id = await scene.held('r', personRecord('Rdeca', 'Rina'));
    await scene.decide(id, 'refused', { reason: 'a political case' });
    expect(await scene.result('Rina Rdeca')).toBe('clear');
    const { body } = await scene.record('r');
    expect(at(body, 'state')).toBe('refused');
    expect(at(body, 'refusal')).toMatchObject({ version: 1, reason: 'a political case' });
    expect((await scene.record('r', `${OTHERS[0]} ncb`)).status).toBe(404);
    expect(await scene.told(`${OTHERS[1]} ncb`, 'publication', 'r')).toEqual([]);
  });

  it('is on record with its reason, its reviewer and its record', async () => {
    const id = await scene.held('audit', personRecord('Revizija', 'Rok'));
    await scene.decide(id, 'compliant', { reason: 'everything is in order' });
    const { body } = await scene.call('auditor', 'GET', '/v1/audit?limit=500');
    const entries = (at(body, 'entries') as { action?: string; subject?: string }[]).filter(
      ({ subject, action }) => subject === `${OWNER}-audit` && action !== 'record.put',
    );
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'record.review.compliant',
        role: 'reviewer',
        member: 'XPO',
        reason: 'everything is in order',
      }),
    ]);
  });

  it.each([
    [{ decision: 'compliant' }, 422, '/reason'],
    [{ decision: 'compliant', reason: '' }, 422, '/reason'],
    [{ decision: 'compliant', reason: '  ' }, 422, '/reason'],
    [{ decision: 'perhaps', reason: 'x' }, 422, '/decision'],
    [{ reason: 'x' }, 422, '/decision'],
    [{ decision: 'compliant-with-addendum', reason: 'x' }, 422, '/addendum'],
    [{ decision: 'compliant-with-addendum', reason: 'x', addendum: '' }, 422, '/addendum'],
    [{ decision: 'compliant', reason: 'x', addendum: 'y' }, 422, '/addendum'],
    [{ decision: 'refused', reason: 'x', addendum: 'y' }, 422, '/addendum'],
    [{ decision: 'clarify', reason: 'x', addendum: 'y' }, 422, '/addendum'],
    [{ decision: 'compliant', reason: 'x', extra: 1 }, 400, '/extra'],
    [{ decision: 1, reason: 'x' }, 400, '/decision'],
    ['compliant', 400, ''],
  ] as const)('%j is refused with %d at %s, and changes nothing', async (body, status, path) => {
    const id = await scene.held('bad', personRecord('Slabo', `S${Math.random()}`));
    const reply = await scene.service.call(
      'POST',
      `/v1/reviews/${id}/decision`,
      scene.token('reviewer'),
      body,
    );
    expect([reply.status, at(reply.body, 'path')]).toEqual([status, path]);
    expect(at((await scene.review(id)).body, 'state')).toBe('pending');
  });

  it.each([`${OWNER} ncb`, `${OWNER} terminal`, 'EST ncb', 'supervisor', 'auditor'])(
    'by %s is forbidden',
    async (who) => {
      const id = await scene.held('role', personRecord('Vloga', 'Vida', { offences: [who] }));
      expect((await scene.decide(id, 'compliant', {}, who)).status).toBe(403);
      expect(at((await scene.review(id)).body, 'state')).toBe('pending');
      expect(await scene.result('Vida Vloga')).toBe('clear');
    },
  );

  it('on what does not exist is 404', async () => {
    for (const id of ['none', 'AAAAAAAAAAAAAAAAAAAA', '%00', 'x'.repeat(500)]) {
      expect((await scene.decide(id, 'compliant')).status).toBe(404);
      expect((await scene.review(id)).status).toBe(404);
    }
  });

  it('is final: a second one, of whatever kind and by whomever, is 409', async () => {
    for (const first of ['compliant', 'refused']) {
      const id = await scene.held(`f-${first}`, personRecord('Finale', first));
      expect((await scene.decide(id, first)).status).toBe(200);
      const before = (await scene.record(`f-${first}`)).text;
      for (const second of ['compliant', 'refused', 'clarify']) {
        const again = await scene.decide(id, second, {}, 'second');
        expect([again.status, at(again.body, 'code')]).toEqual([409, 'conflict']);
      }
      for (const action of ['claim', 'release-claim']) {
        const path = `/v1/reviews/${id}/${action}`;
        expect((await scene.call('reviewer', 'POST', path)).status).toBe(409);
      }
      expect((await scene.record(`f-${first}`)).text).toBe(before);
    }
  });

  it('on a version that a newer one has superseded is 409, and the newer one waits', async () => {
    const old = await scene.held('s', personRecord('Staro', 'Stana'));
    const young = await scene.held('s', personRecord('Staro', 'Stana', { warnings: ['armed'] }));
    expect(young).not.toBe(old);
    expect(at((await scene.review(old)).body, 'state')).toBe('superseded');
    expect(await scene.queue()).not.toContain(old);
    expect((await scene.decide(old, 'compliant')).status).toBe(409);
    expect(await scene.result('Stana Staro')).toBe('clear');
    expect((await scene.decide(young, 'compliant')).status).toBe(200);
    expect(await scene.result('Stana Staro')).toBe('match');
  });

  it('on what its owner has withdrawn is 409', async () => {
    const id = await scene.held('w', personRecord('Umik', 'Urska'));
    const gone = await scene.withdraw('w');
    expect([gone.status, at(gone.body, 'state')]).toEqual([200, 'withdrawn']);
    expect(at((await scene.review(id)).body, 'state')).toBe('withdrawn');
    expect(await scene.queue()).not.toContain(id);
    expect((await scene.decide(id, 'compliant')).status).toBe(409);
    expect(await scene.result('Urska Umik')).toBe('clear');
  });

  it('by many at once is taken by exactly one', async () => {
    const id = await scene.held('race', documentRecord(OWNER, 'RACE123'));
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        scene.decide(
          id,
          n % 2 === 0 ? 'compliant' : 'refused',
          {},
          n % 3 === 0 ? 'second' : 'reviewer',
        ),
      ),
    );
    const won = all.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(9);
    const decision = at(won[0]?.body, 'decision', 'decision');
    expect(at((await scene.review(id)).body, 'decision', 'decision')).toBe(decision);
    const expected = decision === 'compliant' ? 'match' : 'clear';
    expect(await scene.documentResult('RACE123')).toBe(expected);
  });
});
