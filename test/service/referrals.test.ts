import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { at, documentRecord, personRecord } from '../support/running-service.js';
import { bare, HITS, idsOf, ReferralScene } from './referral-scene.js';

const scene = new ReferralScene();
beforeAll(async () => {
  await scene.start();
});
afterAll(() => scene.stop());

describe('a referred check', () => {
  it('is answered the same whatever was matched, and says by when it is expected', async () => {
    await scene.push('FRA-one', 'Abgrall');
    for (const member of ['FRA', 'ITA', 'ESP']) await scene.push(`${member}-three`, 'Bozellec');
    const one = await scene.check(scene.terminal, 'Abgrall');
    const three = await scene.check(scene.terminal, 'Bozellec');
    expect([one.status, at(one.body, 'result'), idsOf(one)]).toEqual([200, 'referred', []]);
    expect(bare(one)).toBe(bare(three));
    expect(one.text.length).toBe(three.text.length + tookDigits(one.text) - tookDigits(three.text));
    expect(at(one.body, 'referral', 'id')).toBe(at(one.body, 'checkId'));
    const expectedBy = Date.parse(String(at(one.body, 'referral', 'expectedBy')));
    expect(expectedBy - Date.now()).toBeGreaterThan(23 * 3_600_000);

    const ids = [one, three].map(({ body }) => String(at(body, 'checkId')));
    const [first, second] = await Promise.all(ids.map((id) => scene.read(scene.terminal, id)));
    expect(at(first?.body, 'state')).toBe('pending');
    expect(at(first?.body, 'referral')).toEqual(at(one.body, 'referral'));
    expect(bare(first!)).toBe(bare(second!));
  });

  it('tells nothing in a batch either', async () => {
    await scene.push('FRA-batch', 'Corcuff');
    await scene.push('ESP-batch', 'Corcuff');
    await scene.push('FRA-batch2', 'Dantec');
    const checks = ['Corcuff', 'Dantec'].map((family) => ({
      purpose: 'border',
      person: { fullName: `Cunégonde ${family}` },
    }));
    const { body } = await scene.call('POST', '/v1/checks/batch', scene.terminal, { checks });
    const replies = (at(body, 'replies') as { reply: object }[]).map(({ reply }) =>
      bare({ text: JSON.stringify(reply) } as never),
    );
    expect(replies[0]).toContain('"result":"referred"');
    expect(replies[0]).toBe(replies[1]);
  });

  it('is shown to reviewers with who asked, the verdicts and the records in full', async () => {
    await scene.push('FRA-full', 'Even', { offences: ['fraud'] });
    const checkId = await scene.referred(scene.terminal, 'Even');
    const { status, body, text } = await scene.show(checkId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      referralId: checkId,
      checkId,
      state: 'pending',
      member: 'DEU',
      agency: 'border',
      purpose: 'border',
      overdue: false,
      decision: null,
      withheld: [],
    });
    expect(at(body, 'ageSeconds')).toBeGreaterThanOrEqual(0);
    expect(at(body, 'matches', 0)).toMatchObject({
      recordId: 'FRA-full',
      owner: 'FRA',
      version: 1,
      verdict: 'refer',
      rules: ['measure.refer-all'],
      visible: true,
      changed: false,
      released: false,
      record: { recordId: 'FRA-full', state: 'published', offences: ['fraud'] },
    });
    expect(at(body, 'matches', 0, 'score')).toBeGreaterThan(0.7);
    expect(at(body, 'matches', 0, 'explanation', 0, 'field')).toBe('name');
    // Whose credential it was is in the audit, not before the reviewer.
    expect(text).not.toContain('credentialId');
  });

  it('is told what was released, and nothing of the rest', async () => {
    for (const member of ['FRA', 'ITA', 'ESP']) await scene.push(`${member}-part`, 'Floch');
    const checkId = await scene.referred(scene.terminal, 'Floch');
    const decided = await scene.decide(checkId, ['ITA-part']);
    expect([decided.status, at(decided.body, 'state')]).toEqual([200, 'released']);
    const read = await scene.read(scene.terminal, checkId);
    expect(read.body).toMatchObject({ checkId, state: 'released', checkAgain: false });
    expect(idsOf(read)).toEqual(['ITA-part']);
    expect(read.text).not.toMatch(/FRA-part|ESP-part/);
    expect(at(read.body, 'matches', 0)).toMatchObject({
      index: 'wanted',
      owner: 'ITA',
      ownerStatus: 'connected',
      action: 'arrest',
      response: 'stop',
      nationalDecision: null,
      person: { names: [{ family: 'Floch' }] },
    });
    expect(at(read.body, 'matches', 0, 'handling')).toContain('not proof of identity');
    const ncb = await scene.read(scene.ncb, checkId);
    expect(ncb.text).toBe(read.text);
  });

  it('is closed where nothing was released, the same for every number of matches', async () => {
    await scene.push('FRA-c1', 'Guyader');
    for (const member of ['FRA', 'ITA', 'ESP']) await scene.push(`${member}-c3`, 'Huon');
    const ids = [
      await scene.referred(scene.terminal, 'Guyader'),
      await scene.referred(scene.terminal, 'Huon'),
    ];
    for (const id of ids) expect(at((await scene.decide(id, [])).body, 'state')).toBe('closed');
    const [one, three] = await Promise.all(ids.map((id) => scene.read(scene.terminal, id)));
    expect(at(one?.body, 'state')).toBe('closed');
    expect(bare(one!)).toBe(bare(three!));
    expect(one?.text.length).toBe(three?.text.length);
  });

  it('about a supervised owner is referred whoever asks, and others’ checks are untouched', async () => {
    await scene.push(`${HITS}-hit`, 'Quiniou');
    await scene.push('FRA-free', 'Kervella');
    const checkId = await scene.referred(scene.free, 'Quiniou');
    expect(at((await scene.read(scene.free, checkId)).body, 'state')).toBe('pending');
    const other = await scene.check(scene.free, 'Kervella');
    expect([at(other.body, 'result'), at(other.body, 'referral')]).toEqual(['match', null]);
    const unreferred = String(at(other.body, 'checkId'));
    expect((await scene.read(scene.free, unreferred)).status).toBe(404);
    expect((await scene.show(unreferred)).status).toBe(404);
    await scene.decide(checkId, [`${HITS}-hit`]);
    const read = await scene.read(scene.free, checkId);
    expect(idsOf(read)).toEqual([`${HITS}-hit`]);
    expect(at(read.body, 'matches', 0, 'supervised')).toBe(true);
  });

  it('waits as a whole where one of its matches is gated; the reviewer sees which', async () => {
    await scene.push(`${HITS}-mixed`, 'Le Bras');
    await scene.push('FRA-mixed', 'Le Bras');
    const checkId = await scene.referred(scene.free, 'Le Bras');
    const { body } = await scene.show(checkId);
    const verdicts = at(body, 'matches') as { recordId: string; verdict: string | null }[];
    expect(new Map(verdicts.map(({ recordId, verdict }) => [recordId, verdict]))).toEqual(
      new Map([
        [`${HITS}-mixed`, 'refer'],
        ['FRA-mixed', null],
      ]),
    );
  });

  it('shows as many as it has room for, with what takes the place of what is not released', async () => {
    const [first, second, beside] = [`${HITS}-room1`, `${HITS}-room2`, 'FRA-room'];
    for (const recordId of [first, second, beside]) await scene.push(recordId, 'Tanguy');
    const told = async (release: readonly string[]): Promise<string[]> => {
      const { body } = await scene.check(scene.free, 'Tanguy', { limit: 1 });
      const checkId = String(at(body, 'checkId'));
      expect((await scene.decide(checkId, release)).status).toBe(200);
      return idsOf(await scene.read(scene.free, checkId));
    };
    expect(await told([])).toEqual([beside]);
    expect(await told([second])).toEqual([second]);
    expect(await told([second, first])).toEqual([first]);
  });

  it('holds no more matches to be decided than a reviewer can look through', async () => {
    const many = Array.from({ length: LIMITS.referredMatchesMax + 2 }, (_, n) => ({
      recordId: `${HITS}-many${n}`,
      ...personRecord('Urvoas', 'Cunégonde'),
    }));
    await scene.service.bulk(await scene.bureau(HITS), many);
    const { body } = await scene.show(await scene.referred(scene.free, 'Urvoas'));
    expect(at(body, 'matches')).toHaveLength(LIMITS.referredMatchesMax);
  });

  it.each([
    ['nothing of', [] as string[]],
    ['all of', [`${HITS}-beside`]],
  ])(
    'is told by a decision for %s what is supervised, as far as no measure touches it',
    async (_, named) => {
      const documents = [{ number: 'BESIDE1', issuer: 'FRA' }];
      const person = { names: [{ fullName: 'Beside' }], documents };
      const ids = [`${HITS}-beside`, 'FRA-beside'];
      for (const recordId of ids) await scene.push(recordId, '', { person });
      const answer = await scene.service.check(scene.free, { documents });
      const checkId = String(at(answer.body, 'checkId'));
      const { body } = await scene.decide(checkId, named);
      expect(at(body, 'state')).toBe('released');
      const read = await scene.read(scene.free, checkId);
      expect(at(read.body, 'state')).toBe('released');
      expect(idsOf(read).sort()).toEqual([...named, 'FRA-beside'].sort());
      const entry = (await scene.entries(checkId)).find(
        ({ kind, result }) => kind === 'check' && result === 'match',
      );
      const verdict = named.length > 0 ? 'release' : 'withhold';
      const rules = ['referral.decision'];
      expect(entry).toMatchObject({
        returned: expect.arrayContaining(['FRA-beside']) as unknown,
        verdicts: [{ recordId: `${HITS}-beside`, verdict, rules }],
      });
      for (const recordId of ids) await scene.withdraw(recordId);
    },
  );

  it('about a lost document is decided like any other', async () => {
    const owner = await scene.bureau('FRA');
    const lost = documentRecord('FRA', 'REF12345');
    await scene.call('PUT', '/v1/records/FRA-doc', owner, lost);
    const documents = [{ number: 'REF12345', issuer: 'FRA' }];
    const { body } = await scene.service.check(scene.terminal, { documents });
    expect(at(body, 'result')).toBe('referred');
    const checkId = String(at(body, 'checkId'));
    await scene.decide(checkId, ['FRA-doc']);
    const read = await scene.read(scene.terminal, checkId);
    expect(at(read.body, 'matches', 0, 'document', 'number')).toBe('REF12345');
  });
});

const tookDigits = (text: string): number => /"tookMs":([0-9.]+)/.exec(text)?.[1]?.length ?? 0;

describe('a referred check is read', () => {
  let checkId = '';
  beforeAll(async () => {
    await scene.push('FRA-who', 'Madec');
    checkId = await scene.referred(scene.terminal, 'Madec');
  });

  it('by the credential that asked and by the bureau of its member alone', async () => {
    const readers = [scene.terminal, scene.ncb, scene.otherTerminal, scene.free, scene.foreignNcb];
    const read = async (): Promise<number[]> =>
      Promise.all(readers.map(async (token) => (await scene.read(token, checkId)).status));
    expect(await read()).toEqual([200, 200, 404, 404, 404]);
    await scene.decide(checkId, ['FRA-who']);
    expect(await read()).toEqual([200, 200, 404, 404, 404]);
    for (const token of [scene.reviewer, scene.auditor, scene.supervisor]) {
      expect((await scene.read(token, checkId)).status).toBe(403);
    }
  });

  it('under the same words by whom it is none of their business as where there is none', async () => {
    const none = await scene.read(scene.otherTerminal, 'AAAAAAAAAAAAAAAAAAAA');
    const others = await scene.read(scene.otherTerminal, checkId);
    expect(others.text).toBe(none.text);
    for (const odd of ['x', 'a%20b', '-', '%00', 'a'.repeat(500)]) {
      expect((await scene.read(scene.terminal, odd)).status).toBe(404);
    }
  });

  it('and every reading of a decided one is on record, with what was told', async () => {
    const before = await scene.entries(checkId);
    await scene.read(scene.ncb, checkId);
    const added = (await scene.entries(checkId)).slice(before.length);
    expect(added).toMatchObject([
      { kind: 'read', action: 'check.read', subject: `${checkId} FRA-who`, member: 'DEU' },
    ]);
  });
});
